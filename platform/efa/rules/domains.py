# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values that stand for all values of a fact: on each side of every border the law draws."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_type_hints

from efa.rules import figures, titles
from efa.rules.days import add_years
from efa.rules.facts import (
    Absence,
    AbsenceKind,
    CoApplicant,
    Conviction,
    Facts,
    Level,
    Overall,
    OwnBirth,
    Period,
    Role,
    Sentence,
    Status,
)
from efa.rules.wrong import Path

_LONG_AGO: Final = date(1900, 1, 1)
_DAY: Final = timedelta(days=1)
_MANY: Final = 10_000


# Where no border depends on the day.
_TITLES: Final = ("NE_9", titles.FREE_MOVEMENT, "AE_16B", titles.NO_TITLE, "DULDUNG")
_FIXED: Final[dict[tuple[str, ...], tuple[Any, ...]]] = {
    ("title",): _TITLES,
    ("underlying_title",): _TITLES,
    ("combined_sentence",): (None, 0),
    ("absence_months",): (0, 60),
    ("co_applicant",): (
        None,
        CoApplicant(Role.SPOUSE, Overall.LIKELY_FULFILLED, _LONG_AGO),
        CoApplicant(Role.CHILD, Overall.LIKELY_FULFILLED),
    ),
    ("own_birth_in_germany",): (None, OwnBirth(_LONG_AGO, parent_title_unlimited_at_birth=True)),
}


def values(path: Path, on: date) -> tuple[Any, ...]:
    """Values on each side of every border for the fact at a path, as seen from a day."""
    names = tuple(part for part in path if isinstance(part, str))
    if names in _FIXED:
        return _FIXED[names]
    if names in _DATED:
        return _DATED[names](on)
    kind = _kind(names)
    options = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    plain = next(option for option in options if option is not NoneType)
    nothing = (None,) if NoneType in options else ()
    if plain is bool:
        return (False, True, *nothing)
    if plain is date:
        return (_LONG_AGO, on, *nothing)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return (*plain, *nothing)
    raise TypeError(f"No values stand for {path}.")


@cache
def _kind(names: tuple[str, ...]) -> Any:
    kind: Any = Facts
    for name in names:
        if get_args(kind):
            kind = next(option for option in get_args(kind) if option is not NoneType and option is not ...)
        kind = get_type_hints(kind)[{"from": "since", "to": "until"}.get(name, name)]
    return kind


def _births(on: date) -> tuple[date, ...]:
    """A newborn, and a day on each side of every age the law knows."""
    law = figures.version(on).since
    ages = (
        figures.YOUNG_CHILD_AGE.on(law),
        figures.CAPACITY_AGE.on(law),
        figures.MAJORITY_AGE.on(law),
        figures.STATELESS_AGE.on(law),
    )
    borders = [add_years(on, -age) for age in ages]
    return (_LONG_AGO, *(day for border in borders for day in (border, border + _DAY)), on)


def _periods(on: date) -> tuple[tuple[Period, ...], ...]:
    """No residence, one that began today, one of a life, and years that an interruption left behind."""
    return (
        (),
        (Period(on, None, Status.PERMIT),),
        (Period(_LONG_AGO, None, Status.PERMIT),),
        (Period(_LONG_AGO, add_years(on, -1), Status.PERMIT), Period(on, None, Status.PERMIT)),
    )


def _absences(on: date) -> tuple[tuple[Absence, ...], ...]:
    """None, and one of years that ended yesterday."""
    return (), (Absence(add_years(on, -3), on - _DAY, AbsenceKind.PRIVATE),)


def _sentences(on: date) -> tuple[tuple[Conviction, ...], ...]:
    return (
        (),
        (Conviction(Sentence.FINE, figures.SENTENCE_LIMIT.on(on) + 1),),
        (Conviction(Sentence.PRISON, _MANY),),
    )


def _units(on: date) -> tuple[int, ...]:
    return (
        0,
        figures.SENTENCE_LIMIT.on(on),
        figures.SENTENCE_LIMIT.on(on) + 1,
        figures.SENTENCE_NOT_SLIGHT.on(on),
        _MANY,
    )


def _months(on: date) -> tuple[int, ...]:
    return 0, figures.FULLTIME_WINDOW.on(on)


def _entries(on: date) -> tuple[date, ...]:
    law = figures.version(on).since
    guests, contracts = figures.GUEST_WORKER_UNTIL.on(law), figures.CONTRACT_WORKER_UNTIL.on(law)
    return guests, guests + _DAY, contracts, contracts + _DAY


def _levels(on: date) -> tuple[Level, ...]:
    borders = (figures.LANGUAGE_LEVEL, figures.ACHIEVEMENT_LEVEL, figures.SHORT_LEVEL)
    return Level.NONE, *(figure.on(on) for figure in borders)


def _points(on: date) -> tuple[int | None, ...]:
    return None, figures.TEST_POINTS.on(on)


def _ban_days(on: date) -> tuple[date | None, ...]:
    return None, on


def _lodged(on: date) -> tuple[date, ...]:
    until = figures.OLD_LIVELIHOOD_LODGED_UNTIL.on(on)
    return _LONG_AGO, min(until, on), on


_DATED: Final[dict[tuple[str, ...], Callable[[date], tuple[Any, ...]]]] = {
    ("birth_date",): _births,
    ("residence_periods",): _periods,
    ("absences",): _absences,
    ("convictions",): _sentences,
    ("convictions", "units"): _units,
    ("livelihood", "fulltime_months_last_24"): _months,
    ("livelihood", "partner_fulltime_months_last_24"): _months,
    ("generation_entry",): _entries,
    ("language", "level"): _levels,
    ("civics", "test_points"): _points,
    ("withdrawal_final_on",): _ban_days,
    ("deception_finding_on",): _ban_days,
    ("application_date",): _lodged,
}
