# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures and lists of the statute with their days, the calendar, and the two ways to read a table of rows.

Provisions without the name of a statute are those of the StAG.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

Facts = Mapping[str, Any]

START: Final = date(2021, 8, 20)  # Fourth act to amend the StAG; nothing older is covered.
REFORM: Final = date(2024, 6, 27)  # StARModG.
PATH_REPEALED: Final = date(2025, 10, 30)  # § 10 Abs. 3 is gone.
BAN: Final = date(2025, 12, 24)  # § 35a.
OLD_LIVELIHOOD_UNTIL: Final = date(2023, 8, 23)  # § 40a, this day included.
BIRTH_RIGHT: Final = date(2000, 1, 1)  # § 4 Abs. 3 covers births from this day on.

# Value, and the first day it applies on (§ 10 Abs. 1 Satz 1 and § 4 Abs. 3; § 12b Abs. 2).
YEARS: Final = ((START, 8), (REFORM, 5))
CREDIT_DAYS: Final = ((START, 5 * 365), (REFORM, 3 * 365))

# § 10 Abs. 1 Satz 1 Nr. 2: paragraphs or "paragraph_Absatz" of the AufenthG, excluded from, no longer excluded from.
EXCLUDED_TITLES: Final = (
    ("16A 16B 16D 16E 16F 17 18F 19 19B 19E 20 22 23A 24 25_3 25_4 25_4A 25_4B 25_5", START, date.max),
    ("18D 23_1", START, REFORM),
    ("104C", date(2022, 12, 31), date.max),
    ("20A", date(2024, 6, 1), date.max),
)
_UNLIMITED: Final = "NE_9 NE_18C NE_26_3 NE_26_4 NE_28_2 NE_35 NE_38 DAUERAUFENTHALT_EU_9A FZ_EU HAUSLG ARB_1_80"
COUNTING_TITLES: Final = frozenset((*_UNLIMITED.split(), "AE_CH_FZA", "BLUE_CARD_18G"))

# Who came with the recruited workers, and the last day of entry (§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. a, Abs. 4 Satz 3).
# The spouse's day is not in the statute ("im zeitlichen Zusammenhang"), so the later of the two days bounds it.
LAST_ENTRY: Final = {
    "guest_worker": date(1974, 6, 30),
    "contract_worker": date(1990, 6, 13),
    "spouse_of": date(1990, 6, 13),
}

WORST_FIRST: Final = ("obstacle", "not_yet", "open", "exempt", "fulfilled", "not_applicable")
MET: Final = frozenset({"fulfilled", "exempt", "not_applicable"})


@dataclass(frozen=True)
class Point:
    """What one requirement comes to, and why.

    `day` is the day on which a `not_yet` is over by time alone, None if something has to be done. `credit_day` is the
    same with the discretionary credit of § 12b Abs. 2, None if there is nothing to credit.
    """

    value: str
    provision: str
    day: date | None = None
    credit_day: date | None = None


Row = tuple[bool, Point]


def row(condition: bool, value: str, provision: str, day: date | None = None) -> Row:
    """Return a row of a table: where the condition holds, this value by this provision."""
    return condition, Point(value, provision, day)


def first(*rows: Row) -> Point:
    """Read a table of alternatives, best first: the first row that holds decides."""
    return next(point for holds, point in rows if holds)


def worst(*rows: Row) -> Point:
    """Read a table of conditions that must all be met: the worst row that holds decides.

    Of several `not_yet` the last day counts, and none if one of them has none.
    """
    found = [point for holds, point in rows if holds]
    value = min((point.value for point in found), key=WORST_FIRST.index)
    same = [point for point in found if point.value == value]
    return Point(value, same[0].provision, latest(point.day for point in same))


def latest(days: Iterable[date | None]) -> date | None:
    """Return the last of the days, None if there is none or one of them is not known."""
    known = list(days)
    return None if None in known or not known else max(day for day in known if day)


def dated(table: tuple[tuple[date, int], ...], on: date) -> int:
    """Return the value in force on a day."""
    return [value for first_day, value in table if first_day <= on][-1]


def add_years(day: date, years: int) -> date:
    """Return the same day of a later year; 29 February becomes 1 March where it does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or the last of that month (§ 188 Abs. 3 BGB)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def window_start(on: date, years: int) -> date:
    """Return the last day from which a period of so many years is complete on `on`."""
    day = date(on.year - years, on.month, min(on.day, calendar.monthrange(on.year - years, on.month)[1]))
    while add_years(day, years) > on:
        day -= timedelta(days=1)
    return day


def reached(facts: Facts, age: int, on: date) -> bool:
    """Say whether the person has reached an age on a day."""
    return add_years(facts["birth_date"], age) <= on
