# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arithmetic of periods as the law counts them (§ 31 VwVfG with §§ 187 to 193 BGB)."""

from datetime import date
from typing import Final

# A year and a month in a sum of days that need not be consecutive (§ 191 BGB).
DAYS_OF_A_YEAR: Final = 365
DAYS_OF_A_MONTH: Final = 30
_MONTHS: Final = 12


def add_years(day: date, years: int) -> date:
    """The day on which a period of whole years from `day` is complete; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def add_months(day: date, months: int) -> date:
    """The same day some months later, the last day of the month where it does not exist (§ 188 Abs. 3 BGB)."""
    index = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(index, _MONTHS)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def is_reached(*, born: date, age: int, on: date) -> bool:
    """Whether a person has completed that year of life on the day."""
    return add_years(born, age) <= on


def _length(year: int, month: int) -> int:
    return (date(year + month // _MONTHS, month % _MONTHS + 1, 1) - date(year, month, 1)).days
