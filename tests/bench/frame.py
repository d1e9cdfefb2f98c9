# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame of the measurements: what one entry is, and how it is written down."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from tests.bench import page

RESULTS: Final = page.ROOT / "var" / "bench.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure; `ratio` is value by baseline, `goal` is what `met` was judged by."""

    name: str
    value: float
    unit: str
    baseline_name: str
    baseline: float | None
    ratio: float | None
    goal: str
    met: bool


def compared(name: str, value: float, unit: str, *, to: str, baseline: float, at_most: float) -> Entry:
    """Return an entry whose goal is a ratio to a baseline of the same run."""
    ratio = value / baseline
    return Entry(
        name, round(value, 3), unit, to, round(baseline, 3), round(ratio, 3), f"≤ {at_most} ×", ratio <= at_most
    )


def in_rounds(name: str, rounds: Sequence[tuple[float, float]], unit: str, *, to: str, at_most: float | None) -> Entry:
    """Return an entry whose ratio is the median of the ratios of interleaved rounds, each a value and its baseline.

    Within a round both see the same load of the machine, so a busy minute does not count as the one's or the other's.
    Without `at_most` the entry stands beside others and has no goal.
    """
    ratio = median([value / baseline for value, baseline in rounds])
    value, baseline = (median([pair[i] for pair in rounds]) for i in (0, 1))
    return Entry(
        name, round(value, 3), unit, to, round(baseline, 3), round(ratio, 3),
        "none, for comparison" if at_most is None else f"≤ {at_most} ×", at_most is None or ratio <= at_most,
    )  # fmt: skip


def counted(name: str, value: float, unit: str, *, at_most: float) -> Entry:
    """Return an entry whose goal is a plain number."""
    return Entry(name, round(value, 3), unit, "", None, None, f"≤ {at_most:g}", value <= at_most)


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


Measurement = Callable[[], list[Entry]]


def run(measurements: dict[str, Measurement], *, only: str) -> list[Entry]:
    """Run the measurements whose name begins with `only`, print and write what they gave."""
    entries: list[Entry] = []
    for name, measure in measurements.items():
        if name.startswith(only):
            for entry in measure():
                entries.append(entry)
                print(_line(entry), flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(entry) for entry in entries], indent=2, ensure_ascii=False) + "\n")
    if not only:
        page.replace("bench", _table(entries))
    return entries


def _line(entry: Entry) -> str:
    verdict = "met" if entry.met else "NOT MET"
    beside = f" ({entry.ratio:.2f} × {entry.baseline_name})" if entry.ratio is not None else ""
    return f"{entry.name:<32}{entry.value:>12,.1f} {entry.unit}{beside}; goal {entry.goal}: {verdict}"


def _table(entries: Sequence[Entry]) -> list[str]:
    return [
        "| figure | value | baseline | ratio | goal | met |",
        "| --- | ---: | --- | ---: | --- | --- |",
        *(
            f"| {e.name} | {e.value:,} {e.unit} | {e.baseline_name}{f': {e.baseline:,} {e.unit}' if e.baseline is not None else ''} "
            f"| {'' if e.ratio is None else f'{e.ratio:.2f}'} | {e.goal} | {'yes' if e.met else 'no'} |"
            for e in entries
        ),
    ]
