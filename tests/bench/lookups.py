# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Look-ups of authorities in one process, by one query through Django in the same run."""

import os
import time
from collections.abc import Callable
from typing import Final

from tests import ground
from tests.bench.frame import Entry, median

ROUNDS: Final = 9
ENOUGH: Final = 10_000  # look-ups a second
POSTCODES: Final = ("39104", "06108", "38820", "39646", "10115", "06120", "00000", "39638")
PLACES: Final = (
    "Halberstadt",
    "Koethen",
    "Magdeburg",
    "dessau-rosslau",
    "Halle (Saale)",
    "Wittenberg",
    "Stendal",
    "Zeitz",
)


def measure() -> list[Entry]:
    """Measure postcodes and places, and the query that would be the plain way."""
    urls = ground.prepare()
    own = ground.copy(urls, "efa_bench_lookups")
    os.environ |= ground.environment(own)
    import django

    django.setup()
    from django.db import connection

    from efa.responsibility.models import PostcodeArea
    from efa.responsibility.selectors import directory
    from efa.wall.present import as_anybody

    found = directory.content().find

    def by_query() -> None:
        with as_anybody():
            for postcode in POSTCODES:
                list(PostcodeArea.objects.filter(postcode=postcode).values_list("area"))

    def by_memory(texts: tuple[str, ...]) -> Callable[[], None]:
        def ask() -> None:
            for text in texts:
                found(text)

        return ask

    rates = {
        name: median([_rate(ask, times, len(POSTCODES)) for _ in range(ROUNDS)])
        for name, ask, times in (
            ("query", by_query, 50),
            ("postcodes", by_memory(POSTCODES), 2000),
            ("places", by_memory(PLACES), 500),
        )
    }
    connection.close()
    return [
        Entry(
            f"lookups.{name}", round(rates[name]), "look-ups/s", "a query through Django", round(rates["query"]),
            round(rates[name] / rates["query"], 1), f"≥ {ENOUGH:,}/s", rates[name] >= ENOUGH,
        )
        for name in ("postcodes", "places")
    ]  # fmt: skip


def _rate(ask: Callable[[], None], times: int, size: int) -> float:
    begun = time.perf_counter()
    for _ in range(times):
        ask()
    return times * size / (time.perf_counter() - begun)
