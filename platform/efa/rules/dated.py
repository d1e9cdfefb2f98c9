# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values that a statute changed: each line has the day from which it applies, and its source."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from efa.vocabulary.errors import DomainError

T = TypeVar("T")
_REMEMBERED: Final = 32


class NotCovered(DomainError):
    """No rule is known for the day; `first` is the first day that has one."""

    def __init__(self, *, asked: date, first: date) -> None:
        super().__init__(code="law.not_covered")
        self.asked = asked
        self.first = first

    def __str__(self) -> str:
        return f"{self.asked} is not covered; the first day covered is {self.first}"


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """What applies from a day on, and where it stands."""

    since: date
    value: T
    source: str


class Dated(Generic[T]):
    """One value of the law through time. `key` names it in documents; lines are in the order of their days."""

    def __init__(self, key: str, *lines: Line[T]) -> None:
        self.key: Final = key
        self.lines: Final = lines
        self._days: Final = [line.since for line in lines]
        # Rules ask by the first days of versions, of which there are few.
        self._asked: Final[dict[date, T]] = {}
        if not lines or self._days != sorted(set(self._days)):
            raise ValueError(f"The days of {key} do not rise.")

    def on(self, day: date) -> T:
        """The value on a day. Raise `NotCovered` before the first line."""
        if day in self._asked:
            return self._asked[day]
        value = self.line(day).value
        if len(self._asked) < _REMEMBERED:
            self._asked[day] = value
        return value

    def line(self, day: date) -> Line[T]:
        """The line that applies on a day. Raise `NotCovered` before the first."""
        index = bisect_right(self._days, day)
        if not index:
            raise NotCovered(asked=day, first=self._days[0])
        return self.lines[index - 1]

    def __iter__(self) -> Iterator[Line[T]]:
        return iter(self.lines)
