# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules of the house that no tool checks: the tree, the arrows, what may not be written, what documents say."""

import re
import shutil
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.ground import ROOT, environment

FOLDERS = ("platform", "tenants", "theming", "api")
PYTHON = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
TEMPLATES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.html"))


def test_platform_stays_pythons_own():
    code = "import platform; print(platform.__file__)"
    for folder in (ROOT, ROOT / "platform"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert Path(done.stdout.strip()).is_relative_to(sysconfig.get_paths()["stdlib"])


def test_no_file_lies_directly_in_platform():
    inside = [
        path for path in (ROOT / "platform").iterdir() if path.name not in {"__pycache__", ".import_linter_cache"}
    ]
    assert [path.name for path in inside] == ["efa"]
    assert not (ROOT / "tests" / "platform").exists()


# A module that exists, and the import that its contract forbids.
VIOLATIONS = {
    "Folders: api over tenants over theming over efa": ("platform/efa/tenancy/selectors.py", "import theming.selectors"),
    "Platform: pages over administration over registers over tools over law": (
        "platform/efa/tenancy/selectors.py", "import efa.responsibility.selectors",
    ),
    "Vocabulary and law know no framework": ("platform/efa/vocabulary/text.py", "import django.utils.text"),
    "Nobody imports the settings": ("platform/efa/landing/views.py", "import efa.config.settings.base"),
    "Inside an app: pages over deeds over questions over tables": (
        "platform/efa/responsibility/selectors.py", "import efa.responsibility.services",
    ),
    "Tenant apps meet through services and selectors": ("tenants/demo/seeds.py", "import tenants.instance.models"),
}  # fmt: skip


def broken_contracts(folder):
    path = f"{folder / 'platform'}:{folder}"
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=folder,
        env=environment() | {"PYTHONPATH": path, "COLUMNS": "200"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return {line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")}


@pytest.fixture
def copy(tmp_path):
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "locale", "css"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_each_contract_falls_on_a_planted_violation(copy, contract):
    path, line = VIOLATIONS[contract]
    assert contract not in broken_contracts(copy)
    module = copy / path
    module.write_text(module.read_text() + f"\n{line}\n")
    assert contract in broken_contracts(copy)


def test_each_contract_has_a_violation_that_is_tried():
    names = re.findall(
        r'^name = "(.+)"$', (ROOT / "pyproject.toml").read_text().partition("[tool.importlinter]")[2], re.MULTILINE
    )
    assert set(names) == set(VIOLATIONS)


# What must not be written, with the places where it has a reason beside it.
FORBIDDEN = {
    r"@(schema|tenant)_context": (),
    r"\bmark_safe\(|\|safe\b": (),
    r"\bcsrf_exempt\b": ("theming/pages.py", "theming/technical.py"),
    # `objects.raw` keeps its rows past the look at who asks (T6).
    r"\.extra\(|\bRawSQL\(|\.raw\(|\bRawQuerySet\b": (),
    r"except Exception:\s*\n\s*pass": (),
    r"SESSION_COOKIE_DOMAIN": (),
    r"verify=False": (),
    r"\bimport (pickle|random)\b|\byaml\.load\(": (),
    r"\bstyle=\"|\bon(click|load|change)=|<script(?![^>]*src=)|javascript:": (),
    r"\bfilter\(\*\*request": (),
    r"\.cache\b.*=.*lru_cache|@lru_cache|@functools\.cache\b": (),
    # Tokens know purpose and tenant only where one helper signs them (T9).
    r"\bdjango\.core\.signing\b|\bdjango\.core import .*\bsigning\b|\b(get|set)_signed_cookie\b": (
        "platform/efa/crypto/tokens.py",
    ),
    # Nothing is kept in a cache today; the first module that does is placed here (T10).
    r"\b(from|import) django\.core\.cache\b|\bdjango\.core import .*\bcache\b|\bcache_page\b|{% (load )?cache\b": (),
    # Files of a tenant have one way in; the others are the installation's own (T10).
    r"(?<!\w)open\(|\b(Named)?TemporaryFile\(|\bmkstemp\(|\bFileSystemStorage\(": (
        "platform/efa/wall/storage.py", "platform/efa/config/postgres/server.py", "tenants/demo/programs.py",
        "tenants/demo/checks.py", "theming/messages.py", "theming/assets.py",
    ),
    # Whose statements follow is said by the backend; the opening names its schema for the owner (T1, T5). The proof says
    # it by itself, to be no witness for the backend.
    r"(?i)\bset_config\(|\bSET\s+(LOCAL\s+|SESSION\s+)?(search_path|role|SESSION\s+AUTHORIZATION)\b|\bRESET\s+ROLE\b": (
        "platform/efa/wall/names.py", "platform/efa/tenancy/opening.py", "platform/efa/tenancy/proof/kinds.py",
        "platform/efa/tenancy/proof/probes.py",
    ),
    # A thread begins as nobody, and must not begin at all where there are rows (T5).
    r"\bThread\(|\bThreadPoolExecutor\(|\bsync_to_async\(|\bthread_sensitive\b": (
        "tenants/demo/progress.py", "tenants/demo/run.py",
    ),
}  # fmt: skip
# Of the younger patterns: a line that must fall, and one that must not.
CAUGHT = {
    "from django.core import signing": "from efa.crypto import tokens  # signing",
    "from django.core.signing import dumps": "designing = 1",
    "response.set_signed_cookie('a', 'b')": "response.set_cookie('a', 'b')",
    "from django.core.cache import cache": "from django.utils.cache import patch_vary_headers",
    "from django.core import cache": "cache = {}",
    "{% load cache %}": "{# a cache #}",
    "with open('x') as file:": "def reopen(self): self._open(x)",
    "handle = path.open('wb')": "file.is_open()",
    "FileSystemStorage()": "class TenantStorage(FileSystemStorage):",
    "cursor.execute('SET search_path TO x')": "SECURITY DEFINER SET settings",
    "cursor.execute('set local role efa_s_land')": "a set of roles",
    "SELECT set_config('role', 'x', true)": "the search_path of a role",
    "Thread(target=x)": "threading.Lock()",
    "await sync_to_async(x)()": "sync = 1",
}


@pytest.mark.parametrize(("bad", "good"), CAUGHT.items())
def test_a_pattern_falls_on_what_it_forbids_and_on_nothing_else(bad, good):
    assert [pattern for pattern in FORBIDDEN if re.search(pattern, bad)]
    assert [pattern for pattern in FORBIDDEN if re.search(pattern, good)] == []


def test_an_exception_that_is_no_longer_needed_is_taken_back():
    for pattern, allowed in FORBIDDEN.items():
        for path in allowed:
            assert re.search(pattern, (ROOT / path).read_text(encoding="utf-8")), f"{path} needs no leave for {pattern}"


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_what_must_not_be_written_is_not(pattern):
    found = {
        str(path.relative_to(ROOT))
        for path in [*PYTHON, *TEMPLATES]
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found - set(FORBIDDEN[pattern]) == set()


def test_no_file_is_too_long():
    long = {str(path.relative_to(ROOT)): n for path in PYTHON if (n := len(path.read_text().splitlines())) > 400}
    assert long == {}


def test_apps_write_no_kern_class():
    own = [path for path in TEMPLATES if "theming" not in path.parts]
    assert own
    assert [str(path) for path in own if re.search(r'class="[^"]*\bkern-', path.read_text(encoding="utf-8"))] == []


def test_every_setting_of_the_environment_has_its_paragraph():
    names = set()
    for path in PYTHON:
        names |= set(re.findall(r'\b(?:text|flag|secret)\(\s*"([A-Z_]+)"', path.read_text()))
    names |= {"DATABASE_URL", "DATABASE_LAND_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL"}
    written = set(re.findall(r"^### `([A-Z_]+)`", (ROOT / "docs" / "configuration.md").read_text(), re.MULTILINE))
    assert len(names) > 8
    assert names == written


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_network_is_closed_except_for_this_machine():
    for address in (("192.0.2.1", 80), ("8.8.8.8", 53)):
        with pytest.raises(SocketConnectBlockedError):
            socket.create_connection(address, timeout=1)
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        here.listen()
        socket.create_connection(here.getsockname()).close()


def test_makemigrations_has_nothing_to_do(as_owner):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_import_nothing_from_their_app_and_are_named_for_what_they_do():
    migrations = [path for path in PYTHON if path.parent.name == "migrations" and path.name != "__init__.py"]
    assert len(migrations) >= 5
    for path in migrations:
        assert not re.search(r"^(from|import) (efa|tenants|theming|api)\b", path.read_text(), re.MULTILINE), path
        assert not re.fullmatch(r"[0-9]{4}_(auto|initial).*", path.stem), path
