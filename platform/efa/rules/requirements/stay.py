# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a person has lived in Germany lawfully and without interruption (§ 12b StAG)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from efa.rules import figures, titles
from efa.rules.days import DAYS_OF_A_MONTH, DAYS_OF_A_YEAR, add_months, add_years
from efa.rules.facts import Absence, AbsenceKind, Facts, GapReason, Nationality, Period, Status
from efa.rules.findings import Law

# The longest six months there are: as many days as a single stay may last, several may last together.
_SIX_MONTHS: Final = 184
_LAWFUL: Final = frozenset({Status.PERMIT, Status.FICTION, Status.EU_FREE_MOVEMENT})
_IMPORTANT: Final = frozenset({AbsenceKind.STUDY, AbsenceKind.POSTING, AbsenceKind.IMPORTANT_REASON})
_DAY: Final = timedelta(days=1)


class Stay(NamedTuple):
    """The residence that counts on a day.

    `since` is its first day, None where there is none today. `surely_since` is later where it depends on how a year is
    read. `credit` are the days of earlier lawful residence, capped. `absences` are all, with their ends.
    """

    since: date | None
    surely_since: date | None
    credit: int
    absences: tuple[tuple[date, date], ...]
    lasting: bool
    absence_days: int


def stay(facts: Facts, on: date, law: Law) -> Stay:
    """Lay the lawful periods together and cut them at interruptions.

    Source: § 10 Abs. 1 Satz 1, § 12b StAG, § 55 Abs. 3 AsylG, § 4a Abs. 6 FreizügG/EU.
    """
    blocks = _blocks(_countable(facts), on)
    ended = tuple((absence.since, absence.until or on) for absence in facts.absences)
    interruptions, doubtful = _interruptions(facts, on, law) if facts.absences else ((), ())
    is_abroad = any(absence.until is None for absence in facts.absences)
    for left, back in interruptions:
        # Who is still abroad has not returned today.
        again = back + _DAY if is_abroad and back == on else back
        blocks = [piece for block in blocks for piece in _cut(block, left, again)]
    cap = figures.CREDIT_YEARS.on(law.day) * DAYS_OF_A_YEAR
    days = facts.absence_months * DAYS_OF_A_MONTH
    since = blocks[-1][0] if blocks and blocks[-1][1] > on else None
    earlier = blocks if since is None else blocks[:-1]
    credit = min(sum((end - start).days for start, end in earlier), cap)
    surely = since if since is None else max((since, *(back for _, back in doubtful)))
    return Stay(since, surely, credit, ended, is_abroad, days)


def _countable(facts: Facts) -> list[Period]:
    """The lawful periods in their order: asylum procedures if protection was granted, visas if a permit followed."""
    periods = sorted(facts.residence_periods, key=lambda period: period.since)
    if len(periods) == 1 and periods[0].status in _LAWFUL:
        return periods
    last_lawful = max((period.since for period in periods if period.status in _LAWFUL), default=date.min)
    return [
        period
        for period in periods
        if period.status in _LAWFUL
        or (period.status is Status.VISA_D and period.since < last_lawful)
        or (period.status is Status.GESTATTUNG and facts.protection_granted)
    ]


def _blocks(periods: Sequence[Period], on: date) -> list[tuple[date, date]]:
    """Periods without a gap between them, the end is the day after; a gap by a late application is none."""
    blocks: list[tuple[date, date]] = []
    for period in periods:
        if period.since > on:
            continue
        end = (on if period.until is None else min(period.until, on)) + _DAY
        if blocks and (period.since <= blocks[-1][1] or period.gap_reason is GapReason.LATE_APPLICATION):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((period.since, end))
    return blocks


def _cut(block: tuple[date, date], left: date, back: date) -> list[tuple[date, date]]:
    start, end = block
    if back <= start or left >= end:
        return [block]
    return [piece for piece in ((start, left), (back, end)) if piece[0] < piece[1]]


def _interruptions(facts: Facts, on: date, law: Law) -> tuple[Sequence[tuple[date, date]], Sequence[tuple[date, date]]]:
    """Leaving and return of the absences that interrupt, and of those of which it depends on the reading."""
    absences = sorted(facts.absences, key=lambda absence: absence.since)
    if facts.nationality is Nationality.EU_EEA or (
        facts.title == titles.FREE_MOVEMENT and facts.nationality is not Nationality.SWISS
    ):
        return _by_union_law(absences, on, law)
    return [_ends(absence, on) for absence in absences if _interrupts(absence, on, law)], ()


def _interrupts(absence: Absence, on: date, law: Law) -> bool:
    """§ 12b Abs. 1 Satz 1 to 3 StAG."""
    left, back = _ends(absence, on)
    if back <= add_months(left, figures.ABSENCE_MONTHS.on(law.day)) or absence.deadline_kept:
        return False
    return not (
        absence.kind is AbsenceKind.MILITARY
        and absence.discharge is not None
        and back <= add_months(absence.discharge, figures.MILITARY_RETURN_MONTHS.on(law.day))
    )


def _by_union_law(
    absences: Sequence[Absence], on: date, law: Law
) -> tuple[list[tuple[date, date]], list[tuple[date, date]]]:
    """§ 12b Abs. 1 Satz 4 StAG with § 4a Abs. 6 FreizügG/EU: in a year six months in total, service, one reason.

    The statute does not say which year. More than six months in a calendar year interrupt; more in another year
    of twelve months only may do so.
    """
    months = figures.ABSENCE_MONTHS.on(law.day)
    counted = [absence for absence in absences if absence.kind is not AbsenceKind.MILITARY]
    reasons = [absence for absence in counted if _has_reason(absence, on, law)]
    if reasons:
        # One is free; the last helps most.
        counted = [absence for absence in counted if absence is not reasons[-1]]
    spans = [_ends(absence, on) for absence in counted]
    long = [(left, back) for left, back in spans if back > add_months(left, months)]
    short = [span for span in spans if span not in long]
    certain = long + _too_much(short, {date(day.year, 1, 1) for span in short for day in span})
    doubtful = _too_much(short, {left for left, _ in short})
    return sorted(certain), [span for span in doubtful if span not in certain]


def _has_reason(absence: Absence, on: date, law: Law) -> bool:
    left, back = _ends(absence, on)
    return (
        absence.kind in _IMPORTANT
        and back > add_months(left, figures.ABSENCE_MONTHS.on(law.day))
        and back <= add_months(left, figures.IMPORTANT_REASON_MONTHS.on(law.day))
    )


def _too_much(spans: Sequence[tuple[date, date]], years: set[date]) -> list[tuple[date, date]]:
    """The spans with which more than six months of a year, given by its first day, were spent abroad."""
    found = []
    for first in sorted(years):
        end = add_years(first, 1)
        total = 0
        for left, back in spans:
            total += max((min(back, end) - max(left, first)).days, 0)
            if total > _SIX_MONTHS and left < end and back > first:
                found.append((left, back))
    return found


def _ends(absence: Absence, on: date) -> tuple[date, date]:
    return absence.since, absence.until or on
