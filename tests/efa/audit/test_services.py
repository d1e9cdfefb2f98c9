# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording: in the deed's transaction, in one line, for one tenant."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from efa.audit import selectors, services
from efa.audit.chain import GENESIS, digest
from efa.audit.models import Entry
from efa.audit.verify import Log, findings
from efa.tenancy.models import Kommune
from efa.wall.errors import Nobody
from efa.wall.present import walled
from tests.efa.audit.logs import NOON, SOMEBODY
from tests.queries import asked

FACTS = {"old": "abc", "count": 3, "first": True}


@pytest.fixture
def musterstadt(empty, db):
    kommune = Kommune.objects.get(ags="99001")
    walled().set_tenant(kommune)
    return kommune


def note(**changes):
    return services.record("theme.published", **{"by": SOMEBODY, "at": NOON} | changes)


def of_present(schema):
    return list(findings(selectors.rows(), Log(schema=schema, segments=selectors.segments())))


def test_an_entry_is_kept_as_it_was_given(musterstadt):
    entry = note(subject="theme:0f3a", facts=FACTS)
    [row] = selectors.rows()
    assert (row.number, row.prev_hash, row.id) == (1, GENESIS, entry.pk)
    assert (row.event, row.actor, row.subject, row.at, row.facts) == (
        "theme.published", SOMEBODY, "theme:0f3a", NOON, FACTS,
    )  # fmt: skip
    assert row.hash == entry.hash == digest(row, schema=musterstadt.schema_name)


def test_each_entry_follows_the_one_before(musterstadt):
    entries = [note(facts={"n": n}) for n in range(5)]
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.prev_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert of_present(musterstadt.schema_name) == []
    assert selectors.head() == (5, entries[-1].hash)


def test_the_columns_of_the_table_are_what_is_hashed():
    from efa.audit.selectors import _ROW

    assert {field.attname for field in Entry._meta.concrete_fields} == set(_ROW)


def test_it_costs_one_question_and_an_insert(musterstadt):
    note()
    with asked(exactly=2):
        note(facts=FACTS)


def test_each_tenant_has_a_log_of_its_own(musterstadt):
    note()
    note()
    walled().set_tenant(Kommune.objects.get(ags="99002"))
    assert selectors.head() == (0, GENESIS)
    assert note().number == 1
    walled().set_tenant(musterstadt)
    assert selectors.head()[0] == 2


def test_nobody_has_no_log(db):
    walled().set_schema_to_public()
    with pytest.raises(Nobody):
        note()


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": "Petra Meier"}, {"subject": "Petra"}, {"facts": {"note": "hat angerufen"}},
        {"at": datetime(2026, 11, 23, 12)},  # noqa: DTZ001 -- what is to be refused
    ],
)  # fmt: skip
def test_what_does_not_belong_in_the_log_leaves_nothing_behind(musterstadt, wrong):
    with pytest.raises(ValueError, match=r"log|zone"):
        note(**wrong)
    assert selectors.head() == (0, GENESIS)


def test_outside_a_transaction_nothing_is_recorded(committed):
    walled().set_tenant(committed["99001"])
    with pytest.raises(transaction.TransactionManagementError):
        note()
    assert selectors.head() == (0, GENESIS)


class Undone(Exception):
    """What undoes a deed."""


@transaction.atomic
def undone():
    note()
    raise Undone


def test_a_deed_that_is_undone_leaves_no_gap(committed):
    walled().set_tenant(committed["99001"])
    with transaction.atomic():
        note()
    with pytest.raises(Undone):
        undone()
    with transaction.atomic():
        with pytest.raises(Undone):
            undone()
        assert note().number == 2
    assert of_present(committed["99001"].schema_name) == []


def in_threads(*deeds):
    """Run each in a thread and so on a connection of its own; raise what they raise."""

    def run(deed):
        try:
            deed()
        finally:
            walled().close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        for done in [pool.submit(run, deed) for deed in deeds]:
            done.result(timeout=60)


def test_two_who_write_at_once_make_one_line(committed):
    kommune = committed["99001"]
    together = threading.Barrier(2, timeout=30)

    def write():
        walled().set_tenant(kommune)
        for n in range(40):
            together.wait()
            with transaction.atomic():
                note(facts={"n": n}, at=NOON + timedelta(seconds=n))

    in_threads(write, write)
    walled().set_tenant(kommune)
    assert [row.number for row in selectors.rows()] == list(range(1, 81))
    assert of_present(kommune.schema_name) == []


def test_who_records_second_waits_until_the_first_has_ended(committed, superuser):
    kommune = committed["99001"]
    numbers = []

    def second():
        walled().set_tenant(kommune)
        with transaction.atomic():
            numbers.append(note().number)

    walled().set_tenant(kommune)
    with transaction.atomic():
        numbers.append(note().number)
        thread = threading.Thread(target=in_threads, args=[second])
        thread.start()
        while not superuser.execute(
            "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ).fetchall():
            assert thread.is_alive()
        assert numbers == [1]
    thread.join(timeout=60)
    assert numbers == [1, 2]


def test_a_neighbour_does_not_wait(committed):
    written = []

    def elsewhere():
        walled().set_tenant(committed["99002"])
        with transaction.atomic():
            written.append(note().number)

    walled().set_tenant(committed["99001"])
    with transaction.atomic():
        note()
        in_threads(elsewhere)
        assert written == [1]


def test_a_fork_is_refused_by_the_database(committed):
    kommune = committed["99001"]
    walled().set_tenant(kommune)
    with transaction.atomic():
        first = note()
    with transaction.atomic():
        note()
    fork = Entry(number=3, at=NOON, event="a.b", actor="nobody", prev_hash=first.hash, hash="f" * 64)
    with pytest.raises(IntegrityError, match="entry_follows_each_entry_once"), transaction.atomic():
        fork.save(force_insert=True)
    assert of_present(kommune.schema_name) == []


WRITES = [
    "UPDATE audit_entry SET actor = 'nobody'",
    "UPDATE audit_entry SET number = number",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (number) DO UPDATE SET actor = 'nobody'",
    "ALTER TABLE audit_entry DROP CONSTRAINT entry_number_once",
    "DROP TABLE audit_entry",
    "INSERT INTO audit_segment SELECT gen_random_uuid(), 1, 1, 1, prev_hash, hash, now(), hash FROM audit_entry",
    "UPDATE audit_segment SET signature = repeat('a', 64)",
    "DELETE FROM audit_segment",
]


@pytest.mark.parametrize("ags", ["99001", "15"])
@pytest.mark.parametrize("statement", WRITES)
def test_nobody_who_writes_the_log_can_change_it(committed, ags, statement):
    walled().set_tenant(committed[ags])
    with transaction.atomic():
        entry = note()
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        walled().cursor() as cursor,
    ):
        cursor.execute(statement)
    assert selectors.head() == (1, entry.hash)


def test_an_entry_that_is_saved_again_or_deleted_is_refused(committed):
    walled().set_tenant(committed["99001"])
    with transaction.atomic():
        entry = note()
    for deed in (entry.save, entry.delete, Entry.objects.update, Entry.objects.all().delete):
        with pytest.raises(ProgrammingError, match="permission denied"):
            deed(**{"actor": "nobody"} if deed == Entry.objects.update else {})
    assert of_present(committed["99001"].schema_name) == []


def test_a_neighbours_log_is_neither_read_nor_written(committed):
    walled().set_tenant(committed["99001"])
    theirs = committed["99002"].schema_name
    for statement in (f"SELECT FROM {theirs}.audit_entry", f"INSERT INTO {theirs}.audit_entry DEFAULT VALUES"):
        with pytest.raises(ProgrammingError, match="permission denied"), walled().cursor() as cursor:
            cursor.execute(statement)


def test_a_question_after_one_entry(musterstadt):
    note(subject="session:00ff")
    assert selectors.is_recorded("theme.published", subject="session:00ff")
    assert not selectors.is_recorded("theme.published", subject="session:00fe")
    assert not selectors.is_recorded("theme.changed", subject="session:00ff")


def test_pages_are_read_without_a_gap(musterstadt, monkeypatch):
    for _ in range(7):
        note()
    for size in (1, 2, 3, 7, 8):
        monkeypatch.setattr(selectors, "PAGE", size)
        assert [row.number for row in selectors.rows()] == [1, 2, 3, 4, 5, 6, 7]
        assert [row.number for row in selectors.rows(until=5)] == [1, 2, 3, 4, 5]
