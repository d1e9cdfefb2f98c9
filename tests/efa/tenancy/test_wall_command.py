# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py wall`: what it prints, what it writes down, how it ends."""

import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from efa.tenancy.proof import report
from efa.tenancy.proof.kinds import KINDS
from efa.tenancy.proof.run import Result, Tally
from tests import ground
from tests.efa.tenancy.conftest import proof_addresses

pytestmark = pytest.mark.xdist_group("installation")


@pytest.fixture
def logins(as_owner, database, settings):
    settings.WALL_LOGINS = {
        "DATABASE_OWNER_URL": database["DATABASE_OWNER_URL"],
        "DATABASE_URL": database["DATABASE_URL"],
        "DATABASE_LAND_URL": database["DATABASE_LAND_URL"],
        "DATABASE_WORKER_URL": database["DATABASE_WORKER_URL"],
        "DATABASE_ADMIN_URL": proof_addresses(database).admin,
    }
    return settings.WALL_LOGINS


FEW = ("--kind", "own", "--kind", "read", "--quick")


def test_prove_prints_counts_and_the_verdict(logins, capsys):
    call_command("wall", "prove", *FEW)
    printed = capsys.readouterr().out
    assert re.search(r"^Fremde Tabelle lesen, mit vollem Namen +544 +544  \d+ von \d+$", printed, re.MULTILINE)
    assert "Versuche in 17 Schemas endeten wie erwartet, alle Gegenproben gelangen." in printed


def test_prove_without_a_superuser_says_so_and_ends_with_3(logins, capsys):
    logins["DATABASE_ADMIN_URL"] = ""
    with pytest.raises(CommandError, match=r"ohne Gegenprobe. Für sie fehlt .* DATABASE_ADMIN_URL") as refusal:
        call_command("wall", "prove", *FEW)
    assert refusal.value.returncode == 3
    assert re.search(r"mit vollem Namen +544 +544  –$", capsys.readouterr().out, re.MULTILINE)


def test_prove_ends_with_1_on_a_hole_and_still_writes_the_report(logins, installation, settings, tmp_path, monkeypatch):
    from efa.tenancy.proof import probes

    monkeypatch.setattr(probes, "_ON_LOG", ("SELECT 1",))
    written = tmp_path / "nachweis.md"
    with pytest.raises(CommandError, match="Die Trennung hält nicht: 34 von 34 Versuchen") as refusal:
        call_command("wall", "prove", "--kind", "log", "--report", str(written))
    assert refusal.value.returncode == 1
    assert "kam durch" in written.read_text(encoding="utf-8").partition("## Was nicht stimmt")[2]


@pytest.mark.parametrize("missing", ["DATABASE_URL", "DATABASE_WORKER_URL"])
def test_prove_names_the_address_that_is_missing(logins, missing):
    logins[missing] = ""
    with pytest.raises(CommandError, match=f"es fehlt: {missing}"):
        call_command("wall", "prove")


def test_prove_names_the_address_that_is_wrong(logins):
    logins["DATABASE_URL"] = logins["DATABASE_LAND_URL"]
    with pytest.raises(CommandError, match="DATABASE_URL meldet sich als efa_land an; erwartet ist efa_web"):
        call_command("wall", "prove")


@pytest.mark.parametrize("deed", ["check", "repair", "prove"])
def test_only_the_owner_asks(db, deed):
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("wall", deed)


def test_check_finds_nothing_where_nothing_is(as_owner, capsys):
    call_command("wall", "check")
    assert capsys.readouterr().out == "Die Trennung ist so, wie sie sein soll.\n"


def test_check_tells_each_finding_and_what_helps_and_repair_does_it(as_owner, capsys):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("GRANT INSERT ON public.tenancy_domain TO efa_tenant")
    with pytest.raises(CommandError, match=r"an 1 Stellen anders.*wall repair"):
        call_command("wall", "check")
    assert capsys.readouterr().out == (
        "Rechte: efa_tenant hat INSERT auf table public.tenancy_domain: ein Recht zu viel.\n"
    )
    call_command("wall", "repair")
    assert capsys.readouterr().out == "Die Trennung ist so, wie sie sein soll.\n"


# --- a whole installation ------------------------------------------------------------------------------------
def test_the_printed_sql_migrations_and_a_kommune_make_an_installation_without_findings(installation):
    assert installation.manage("wall", "check") == "Die Trennung ist so, wie sie sein soll.\n"


def test_prove_takes_its_addresses_from_the_environment_and_writes_the_report(installation, tmp_path):
    written = tmp_path / "nachweis.md"
    urls = installation.urls | {
        "EFA_INSTALLATION": installation.roles.installation,
        "DATABASE_ADMIN_URL": installation.addresses.admin,
    }
    printed = ground.manage("wall", "prove", "--report", str(written), urls=urls)
    assert printed.splitlines()[-1].startswith("Die Trennung hält: Alle ")
    text = written.read_text(encoding="utf-8")
    assert all(f"| {title} |" in text for title in KINDS.values())
    assert "| 4 von Kommunen, dazu das Schema des Landes |" in text
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ground.ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert f"Commit {commit}" in text


def test_sql_needs_no_database_and_has_no_password(tmp_path):
    environment = {key: value for key, value in ground.environment().items() if not key.startswith("DATABASE_")}
    done = subprocess.run(
        [sys.executable, "manage.py", "wall", "sql", "--database", "other"],
        cwd=ground.ROOT, env=environment | {"EFA_VAR": str(tmp_path), "EFA_INSTALLATION": "trial"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert 'CREATE DATABASE "other" OWNER "trial_owner"' in done.stdout
    assert '\\connect "other"' in done.stdout
    assert re.findall(r"^.*password.*$", done.stdout, re.MULTILINE) == [
        f"--   \\password trial_{login}" for login in ("owner", "web", "land", "worker")
    ]


# --- the page ------------------------------------------------------------------------------------------------
def outcome(**tallies: Tally) -> Result:
    return Result(version="18.6", schemas=15, kommunen=14, is_controlled=True, tallies=dict(tallies))


def test_the_page_is_dated_names_its_version_and_adds_up():
    found = outcome(own=Tally(30, 30), read=Tally(1420, 1419, 91, 91))
    found.holes.append("Die Rolle x kam durch.")
    text = report.page(found, at=datetime(2026, 11, 23, 20, 5, tzinfo=UTC), version="1.0, Commit abc1234")
    assert "| Ergebnis | **Die Trennung hält nicht: 1 von 1.450 Versuchen endeten nicht wie erwartet.** |" in text
    assert "| Zeitpunkt | 23.11.2026, 20:05 Uhr (UTC) |" in text
    assert "| Version der Plattform | 1.0, Commit abc1234 |" in text
    assert "| Fremde Tabelle lesen, mit vollem Namen | 1.420 | 1.419 | 1 | 91 | 91 |" in text
    assert "| **zusammen** | 1.450 | 1.449 | 1 | 91 | 91 |" in text
    assert "- Die Rolle x kam durch." in text
    assert "## Was dieser Nachweis nicht zeigt" in text


@pytest.mark.parametrize(
    ("tally", "says"),
    [
        (Tally(0, 0, 0, 0), "Nichts versucht wurde bei „Fremde Tabelle lesen"),
        (Tally(9, 9, 2, 1), "Nicht bewiesen: 1 Gegenproben gelangen nicht"),
        (Tally(9, 8, 2, 1), "Die Trennung hält nicht: 1 von 9"),
        (Tally(9, 9, 2, 2), "Die Trennung hält: Alle 9 Versuche"),
    ],
)
def test_the_verdict_begins_with_the_worst(tally, says):
    assert says in report.verdict(outcome(read=tally))
