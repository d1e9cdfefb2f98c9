# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""G3, G10: what tenancy costs a request, by Django without tenants; and the other ways to have it.

Requests go through Django's own handler in long-lived processes, each with one connection over the socket. The wall
has `efa.tenancy.current.tenant` around the request, for a site looked up by its host; `hosts` has the whole first
middleware instead, which chooses the language and refuses hosts, too. Figures are CPU of process and backend.
"""

from typing import Final

from tests.bench import crowd, pages
from tests.bench.frame import Entry, counted, in_rounds
from tests.bench.workers import Worker, crew

# A process may be quicker than the next one for its whole life, by where its memory lies; so there are several.
STARTS: Final = 7
ROUNDS: Final = 42
# So many that a turn takes some 30 ms: a clock of the kernel's is exact, but caches must be warm again.
TIMES: Final = {0: 400, 1: 80, 10: 12}
GOALS: Final = {0: 1.05, 1: 1.10, 10: 1.10}
FLAT: Final = 1.15
_MODULE: Final = "tests.bench.pages"


def measure() -> list[Entry]:
    """Measure all ways in turn, at 14 Kommunen."""
    spent: dict[tuple[str, int], list[float]] = {(way, queries): [] for way in pages.WAYS for queries in TIMES}
    with crowd.of(crowd.FEW) as few:
        for _ in range(STARTS):
            with crew(_MODULE, few.urls, pages.WAYS) as workers:
                trips = {kind: workers[kind].ask("round_trips", queries=10) for kind in (pages.PLAIN, "wall")}
                # One after the other within a round, and every other round from behind.
                turns = [list(workers.items()), list(reversed(workers.items()))]
                for number in range(ROUNDS // STARTS):
                    for queries, times in TIMES.items():
                        for way, worker in turns[number % 2]:
                            spent[way, queries].append(_cpu(worker, "serve", queries=queries, times=times))
    return [
        *(
            in_rounds(
                f"wall.{way}.{queries}_queries{' (G3)' if way == 'wall' else ''}",
                list(zip(spent[way, queries], spent[pages.PLAIN, queries], strict=True)),
                "µs CPU", to="Django without tenants", at_most=GOALS[queries] if way == "wall" else None,
            )
            for queries in TIMES
            for way in pages.WAYS[1:]
        ),
        counted("wall.more_round_trips (G3)", trips["wall"] - trips[pages.PLAIN], "of 10 queries", at_most=0),
    ]  # fmt: skip


def measure_flatness() -> list[Entry]:
    """Measure a page with one query at 14 Kommunen and at 400, all of them visited in turn.

    The whole server is charged, because at 400 connections end on the way: a visit of one Kommune after the other is
    the worst there can be.
    """
    sizes = [crowd.MANY, *([more] if (more := crowd.more()) else [])]
    entries = []
    for size in sizes:
        with crowd.of(crowd.FEW) as few, crowd.of(size) as many:
            found: dict[tuple[str, bool], list[float]] = {}
            for recycled in (True, False):
                with (
                    Worker(_MODULE, few.urls, kind="wall", recycled=recycled) as at_few,
                    Worker(_MODULE, many.urls, kind="wall", recycled=recycled) as at_many,
                ):
                    beside = {
                        "few": (at_few, crowd.postmaster(few.urls)),
                        "many": (at_many, crowd.postmaster(many.urls)),
                    }
                    for _ in range(ROUNDS // 3):
                        for name, (worker, postmaster) in beside.items():
                            spent = _cpu(worker, "serve_beside", queries=1, times=2 * size, postmaster=postmaster)
                            found.setdefault((name, recycled), []).append(spent)
        entries += [
            in_rounds(
                f"wall.1_query_at_{size}{' (G10)' if recycled else '.connection_kept'}",
                list(zip(found["many", recycled], found["few", recycled], strict=True)),
                "µs CPU", to=f"at {crowd.FEW}", at_most=FLAT if recycled else None,
            )
            for recycled in (True, False)
        ]  # fmt: skip
    return entries


def _cpu(worker: Worker, order: str, **what: int) -> float:
    spent = worker.ask(order, **what)
    return float(spent["app"] + spent["database"])
