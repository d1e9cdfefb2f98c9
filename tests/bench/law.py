# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law: one evaluation of all routes by the CPU it takes, and the memory of ten thousand."""

import os
import time
from collections.abc import Callable
from typing import Final

from tests import ground
from tests.bench import cost
from tests.bench.frame import Entry, compared, counted, median

CASES: Final = 10_000
ROUNDS: Final = 15
OF_A_ROUND: Final = 400
MICROSECONDS: Final = 100
# An evaluation is at least five times as fast as the smallest question to the database.
SHARE: Final = 0.2
GROWTH: Final = 2  # MB


def measure() -> list[Entry]:
    """Measure generated cases of every outcome against `select 1` through Django, in interleaved rounds."""
    urls = ground.prepare()
    own = ground.copy(urls, "efa_bench_law")
    os.environ |= ground.environment(own)
    import django

    django.setup()
    from django.db import connection

    from efa.rules.evaluation import evaluate
    from efa.rules.reading import read
    from efa.wall.present import as_anybody
    from tests.efa.rules import generated

    people = []
    for facts, on in generated.cases(CASES, seed=1):
        known = read(facts | {"guardianship_reservation": False, "absence_months": 0}, on)
        people.append((known.facts, on))

    def judge(number: int) -> None:
        evaluate(*people[number])

    def ask(_number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchall()

    with as_anybody():
        rounds = [
            (*_each(judge, range(start, start + OF_A_ROUND)), _each(ask, range(OF_A_ROUND))[0])
            for start in range(0, ROUNDS * OF_A_ROUND, OF_A_ROUND)
        ]
    elapsed, cpu, query = (median([figures[i] for figures in rounds]) for i in range(3))
    before = cost.private_memory(os.getpid())
    for number in range(CASES):
        judge(number)
    grown = max(cost.private_memory(os.getpid()) - before, 0.0)
    return [
        counted("law.evaluation", cpu, "µs CPU", at_most=MICROSECONDS),
        compared("law.evaluation.by_query", elapsed, "µs", to="select 1 through Django", baseline=query, at_most=SHARE),
        counted("law.memory_of_10000", grown, "MB", at_most=GROWTH),
    ]


def _each(deed: Callable[[int], None], numbers: range) -> tuple[float, float]:
    """Microseconds a deed takes, by the clock and of this process's CPU."""
    clock, cpu = time.perf_counter_ns(), time.process_time_ns()
    for number in numbers:
        deed(number)
    spent = time.perf_counter_ns() - clock, time.process_time_ns() - cpu
    return spent[0] / len(numbers) / 1_000, spent[1] / len(numbers) / 1_000
