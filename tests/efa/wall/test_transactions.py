# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wall inside transactions: savepoints and tenants in every order, cursors, copies, hooks, bulk deeds (T1, T5)."""

import contextlib
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from efa.tenancy.current import tenant
from efa.wall.errors import Nobody
from efa.wall.present import as_anybody, walled
from tenants.instance.models import OpeningHours
from tests.efa.wall.conftest import ask, of
from tests.efa.wall.test_backend import BLOCKS
from theming.models import PublishedTheme


class Undo(Exception):
    pass


# --- every order -------------------------------------------------------------------------------------------------
class Wandering(RuleBasedStateMachine):
    """Every statement that succeeds is the wanted tenant's, whatever came before it.

    `blocks` are the open transactions and savepoints, made by Django and, where marked so, by the driver past it.
    """

    tenants: Any = ()

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Any] = []
        self.wanted: Any = None
        self.is_broken = False
        walled().close()
        walled().forget_tenant()

    def teardown(self) -> None:
        while self.blocks:
            self._leave(undo=True)
        walled().forget_tenant()

    def _leave(self, *, undo: bool) -> None:
        block = self.blocks.pop()
        error = Undo() if undo or self.is_broken else None
        with contextlib.suppress(Undo):
            # Django's block passes the exception on, the driver's too.
            if not block.__exit__(type(error) if error else None, error, None) and error:
                raise error
        self.is_broken = False

    @rule(of=st.integers(0, 2))
    def become(self, of: int) -> None:
        self.wanted = self.tenants[of]
        walled().set_tenant(self.wanted)

    @rule()
    def become_nobody_in_particular(self) -> None:
        self.wanted = "public"
        walled().set_schema_to_public()

    @rule()
    def become_nobody(self) -> None:
        self.wanted = None
        walled().forget_tenant()

    @precondition(lambda self: len(self.blocks) < 4 and not self.is_broken)
    @rule()
    def open(self) -> None:
        block = transaction.atomic()
        block.__enter__()
        self.blocks.append(block)

    @precondition(lambda self: 0 < len(self.blocks) < 4 and not self.is_broken)
    @rule()
    def open_past_django(self) -> None:
        block = walled().connection.transaction()
        block.__enter__()
        self.blocks.append(block)

    @precondition(lambda self: self.blocks)
    @rule(undo=st.booleans())
    def close(self, undo: bool) -> None:
        self._leave(undo=undo)

    @precondition(lambda self: self.wanted is not None and not self.is_broken)
    @rule()
    def fail(self) -> None:
        with pytest.raises(DatabaseError, match="division by zero"), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        self.is_broken = bool(self.blocks)

    @precondition(lambda self: not self.is_broken)
    @rule()
    def fetch_and_stream(self) -> None:
        if self.wanted in {None, "public"}:
            return
        with connection.cursor() as cursor:
            cursor.executemany("SELECT current_user::text WHERE %s = 1", [[1], [1]])
            assert [row[0] for row in cursor.stream("SELECT current_user::text")] == [of(self.wanted).role]
            with cursor.copy("COPY (SELECT current_user::text) TO STDOUT") as copy:
                assert b"".join(copy).decode().strip() == of(self.wanted).role

    @invariant()
    def a_statement_is_whose_it_should_be(self) -> None:
        if self.is_broken:
            return
        if self.wanted is None:
            with pytest.raises(Nobody):
                ask()
        elif self.wanted == "public":
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_user::text, current_schema()::text FROM tenancy_kommune")
                assert set(cursor.fetchall()) == {("efa_public", "public")}
        else:
            assert ask() == of(self.wanted)


def test_in_every_order_of_tenants_savepoints_and_errors_each_statement_is_right(tenants):
    Wandering.tenants = tenants[-3:]
    run_state_machine_as_test(
        Wandering,
        settings=settings(
            max_examples=60, stateful_step_count=25, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("first", ["tenant", "savepoint"])
def test_a_wall_inside_a_savepoint_is_built_again_when_that_is_undone(musterstadt, beispielhausen, first):
    with transaction.atomic():
        if first == "tenant":
            walled().set_tenant(musterstadt)
            assert ask() == of(musterstadt)
        for one in (beispielhausen, musterstadt, beispielhausen):
            with contextlib.suppress(Undo), transaction.atomic(), transaction.atomic():
                walled().set_tenant(one)
                assert ask() == of(one)
                raise Undo
            assert ask() == of(one)


# --- ways to ask -------------------------------------------------------------------------------------------------
# Rows of one test, told apart from the template's by their address.
MARK = "ffff"


def row(number, text="x"):
    return PublishedTheme(digest=f"{MARK}{number:012x}", css=text, published_at=now())


@pytest.fixture
def pair(musterstadt, beispielhausen):
    """Two tenants; what they write is taken away again."""
    yield musterstadt, beispielhausen
    walled().close()
    for one in (musterstadt, beispielhausen):
        with tenant(one):
            rows().delete()


def rows():
    return PublishedTheme.objects.filter(digest__startswith=MARK)


@pytest.mark.parametrize("block", BLOCKS)
def test_bulk_deeds_and_cursors_on_the_server_are_the_tenants(pair, block):
    me, other = pair
    with tenant(me), BLOCKS[block]():
        PublishedTheme.objects.bulk_create(row(number) for number in range(250))
        assert sum(1 for _ in rows().iterator(chunk_size=50)) == 250
        assert rows().filter(digest__endswith="0").update(css="changed") == 16
        PublishedTheme.objects.bulk_update([row(1, "again"), row(2, "again")], ["css"])
        assert rows().filter(css="again").count() == 2
        PublishedTheme.objects.bulk_create([row(1, "upserted")], update_conflicts=True, unique_fields=["digest"], update_fields=["css"])  # fmt: skip
        assert PublishedTheme.objects.get(pk=row(1).pk).css == "upserted"
        assert rows().filter(css="again").delete()[0] == 1
    with tenant(other), BLOCKS[block]():
        assert not rows().exists()


def test_a_cursor_on_the_server_is_used_inside_a_transaction_and_only_there(pair):
    names = []
    for block in BLOCKS.values():
        with tenant(pair[0]), block():
            cursor = connection.chunked_cursor()
            names.append(type(cursor.cursor).__name__)
            cursor.execute("SELECT current_user::text")
            assert cursor.fetchall() == [(of(pair[0]).role,)]
            cursor.close()
    assert names == ["WallCursor", "ServerSideCursor"]


@pytest.mark.parametrize("block", BLOCKS)
def test_rows_copied_in_and_out_are_the_tenants(pair, block):
    me, other = pair
    with tenant(me), BLOCKS[block](), connection.cursor() as cursor:
        with cursor.copy("COPY theming_publishedtheme (digest, css, published_at) FROM STDIN") as copy:
            copy.write_row([row(1).digest, "copied", now()])
        cursor.executemany("UPDATE theming_publishedtheme SET css = %s WHERE digest = %s", [["many", row(1).digest]])
        with cursor.copy("COPY (SELECT css FROM theming_publishedtheme WHERE digest LIKE 'ffff%') TO STDOUT") as copy:
            assert [bytes(part) for part in copy] == [b"many\n"]
        assert [css for (css,) in cursor.stream("SELECT css FROM theming_publishedtheme WHERE digest LIKE %s", ["ffff%"])] == ["many"]  # fmt: skip
    with tenant(other):
        assert not rows().exists()


def copied(cursor):
    with cursor.copy("COPY theming_publishedtheme TO STDOUT") as copy:
        return list(copy)


WAYS = {
    "executemany": lambda cursor: cursor.executemany("UPDATE theming_publishedtheme SET css = css", [[], []]),
    "copy": copied,
    "stream": lambda cursor: list(cursor.stream("SELECT css FROM theming_publishedtheme")),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_comes_right_behind_a_transaction_has_a_wall_of_its_own(pair, way):
    with tenant(pair[0]), connection.cursor() as cursor:
        with transaction.atomic():
            ask()
        # The driver begins this transaction past the cursor: nothing but the wall in it gives a right.
        WAYS[way](cursor)


def test_a_row_is_locked_for_its_tenant_alone(pair, admin):
    for one in pair:
        with tenant(one):
            row(1).save()
    with tenant(pair[0]), transaction.atomic():
        assert PublishedTheme.objects.select_for_update().get(pk=row(1).pk)
        admin.execute("SET lock_timeout = '50ms'")
        for one, is_locked in ((pair[0], True), (pair[1], False)):
            outcome = pytest.raises(psycopg.errors.LockNotAvailable) if is_locked else contextlib.nullcontext()
            with outcome:
                admin.execute(
                    f"SELECT 1 FROM {one.schema_name}.theming_publishedtheme WHERE digest = '{row(1).pk}' FOR UPDATE"
                )


def test_a_hook_runs_as_the_tenant_who_asked_for_it(pair):
    me, other = pair
    seen = []
    with tenant(me), transaction.atomic():
        ask()
        transaction.on_commit(lambda: seen.append(ask()))
        with tenant(other):
            transaction.on_commit(lambda: seen.append(ask()))
            transaction.on_commit(lambda: seen.append(rows().count()), robust=True)
        with as_anybody():
            transaction.on_commit(lambda: seen.append(walled().schema_name))
        walled().set_tenant(other)
    assert seen == [of(me), of(other), 0, "public"]


def test_a_hook_that_fails_leaves_the_connection_as_it_was(pair):
    me, other = pair
    with tenant(me):
        with pytest.raises(Undo), transaction.atomic(), tenant(other):
            transaction.on_commit(fail)
        assert ask() == of(me)


def fail():
    raise Undo


def test_a_hook_runs_at_once_where_there_is_no_transaction(pair):
    seen = []
    with tenant(pair[0]):
        transaction.on_commit(lambda: seen.append(ask()))
        assert seen == [of(pair[0])]


def test_a_pipeline_past_the_cursor_cannot_carry_a_wall_of_before(pair):
    me, other = pair
    seen = []

    def ask_in_a_pipeline():
        with walled().connection.pipeline(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            walled().set_tenant(other)
            cursor.execute("SELECT current_user::text")
            seen.extend(cursor.fetchall())

    # A message of a pipeline has one statement, so the one with the wall is refused, or its answers are missing.
    with tenant(me), contextlib.suppress(DatabaseError, IndexError), transaction.atomic():
        ask()
        ask_in_a_pipeline()
    assert seen in ([], [(of(other).role,)])


def test_a_transaction_that_is_undone_leaves_nothing_of_any_tenant(pair):
    with contextlib.suppress(Undo), transaction.atomic():
        for one in pair:
            with tenant(one):
                row(1).save()
                OpeningHours.objects.update(weekday=6)
        raise Undo
    for one in pair:
        with tenant(one):
            assert not rows().exists()
            assert not OpeningHours.objects.filter(weekday=6).exists()
