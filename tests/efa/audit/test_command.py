# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py audit`: what was tampered with in real tables is found, and everybody gets a line."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.timezone import now

from efa.audit import selectors, services
from efa.audit.verify import What
from efa.tenancy.models import Kommune
from efa.wall.present import acting_as, as_anybody, walled
from tests.efa.audit.logs import NOON, SOMEBODY

LENGTH = 6


def write(kommune, length=LENGTH):
    with acting_as(kommune):
        for n in range(length):
            with transaction.atomic():
                services.record("theme.published", subject=f"theme:{n}", by=SOMEBODY, at=NOON, facts={"n": n})


@pytest.fixture
def written(committed):
    write(committed["99001"])
    write(committed["99002"])
    write(committed["15"], 1)
    return committed


@pytest.fixture
def run(capsys):
    def command(*arguments):
        capsys.readouterr()
        try:
            call_command("audit", *arguments)
        except CommandError as refusal:
            return refusal.returncode, capsys.readouterr().out, str(refusal)
        return 0, capsys.readouterr().out, ""

    return command


@pytest.fixture
def heads(written, run, tmp_path):
    """The heads, exported before the tampering."""
    path = tmp_path / "heads.jsonl"
    path.write_text(run("heads")[1])
    return path


def verdicts(run, written, *arguments):
    """Return what was found by AGS."""
    _, printed, _ = run("verify", "--json", *arguments)
    names = {tenant.schema_name: tenant.ags for tenant in written.values()}
    return {
        names.get(report["schema"], report["schema"]): [(one["what"], one["number"]) for one in report["findings"]]
        for report in json.loads(printed)
        if report["findings"]
    }


def test_untouched_logs_are_said_to_be(written, run, heads):
    code, printed, _ = run("verify", "--heads", str(heads))
    assert code == 0
    lines = printed.splitlines()
    assert len(lines) == len(written) == 17
    assert lines[0] == "Land Sachsen-Anhalt: 1 Eintrag, unversehrt"
    assert f"Stadt Musterstadt: {LENGTH} Einträge, unversehrt" in lines
    assert "Landkreis Harz: 0 Einträge, unversehrt" in lines


def test_without_an_export_it_says_what_it_cannot_see(written, run):
    code, printed, _ = run("verify")
    assert code == 0
    assert "--heads DATEI" in printed.splitlines()[-1]


def test_the_export_has_a_line_for_each(written, run):
    rows = [json.loads(line) for line in run("heads")[1].splitlines()]
    assert len(rows) == 17
    musterstadt = next(row for row in rows if row["schema"] == written["99001"].schema_name)
    assert musterstadt["number"] == LENGTH
    assert set(musterstadt) == {"schema", "number", "hash", "at"}


TAMPERINGS = {
    **{
        f"UPDATE audit_entry SET {change} WHERE number = 3": [("edited", 3)]
        for change in (
            "id = gen_random_uuid()", "at = at + interval '1 microsecond'", "event = 'theme.changed'", "actor = 'nobody'",
            "subject = 'theme:9'", "facts = '{\"n\": 9}'", "facts = facts || '{\"m\": 1}'", "facts = '{}'",
            "prev_hash = repeat('f', 64)",
        )
    },
    "UPDATE audit_entry SET hash = repeat('f', 64) WHERE number = 3": [("edited", 3), ("replaced", 4)],
    "UPDATE audit_entry SET number = 9 WHERE number = 3": [("gap", 3), ("gap", 7), ("edited", 9)],
    "DELETE FROM audit_entry WHERE number = 1": [("missing_start", 1)],
    "DELETE FROM audit_entry WHERE number IN (3, 4)": [("gap", 3)],
    "DELETE FROM audit_entry WHERE number > 4": [("truncated", 5)],
    "DELETE FROM audit_entry": [("truncated", 1)],
    "UPDATE audit_entry SET number = 9 - number WHERE number IN (4, 5)": [("swapped", 4), ("swapped", 5), ("replaced", 6)],
    "UPDATE audit_entry SET facts = '{\"n\": 9}' WHERE number = 6": [("edited", 6)],
    "ALTER TABLE audit_entry RENAME TO elsewhere": [("unreadable", 0)],
    "UPDATE audit_entry SET at = 'infinity' WHERE number = 3": [("unreadable", 0)],
    "INSERT INTO audit_segment SELECT gen_random_uuid(), 1, 2, 2, repeat('0', 64), hash, now(), repeat('a', 64)"
    " FROM audit_entry WHERE number = 2; DELETE FROM audit_entry WHERE number < 3": [("segment", 1)],
}  # fmt: skip


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_what_was_tampered_with_in_the_table_is_found(written, run, heads, tamper, statement):
    deferred = "ALTER TABLE audit_entry DROP CONSTRAINT entry_number_once; "
    again = "; ALTER TABLE audit_entry ADD CONSTRAINT entry_number_once UNIQUE (number)"
    swaps = "9 - number" in statement
    tamper(deferred + statement + again if swaps else statement)
    try:
        assert verdicts(run, written, "--heads", str(heads)) == {"99001": TAMPERINGS[statement]}
    finally:
        if "RENAME" in statement:
            tamper("ALTER TABLE elsewhere RENAME TO audit_entry")


def test_a_neighbours_log_is_not_taken_for_the_own(written, run, tamper):
    neighbour = written["99002"].schema_name
    tamper(f"DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM {neighbour}.audit_entry")
    assert verdicts(run, written) == {"99001": [("foreign", number) for number in range(1, LENGTH + 1)]}


def test_a_fork_is_found_where_its_constraints_were_taken_away(written, run, tamper, monkeypatch):
    number, link = "UNIQUE (number)", "UNIQUE (prev_hash)"
    # Pages of one row, so that the second of the two begins a page.
    monkeypatch.setattr(selectors, "PAGE", 1)
    drop = "ALTER TABLE audit_entry DROP CONSTRAINT entry_number_once, DROP CONSTRAINT entry_follows_each_entry_once; "
    add = f"ALTER TABLE audit_entry ADD CONSTRAINT entry_number_once {number}, ADD CONSTRAINT entry_follows_each_entry_once {link}"
    copy = "gen_random_uuid(), number, at, event, actor, subject, facts, prev_hash, hash"
    tamper(f"{drop} INSERT INTO audit_entry SELECT {copy} FROM audit_entry WHERE number = 4")
    try:
        found = verdicts(run, written)["99001"]
        assert ("fork", 4) in found
        assert ("edited", 4) in found
    finally:
        tamper(f"DELETE FROM audit_entry; {add}")


def test_a_finding_has_a_number_and_a_cure_and_ends_with_1(written, run, tamper):
    tamper("UPDATE audit_entry SET actor = 'nobody' WHERE number = 3")
    code, printed, verdict = run("verify")
    schema = written["99001"].schema_name
    assert code == 1
    assert f"Stadt Musterstadt ({schema}): {LENGTH} Einträge gelesen, 1 Befund" in printed
    assert "  Nr. 3: Der Eintrag wurde verändert.\n    Abhilfe: " in printed
    assert f"Landkreis Beispielhausen: {LENGTH} Einträge, unversehrt" in printed
    assert verdict.startswith("Befunde in 1 von 17 Protokollen.")


def test_a_single_schema_can_be_asked(written, run, tamper):
    tamper("UPDATE audit_entry SET actor = 'nobody' WHERE number = 3")
    code, printed, _ = run("verify", "--schema", written["99002"].schema_name)
    assert (code, len(printed.splitlines())) == (0, 2)
    assert run("verify", "--schema", written["99001"].schema_name)[0] == 1
    code, _, verdict = run("verify", "--schema", "k_aaaaaaaaaaaa")
    assert code == 1
    assert "gehört zu keiner eröffneten Stelle" in verdict


def test_a_log_that_is_gone_with_its_tenant_is_found(written, run, heads):
    heads.write_text(heads.read_text() + json.dumps({"schema": "k_aaaaaaaaaaaa", "number": 3, "hash": "a" * 64}) + "\n")
    code, printed, _ = run("verify", "--heads", str(heads))
    assert code == 1
    assert "k_aaaaaaaaaaaa" in printed


def test_who_is_only_invited_has_no_log(as_owner, run):
    Kommune.objects.filter(ags="15085").update(state="INVITED", opened_at=None)
    assert len(run("heads")[1].splitlines()) == 16


def test_the_export_tells_whom_it_could_not_read_and_has_all_others(written, run, tamper):
    tamper("ALTER TABLE audit_entry RENAME TO elsewhere")
    try:
        code, printed, verdict = run("heads")
        assert (code, len(printed.splitlines())) == (1, 16)
        assert written["99001"].schema_name in verdict
    finally:
        tamper("ALTER TABLE elsewhere RENAME TO audit_entry")


def test_reading_ends_after_many_findings(written, run, tamper):
    write(written["99001"], 120)
    tamper("UPDATE audit_entry SET actor = 'nobody'")
    code, printed, _ = run("verify")
    assert code == 1
    assert "100 Befunde" in printed
    assert "nicht weitergelesen" in printed


@pytest.mark.parametrize(
    "content",
    [
        "", "\n", "no json\n", "[]\n", "7\n", "{}\n", '{"schema": "public", "number": 1, "hash": "' + "a" * 64 + '"}\n',
        '{"schema": "land", "number": "1", "hash": "' + "a" * 64 + '"}\n', '{"schema": "land", "number": 1, "hash": "a"}\n',
    ],
)  # fmt: skip
def test_a_file_that_is_no_export_is_refused(written, run, tmp_path, content):
    path = tmp_path / "heads.jsonl"
    path.write_text(content)
    code, printed, verdict = run("verify", "--heads", str(path))
    assert (code, printed) == (1, "")
    assert str(path) in verdict


def test_a_missing_file_is_refused(written, run, tmp_path):
    assert "lässt sich nicht lesen" in run("verify", "--heads", str(tmp_path / "none"))[2]


@pytest.fixture
def owner(empty, as_owner):
    """The owner, with an old entry and one of today in every log of the cast."""
    tenants = {ags: Kommune.objects.get(ags=ags) for ags in ("99001", "99002")}
    for tenant in tenants.values():
        with acting_as(tenant), transaction.atomic():
            services.record("theme.published", by=SOMEBODY, at=NOON - timedelta(days=500))
            services.record("theme.published", by=SOMEBODY, at=now())
    return tenants


def test_entries_expire_in_every_schema(owner, run):
    code, printed, _ = run("expire", "--before", (NOON - timedelta(days=100)).date().isoformat())
    assert code == 0
    assert len(printed.splitlines()) == 17
    for line in ("Stadt Musterstadt: Nr. 1 bis 1 abgelaufen", "Landkreis Harz: nichts abgelaufen"):
        assert line in printed.splitlines()
    code, printed, _ = run("verify")
    assert code == 0
    assert "Stadt Musterstadt: 2 Einträge und 1 abgelaufene, unversehrt" in printed


def test_entries_expire_in_one_schema_if_asked(owner, run):
    schema = owner["99002"].schema_name
    _, printed, _ = run("expire", "--before", NOON.date().isoformat(), "--schema", schema)
    assert printed == "Landkreis Beispielhausen: Nr. 1 bis 1 abgelaufen\n"


def test_a_log_that_is_not_intact_does_not_expire_and_stops_no_other(owner, run):
    walled().set_schema(owner["99001"].schema_name)
    with walled().cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET actor = 'nobody' WHERE number = 1")
    code, printed, verdict = run("expire", "--before", NOON.date().isoformat())
    assert code == 1
    assert "Stadt Musterstadt: nichts gelöscht" in printed
    assert "Landkreis Beispielhausen: Nr. 1 bis 1 abgelaufen" in printed
    assert owner["99001"].schema_name in verdict


def test_what_expires_while_it_is_read_is_no_gap(owner, run, monkeypatch):
    schema, rows = owner["99001"].schema_name, selectors.rows

    def rows_without_the_first():
        monkeypatch.setattr(selectors, "rows", rows)
        with as_anybody():
            walled().set_schema(schema)
            services.expire(before=NOON.date(), by=services.OPERATOR, at=now())
        yield from rows()

    monkeypatch.setattr(selectors, "rows", rows_without_the_first)
    code, printed, _ = run("verify", "--schema", schema)
    assert code == 0
    assert "Stadt Musterstadt: 2 Einträge und 1 abgelaufene, unversehrt" in printed


def test_to_expire_takes_the_owner_and_a_day_that_is_past(db, run):
    assert "DATABASE_OWNER_URL" in run("expire", "--before", "2026-01-01")[2]


def test_a_day_to_come_is_refused(owner, run):
    assert "Zukunft" in run("expire", "--before", (now() + timedelta(days=2)).date().isoformat())[2]


def test_a_process_without_the_lands_login_says_that_it_could_not_read_its_log(written, run, monkeypatch):
    monkeypatch.delitem(walled().settings_dict["WALL"]["LOGINS"], "land")
    assert verdicts(run, written) == {"15": [("unreadable", 0)]}


def test_every_kind_of_finding_has_its_sentence():
    from efa.audit.presenters import SENTENCES

    assert set(SENTENCES) == set(What)
