# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong around the wall: threads, killed back ends, broken schemas, hosts that move (T3, T5, T11, T12)."""

import contextlib
import random
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections, transaction
from django.db.models import F
from django.test import Client

from efa.registers import memory
from efa.tenancy.current import tenant
from efa.tenancy.hosts import hosts
from efa.wall.present import as_anybody, walled
from tenants.instance.models import Office, OpeningHours
from tests.cast import canaries
from tests.conftest import BEISPIELHAUSEN, MUSTERSTADT, CheckedClient
from tests.efa.wall.conftest import ask, of
from theming.models import PublishedTheme

THREADS = 8


class Undo(Exception):
    pass


# --- threads -----------------------------------------------------------------------------------------------------
def wander(tenants: list[Any], seed: int, turns: int) -> Counter[str]:
    """Be many tenants in turn, in transactions that are undone and outside of them; count what statements said."""
    dice, tally = random.Random(seed), Counter[str]()

    def check(one: Any) -> None:
        tally["right" if ask() == of(one) else "wrong"] += 1

    for _ in range(turns):
        first, second = dice.sample(tenants, 2)
        try:
            with tenant(first):
                check(first)
                with transaction.atomic():
                    with contextlib.suppress(Undo), transaction.atomic():
                        walled().set_tenant(second)
                        check(second)
                        raise Undo
                    check(second)
                check(second)
            check_nobody(tally)
        except (OperationalError, InterfaceError):
            tally["cut"] += 1
        except DatabaseError:
            tally["refused"] += 1
        finally:
            walled().forget_tenant()
            walled().close_if_unusable_or_obsolete()
    connections.close_all()
    return tally


def check_nobody(tally: Counter[str]) -> None:
    tally["right" if walled().schema_name is None else "wrong"] += 1


@pytest.mark.parametrize("kill", [False, True], ids=["undisturbed", "killed"])
def test_eight_threads_never_get_anothers_rows(tenants, admin, kill):
    with ThreadPoolExecutor(THREADS) as pool:
        runs = [pool.submit(wander, tenants[1:], seed, 25) for seed in range(THREADS)]
        while kill and not all(run.done() for run in runs):
            admin.execute(
                "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE usename = 'efa_web'"
                " AND datname = current_database() ORDER BY random() LIMIT 1"
            )
        tally = sum((run.result(timeout=60) for run in runs), Counter[str]())
    assert tally["wrong"] == 0
    if kill:
        assert tally["cut"]
        assert tally.keys() <= {"right", "cut"}
    else:
        assert tally == {"right": THREADS * 25 * 5}


def test_two_threads_at_the_same_keys_load_each_their_own(musterstadt, beispielhausen):
    meet = threading.Barrier(2, timeout=20)

    def load(one):
        with tenant(one):
            PublishedTheme.objects.count()
            meet.wait()
            found = [PublishedTheme.objects.get(pk=canaries.SAME).css for _ in range(20)]
            found += [Office.objects.get(single=True).consultation_de]
        connections.close_all()
        return {text.removesuffix(" */").removeprefix("/* ") for text in found}

    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(load, one) for one in (musterstadt, beispielhausen)]
    for run, ags in zip(runs, ("99001", "99002"), strict=True):
        assert run.result() == {canaries.word(ags, "css"), canaries.word(ags, "office")}


def test_content_types_are_the_installations_and_no_tenants(tenants):
    for one in tenants:
        with tenant(one), connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass(%s)", [f"{one.schema_name}.django_content_type"])
            assert cursor.fetchone() == (None,)
    with tenant(tenants[-1]), pytest.raises(DatabaseError, match="permission denied"):
        ContentType.objects.count()


# --- broken schemas ----------------------------------------------------------------------------------------------
HOURS = {"weekday": 3, "opens_at": "09:00", "closes_at": "12:00"}


@pytest.fixture
def broken(admin, beispielhausen):
    """Break something of Beispielhausen by hand; it is mended behind the test."""
    mending = []

    def do(damage: str, mend: str) -> None:
        mending.append(mend.format(schema=beispielhausen.schema_name))
        admin.execute(damage.format(schema=beispielhausen.schema_name))

    yield do
    walled().close()
    for statement in reversed(mending):
        admin.execute(statement)
    # The next test may come within the second for which hosts are believed.
    hosts.forget()


DAMAGE = {
    "schema": ("ALTER SCHEMA {schema} RENAME TO hidden", "ALTER SCHEMA hidden RENAME TO {schema}"),
    "table": (
        "ALTER TABLE {schema}.instance_openinghours RENAME TO hidden",
        "ALTER TABLE {schema}.hidden RENAME TO instance_openinghours",
    ),
    "column": (
        "ALTER TABLE {schema}.instance_openinghours RENAME COLUMN closes_at TO hidden",
        "ALTER TABLE {schema}.instance_openinghours RENAME COLUMN hidden TO closes_at",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_where_something_is_missing_a_write_fails_and_goes_nowhere_else(
    beispielhausen, musterstadt, admin, broken, damage
):
    def everywhere():
        names = "SELECT n.nspname || '.' || relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        tables = admin.execute(f"{names} WHERE relkind = 'r' AND relname = 'instance_openinghours'").fetchall()
        return {name: admin.execute(f"SELECT count(*) FROM {name}").fetchone() for (name,) in tables}

    broken(*DAMAGE[damage])
    before = everywhere()
    assert not [name for name in before if name.startswith("public.")]
    with tenant(beispielhausen):
        for deed in (
            lambda: OpeningHours.objects.create(**HOURS),
            lambda: OpeningHours.objects.update(closes_at=F("opens_at")),
            lambda: list(OpeningHours.objects.all()),
        ):
            with pytest.raises(DatabaseError, match="does not exist"):
                deed()
            with pytest.raises(DatabaseError, match="does not exist"), transaction.atomic():
                deed()
    assert everywhere() == before
    for host, status in ((BEISPIELHAUSEN, 500), (MUSTERSTADT, 200)):
        assert CheckedClient(raise_request_exception=False, HTTP_HOST=host).get("/").status_code == status
    with tenant(musterstadt):
        assert ask() == of(musterstadt)


def test_where_the_role_is_gone_nothing_runs(beispielhausen, musterstadt, broken):
    # Roles belong to the server, where the tests of another process need them; so the schema moves away from its role.
    moved, invited = "k_norolenorole", "UPDATE public.tenancy_kommune SET schema_name = '{0}' WHERE schema_name = '{1}'"
    broken(f"ALTER SCHEMA {{schema}} RENAME TO {moved}", f"ALTER SCHEMA {moved} RENAME TO {{schema}}")
    broken(invited.format(moved, "{schema}"), invited.format("{schema}", moved))
    hosts.forget()
    beispielhausen.schema_name = moved
    with tenant(beispielhausen), pytest.raises(DatabaseError, match=f'role "efa_s_{moved}" does not exist'):
        ask()
    assert CheckedClient(raise_request_exception=False, HTTP_HOST=BEISPIELHAUSEN).get("/").status_code == 500
    with tenant(musterstadt):
        assert ask() == of(musterstadt)


@contextlib.contextmanager
def ended(stop: threading.Event) -> Iterator[None]:
    """Let the threads of a pool end, also where the block fails; the pool waits for them."""
    try:
        yield
    finally:
        stop.set()


# --- a host that moves -------------------------------------------------------------------------------------------
def test_a_host_that_moves_under_load_always_shows_one_kommune_and_wholly(
    musterstadt, beispielhausen, admin, monkeypatch
):
    clock = [1000.0]
    monkeypatch.setattr(memory, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    memory.versions.forget()
    owners = {
        ("99001", "Stadt Musterstadt"): musterstadt,
        ("99002", "Landkreis Beispielhausen"): beispielhausen,
    }
    stop, answered = threading.Event(), threading.Semaphore(0)

    def shown() -> str:
        # A client of Django's own: to the search for canaries, the host belongs to one Kommune for ever.
        page = Client(HTTP_HOST=MUSTERSTADT).get("/").content.decode()
        wholly = [
            ags for ags, name in owners
            if name in page and canaries.word(ags, "office") in page and not canaries.strangers(page, ags)
        ]  # fmt: skip
        return wholly[0] if len(wholly) == 1 else "mixed"

    def visit() -> Counter[str]:
        seen = Counter[str]()
        while not stop.is_set():
            seen[shown()] += 1
            answered.release()
        connections.close_all()
        return seen

    def answers(number: int) -> None:
        for _ in range(number):
            assert answered.acquire(timeout=30)

    def move(to: Any) -> None:
        with admin.transaction():
            admin.execute(
                "UPDATE tenancy_domain SET tenant_id = %s, is_primary = %s WHERE domain = %s",
                [to.pk, to is musterstadt, MUSTERSTADT],
            )
            admin.execute("UPDATE registers_registerversion SET stamp = stamp + 1 WHERE register = 'hosts'")

    def after_the_next_look() -> set[str]:
        clock[0] += memory.LOOK_EVERY
        return {shown() for _ in range(5)}

    try:
        with ThreadPoolExecutor(4) as pool, ended(stop):
            runs = [pool.submit(visit) for _ in range(4)]
            for to, ags in ((beispielhausen, "99002"), (musterstadt, "99001")) * 3:
                answers(8)
                move(to)
                answers(8)
                assert after_the_next_look() == {ags}
            stop.set()
            seen = sum((run.result(timeout=60) for run in runs), Counter[str]())
    finally:
        move(musterstadt)
        hosts.forget()
    assert seen["mixed"] == 0
    assert seen["99001"]
    assert seen["99002"]


def test_after_all_of_this_the_template_is_as_it_was(tenants):
    with as_anybody():
        assert hosts.content()[MUSTERSTADT].ags == "99001"
