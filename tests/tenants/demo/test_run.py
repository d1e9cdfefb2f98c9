# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make demo` gets ready, says what stops it in one sentence, and leaves nothing behind."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from efa.config import postgres
from tenants.demo import checks, run
from tests.tenants.demo.clone import Clone

LOOK = ["messages compile", "assets", "collectstatic --noinput -v0"]
CONTENT = ["migrate_schemas -v0", "seed"]
LIST = ["kommune list --json"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A server that no demo started."""
    state = tmp_path_factory.mktemp("demo") / "postgres"
    postgres.start(state, fast=True)
    yield state
    postgres.destroy(state)


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    """A clone with the embedded server."""
    clone = Clone(tmp_path / "a clone")
    yield clone
    clone.end()
    postgres.destroy(clone.var / "postgres")


@pytest.fixture
def given(clone: Clone, server: Path, request: pytest.FixtureRequest) -> Clone:
    """A clone with an empty database given from outside."""
    name = f"given_{abs(hash(request.node.name))}"
    urls = postgres.prepare_database(postgres.running(server)["ADMIN_URL"], name)
    clone.environ |= {key: urls[key] for key in checks.DATABASE}
    return clone


def test_demo_serves_until_ctrl_c_and_stops_what_it_started(clone):
    demo = clone.demo()
    printed = demo.until_ready()
    assert f"http://localhost:{clone.environ['PORT']}" in printed
    calls = clone.calls()
    assert [call for call in calls if call in LOOK] == LOOK
    assert [call for call in calls if call in CONTENT + LIST] == CONTENT + LIST
    assert demo.page() == "no owner"
    assert postgres.running(clone.var / "postgres")
    code, errors = demo.stop()
    assert (code, demo.page(), postgres.running(clone.var / "postgres")) == (0, "", {})
    assert "Traceback" not in errors

    again = clone.demo()
    again.until_ready()
    assert clone.calls() == LIST
    assert again.stop(signal.SIGTERM)[0] == 0

    (clone.var / "keys").mkdir()
    assert clone.demo("reset").ended()[0] == 0
    assert not (clone.var / "postgres").exists()
    assert not (clone.var / "keys").exists()
    anew = clone.demo()
    anew.until_ready()
    assert clone.calls() == CONTENT + LIST


def test_a_demo_killed_hard_takes_its_web_server_along_and_the_next_one_tidies_up(clone):
    demo = clone.demo()
    demo.until_ready()
    demo.process.kill()
    demo.process.communicate()
    assert postgres.running(clone.var / "postgres")
    deadline = time.monotonic() + 20
    while demo.page() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert demo.page() == ""
    heir = clone.demo()
    heir.until_ready()
    assert heir.stop()[0] == 0
    assert postgres.running(clone.var / "postgres") == {}


def test_a_server_that_was_running_before_goes_on(clone):
    postgres.start(clone.var / "postgres", fast=True)
    demo = clone.demo()
    demo.until_ready()
    assert demo.stop()[0] == 0
    assert postgres.running(clone.var / "postgres")


@pytest.mark.parametrize("seconds", [0.2, 0.6, 1.2, 2.0])
def test_ctrl_c_while_getting_ready_leaves_nothing(clone, seconds):
    demo = clone.demo()
    time.sleep(seconds)
    code, errors = demo.stop()
    assert code in {0, -signal.SIGINT}  # The latter before the demo's first line.
    assert "Traceback" not in errors or code
    assert postgres.running(clone.var / "postgres") == {}


def test_a_given_database_is_used_and_never_stopped(given, server):
    demo = given.demo()
    demo.until_ready()
    demo.stop()
    assert postgres.running(server)
    assert not (given.var / "postgres").exists()
    assert set(given.calls()) == {*LOOK, *CONTENT, *LIST}
    given.demo().until_ready()
    assert given.calls() == LIST


@pytest.mark.parametrize(
    ("path", "ran"),
    [
        ("theming/css/efa.css", LOOK[1:]),
        ("theming/locale/en/LC_MESSAGES/django.po", LOOK[:1]),
        ("tenants/instance/migrations/0002_more.py", CONTENT),
        ("tenants/demo/data/districts.csv", CONTENT),
    ],
)
def test_what_changed_is_done_again_and_only_that(given, path, ran):
    demo = given.demo()
    demo.until_ready()
    demo.stop()
    given.calls()
    (given.root / path).parent.mkdir(parents=True, exist_ok=True)
    (given.root / path).write_text("changed")
    (given.root / path).with_suffix(".mo").touch()
    given.demo().until_ready()
    assert given.calls() == [*ran, *LIST]


def test_a_second_demo_and_a_reset_say_that_one_runs_already(given):
    given.demo().until_ready()
    code, errors = given.demo().ended()
    address = f"http://localhost:{given.environ['PORT']}"
    assert (code, errors) == (
        1,
        f"Die Demo läuft in diesem Ordner schon auf {address}; beenden Sie sie dort mit Strg-C.\n",
    )
    for name in checks.DATABASE:
        del given.environ[name]
    code, errors = given.demo("reset").ended()
    assert code == 1
    assert "läuft in diesem Ordner schon" in errors


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_URL_FILE"])
def test_reset_never_touches_a_given_database(clone, name):
    code, errors = clone.demo("reset", **{name: "postgresql:///precious"}).ended()
    assert code == 1
    assert errors.startswith("Die Demo löscht keine Datenbank, die Sie mit DATABASE_URL angeben")


def test_a_command_that_fails_ends_the_demo_with_its_words(given):
    code, errors = given.demo(FAILS="seed").ended()
    assert code == 1
    assert "the reason why\n\n„Land und Kommunen anlegen“ ist gescheitert" in errors
    assert "Traceback" not in errors


def test_a_web_server_that_does_not_start_ends_the_demo_with_its_last_lines(given):
    code, errors = given.demo(FAILS="server").ended()
    assert code == 1
    assert "the reason why" in errors
    assert "Der Webserver startet nicht; beheben Sie" in errors


def test_a_web_server_that_dies_ends_the_demo(given):
    demo = given.demo()
    demo.until_ready()
    children = Path(f"/proc/{demo.process.pid}/task/{demo.process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    code, errors = demo.ended()
    assert code == 1
    assert "Der Webserver hat sich beendet" in errors
    assert demo.page() == ""


def test_production_is_refused(clone):
    code, errors = clone.demo(EFA_ENV="production").ended()
    assert code == 1
    assert "läuft nicht mit EFA_ENV=production" in errors
    assert not clone.var.exists()


def test_an_unknown_word_is_refused(clone):
    assert clone.demo("resett").ended()[0] == 1
    assert not clone.var.exists()


def test_table_has_a_line_for_each_host():
    rows = [{"name": "Land", "host": "a", "hosts": ["a", "b"]}, {"name": "Stadt", "host": "c"}]
    assert run._table(json.dumps(rows), 80).splitlines() == [
        "  Land   http://a:80",
        "         http://b:80",
        "  Stadt  http://c:80",
    ]
