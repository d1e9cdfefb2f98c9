# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench`: run all measurements, or those that `ONLY` names."""

import os
import sys

from tests.bench import frame, law, lookups, memory, middleware, opening, start, wall

MEASUREMENTS = {
    "middleware": middleware.measure,
    "lookups": lookups.measure,
    "law": law.measure,
    "wall.ways": wall.measure,
    "wall.flatness": wall.measure_flatness,
    "opening": opening.measure,
    "memory": memory.measure,
    "start": start.measure,
}

if __name__ == "__main__":
    only = os.environ.get("ONLY", "")
    if not any(name.startswith(only) for name in MEASUREMENTS):
        sys.exit(f"No measurement begins with {only!r}; there are: {', '.join(MEASUREMENTS)}")
    entries = frame.run(MEASUREMENTS, only=only)
    sys.exit(0 if all(entry.met for entry in entries) else 1)
