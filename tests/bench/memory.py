# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""G5: private memory of a database connection that has served many Kommunen, above that of a new one."""

from typing import Final

from tests.bench import crowd
from tests.bench.frame import Entry, counted
from tests.bench.workers import Worker

MOST: Final = 20  # MB


def measure() -> list[Entry]:
    """Visit 14 and 400 Kommunen by one connection, with few and with all tables, kept and ended in time."""
    sizes = (crowd.FEW, crowd.MANY)
    with crowd.of(crowd.more() or crowd.MANY) as many:
        tables = crowd.tables(many.urls)
        return [
            entry
            for everything, what in ((False, "one_table"), (True, f"{tables}_tables"))
            for recycled in (False, True)
            for entry in _walk(many, what, everything=everything, recycled=recycled, sizes=sizes)
        ]


def _walk(many: crowd.Crowd, what: str, *, everything: bool, recycled: bool, sizes: tuple[int, ...]) -> list[Entry]:
    entries = []
    with Worker("tests.bench.visits", many.urls, recycled=recycled) as walker:
        first, most = 0, 0.0
        for size in dict.fromkeys((*sizes, many.size)):
            most = max(most, walker.ask("visit", first=first, behind=size, everything=everything)["most"])
            first = size
            name = f"memory.{what}.{size}_kommunen"
            if recycled:
                entries.append(counted(f"{name} (G5)", most, "MB", at_most=MOST))
            else:
                entries.append(
                    Entry(f"{name}.connection_kept", round(most, 1), "MB", "", None, None, "none, for comparison", True)
                )
    return entries
