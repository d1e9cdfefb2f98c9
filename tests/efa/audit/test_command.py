# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py audit`: what was tampered with in real tables is found, and everybody gets a line."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from efa.audit import services
from efa.audit.verify import What
from efa.tenancy.models import Kommune
from tests.efa.audit.logs import NOON, SOMEBODY

LENGTH = 6


def write(kommune, length=LENGTH):
    connection.set_tenant(kommune)
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


def test_a_fork_is_found_where_its_constraints_were_taken_away(written, run, tamper):
    number, link = "UNIQUE (number)", "UNIQUE (prev_hash)"
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


def test_every_kind_of_finding_has_its_sentence():
    from efa.audit.presenters import SENTENCES

    assert set(SENTENCES) == set(What)
