# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Threads that go from tenant to tenant in every way the platform knows, and look each time where they are."""

import gc
import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

import psycopg
from django.db import DatabaseError, DataError, InterfaceError, OperationalError, connection, transaction

from efa.wall.errors import Nobody
from efa.wall.names import LAND
from tests.campaign.crowd import ROLES, Crowd, connected

THREADS: Final = 8
# Without a wall there is nothing to be seen of it.
_WALLED: Final = {"nobody", "bare"}
WHO: Final = "SELECT current_user::text, current_schema()::text, claim_de FROM theming_branding"
CUT: Final = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
_VICTIM: Final = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = %s AND usename = ANY(%s) ORDER BY random() LIMIT 1
"""


class Undone(Exception):
    """Rolls a block back."""


class Walker:
    """One thread's walk. `roles` says whether each schema has a role of its own; where it has none, a control."""

    def __init__(self, schemas: Sequence[str], seed: int, *, roles: bool = True) -> None:
        self.seen: Counter[str] = Counter()
        self.steps: Counter[str] = Counter()
        self._roles = roles
        self._dice = random.Random(seed)
        self._schemas = schemas
        self._kommunen = [schema for schema in schemas if schema != LAND]

    def go(self) -> None:
        """Take one step. A connection that was cut is counted and made anew; every other refusal is counted too."""
        name = self._dice.choice(sorted(STEPS if self._roles else STEPS.keys() - _WALLED))
        # In one transaction there is no way from a Kommune to the Land, who has a login of its own.
        one, other = self._dice.sample(self._kommunen, 2)
        if self._dice.random() < 1 / 10 and LAND in self._schemas:
            one = other = LAND
        self.steps[name] += 1
        try:
            # Chooses the login, which no step can do inside a transaction; some begin as nobody nevertheless.
            connection.set_schema(one)
            if self._roles and self._dice.random() < 1 / 2:
                connection.forget_tenant()
            STEPS[name](self, one, other)
        except CUT:
            self.seen["cut"] += 1
            connection.close()
        except (DatabaseError, psycopg.Error) as refused:
            self.seen[f"refused: {refused}"] += 1

    def look(self, schema: str) -> None:
        """Ask who and where this is, and count whether that is right."""
        with connection.cursor() as cursor:
            cursor.execute(WHO)
            self.judge(schema, cursor.fetchall())

    def judge(self, schema: str, rows: Sequence[Sequence[Any]]) -> None:
        """Count one right answer, or a wrong one."""
        user = {ROLES.of(schema)} if self._roles else {row[0] for row in rows}
        right = [tuple(row) for row in rows] == [(user.pop(), schema, schema)] if user else False
        self.seen["right" if right else "wrong"] += 1


def _plain(walker: Walker, one: str, other: str) -> None:
    for schema in (one, other):
        connection.set_schema(schema)
        walker.look(schema)
        walker.look(schema)


def _atomic(walker: Walker, one: str, other: str) -> None:
    with transaction.atomic():
        for schema in (one, other, one):
            connection.set_schema(schema)
            walker.look(schema)
            walker.look(schema)


def _savepoint(walker: Walker, one: str, other: str) -> None:
    connection.set_schema(one)
    with transaction.atomic():
        walker.look(one)
        with suppress(Undone), transaction.atomic():
            connection.set_schema(other)
            walker.look(other)
            with suppress(Undone), transaction.atomic():
                connection.set_schema(one)
                walker.look(one)
                raise Undone
            walker.look(one)
            raise Undone
        walker.look(one)
    walker.look(one)


def _late(walker: Walker, one: str, other: str) -> None:
    """The savepoint comes first, the tenant inside it."""
    connection.set_schema(other)
    with transaction.atomic():
        with suppress(Undone), transaction.atomic():
            connection.set_schema(one)
            walker.look(one)
            raise Undone
        walker.look(one)
    walker.look(one)


def _failing(walker: Walker, one: str, other: str) -> None:
    with transaction.atomic():
        connection.set_schema(one)
        with suppress(DataError), transaction.atomic(), connection.cursor() as cursor:
            connection.set_schema(other)
            cursor.execute("SELECT 1 / 0")
        walker.look(other)
    with suppress(Undone), transaction.atomic():
        walker.look(other)
        raise Undone
    walker.look(other)


def _rows(walker: Walker, one: str, other: str) -> None:
    """Rows that come in portions, with another tenant in between; each row still is of who asked."""
    connection.set_schema(one)
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT claim_de FROM theming_branding, generate_series(1, 30)")
        rows = cursor.fetchmany(10)
        connection.set_schema(other)
        walker.look(other)
        rows += cursor.fetchall()
    walker.seen["right" if rows == [(one,)] * 30 else "wrong"] += 1


def _objects(walker: Walker, one: str, other: str) -> None:
    from theming.models import Branding

    for schema in (one, other):
        connection.set_schema(schema)
        for row in (Branding.objects.get(), *Branding.objects.iterator()):
            walker.seen["right" if row.claim_de == schema else "wrong"] += 1


def _many(walker: Walker, one: str, other: str) -> None:
    for schema in (one, other):
        connection.set_schema(schema)
        with transaction.atomic():
            walker.look(schema)
        # For these the driver begins a transaction by itself, right behind one of the same tenant.
        with connection.cursor() as cursor:
            statement = "UPDATE theming_branding SET changed_at = now() WHERE claim_de = %s"
            cursor.executemany(statement, [[schema], [schema]])
            walker.seen["right" if cursor.rowcount == 2 else "wrong"] += 1


def _copy(walker: Walker, one: str, other: str) -> None:
    for schema in (one, other):
        connection.set_schema(schema)
        with connection.cursor() as cursor, cursor.copy(f"COPY ({WHO}) TO STDOUT") as copy:
            walker.judge(schema, list(copy.rows()))


def _hook(walker: Walker, one: str, other: str) -> None:
    with transaction.atomic():
        connection.set_schema(one)
        walker.look(one)
        transaction.on_commit(lambda: walker.look(one))
    connection.set_schema(other)
    walker.look(other)


def _nobody(walker: Walker, one: str, other: str) -> None:
    connection.set_schema(one)
    walker.look(one)
    connection.forget_tenant()
    try:
        walker.look(one)
    except Nobody:
        walker.seen["nobody"] += 1


def _bare(walker: Walker, one: str, other: str) -> None:
    """What is sent past the cursors of the platform has no wall, and finds nothing left of the last one."""
    connection.set_schema(one)
    walker.look(one)
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("SELECT current_user = session_user, current_schemas(false)")
        walker.seen["right" if cursor.fetchone() == (True, []) else "wrong"] += 1


def _edge(walker: Walker, one: str, other: str) -> None:
    """The edge of a request, where connections are looked at and recycled."""
    connection.set_schema(one)
    connection.close_if_unusable_or_obsolete()
    walker.look(one)


STEPS: Final[dict[str, Callable[[Walker, str, str], None]]] = {
    step.__name__.strip("_"): step
    for step in (
        _plain, _atomic, _savepoint, _late, _failing, _rows, _objects, _many, _copy, _hook, _nobody, _bare, _edge,
    )
}  # fmt: skip


def walk(
    crowd: Crowd, settings: dict[str, Any], goes_on: Callable[[int], bool], *, cutting: bool = False, roles: bool = True
) -> tuple[Counter[str], Counter[str]]:
    """Let all threads walk while `goes_on(steps of this thread)`, and cut connections meanwhile if asked.

    Return what they saw and which steps they took.
    """
    walkers = [Walker(crowd.schemas if roles else crowd.kommunen, seed, roles=roles) for seed in range(THREADS)]
    done = threading.Event()

    def run(walker: Walker) -> None:
        with connected(settings):
            while goes_on(walker.steps.total()):
                walker.go()

    with ThreadPoolExecutor(THREADS + 1) as pool:
        runs = [pool.submit(run, walker) for walker in walkers]
        cutter = pool.submit(_cut, crowd, done) if cutting else None
        try:
            for each in runs:
                each.result()
        finally:
            done.set()
        if cutter:
            cutter.result()
    gc.collect()  # What a cut connection leaves behind is complained about here, not in some later test.
    seen, steps = (sum((getattr(one, name) for one in walkers), Counter()) for name in ("seen", "steps"))
    return seen, steps


def _cut(crowd: Crowd, done: threading.Event) -> None:
    """End a connection of the platform every 20 to 50 milliseconds, as the superuser."""
    dice = random.Random(0)
    with psycopg.connect(crowd.superuser, autocommit=True) as admin:
        while not done.wait(dice.uniform(0.02, 0.05)):
            admin.execute(_VICTIM, [crowd.name, list(ROLES.logins)])
