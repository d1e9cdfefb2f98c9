# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""G1, G10: what opening a Kommune costs, by django-tenants as it comes and by one script in psql.

Figures are CPU of process and backend, but for `waited`, which is the time on the clock: what a person waits for.
"""

from contextlib import ExitStack
from typing import Any, Final

from tests.bench import crowd, deeds
from tests.bench.frame import Entry, counted, in_rounds
from tests.bench.workers import Worker, crew

ROUNDS: Final = 9
ONE: Final = 1
BY_DJANGO_TENANTS: Final = 0.25
BY_SCRIPT: Final = 1.3
WAITED: Final = 1 / 50
FLAT: Final = 1.15
ROUND_TRIPS: Final = 10

Found = dict[str, list[dict[str, float]]]


def measure() -> list[Entry]:
    """Open at one Kommune, at 14 and at 400, in turn."""
    sizes = [ONE, crowd.FEW, crowd.MANY, *([more] if (more := crowd.more()) else [])]
    with ExitStack() as stack:
        towns = {size: stack.enter_context(crowd.of(size)) for size in sizes}
        crews = {
            size: stack.enter_context(crew("tests.bench.deeds", town.urls, deeds.KINDS)) for size, town in towns.items()
        }
        trips = {spare: crews[crowd.FEW][deeds.OURS].ask("round_trips", spare=spare) for spare in (False, True)}
        rounds: dict[int, Found] = {size: {} for size in sizes}
        for _ in range(ROUNDS):
            for size, workers in crews.items():
                _round(rounds[size], workers)
    return [
        *(entry for size in sizes for entry in _by_others(size, rounds[size])),
        *(_flat(size, rounds) for size in sizes if size > crowd.FEW),
        counted("opening.round_trips (G1)", trips[False], "round trips", at_most=ROUND_TRIPS),
        counted("opening.round_trips_with_spare (G1)", trips[True], "round trips", at_most=ROUND_TRIPS),
    ]


def _round(found: Found, workers: dict[str, Worker]) -> None:
    for kind, worker in workers.items():
        found.setdefault(kind, []).append(worker.ask("open_one"))
    found.setdefault("spare", []).append(workers[deeds.OURS].ask("open_one", spare=True))


def _by_others(size: int, found: Found) -> list[Entry]:
    return [
        in_rounds(
            f"opening.at_{size}.by_django_tenants (G1)", _pairs(found, deeds.OURS, deeds.DJANGO_TENANTS, "cpu"), "ms CPU",
            to="migrate_schemas", at_most=BY_DJANGO_TENANTS if size >= crowd.MANY else None,
        ),
        in_rounds(
            f"opening.at_{size}.by_script (G1)", _pairs(found, deeds.OURS, deeds.SCRIPT, "cpu"), "ms CPU",
            to="the statements by psql", at_most=BY_SCRIPT,
        ),
        in_rounds(
            f"opening.at_{size}.waited_with_spare (G1b)", _pairs(found, "spare", deeds.DJANGO_TENANTS, "clock"), "ms",
            to="migrate_schemas", at_most=WAITED if size >= crowd.MANY else None,
        ),
    ]  # fmt: skip


def _flat(size: int, rounds: dict[int, Found]) -> Entry:
    pairs = [
        (many["cpu"], few["cpu"])
        for many, few in zip(rounds[size][deeds.OURS], rounds[crowd.FEW][deeds.OURS], strict=True)
    ]
    return in_rounds(f"opening.at_{size} (G10)", pairs, "ms CPU", to=f"at {crowd.FEW}", at_most=FLAT)


def _pairs(found: Found, ours: str, theirs: str, what: str) -> list[tuple[Any, Any]]:
    return [(one[what], other[what]) for one, other in zip(found[ours], found[theirs], strict=True)]
