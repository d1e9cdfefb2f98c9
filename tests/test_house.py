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
    r"\.extra\(|\bRawSQL\(": (),
    r"except Exception:\s*\n\s*pass": (),
    r"SESSION_COOKIE_DOMAIN": (),
    r"verify=False": (),
    r"\bimport (pickle|random)\b|\byaml\.load\(": (),
    r"\bstyle=\"|\bon(click|load|change)=|<script(?![^>]*src=)|javascript:": (),
    r"\bfilter\(\*\*request": (),
    r"\.cache\b.*=.*lru_cache|@lru_cache|@functools\.cache\b": (),
}  # fmt: skip


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
    names |= {"DATABASE_URL", "DATABASE_LAND_URL", "DATABASE_OWNER_URL"}
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


def test_no_tenant_table_has_a_trigger(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname, relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " JOIN pg_namespace n ON n.oid = relnamespace WHERE NOT tgisinternal AND (nspname = 'land' OR nspname LIKE 'k\\_%')"
        )
        assert cursor.fetchall() == []


def test_no_tenant_model_points_at_public():
    from django.apps import apps
    from django.conf import settings

    tenant_apps = {app for kind in ("land", "kommune") for app in settings.TENANT_TYPES[kind]["APPS"]}
    seen = 0
    for model in apps.get_models():
        if model._meta.app_config.name in tenant_apps:
            seen += 1
            for field in model._meta.get_fields():
                if field.is_relation and field.related_model:
                    assert field.related_model._meta.app_config.name in tenant_apps, field
    assert seen >= 5
