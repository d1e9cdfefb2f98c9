# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""How opening hours are written, on the Land's pages and on a portal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, gettext, gettext_lazy

WEEKDAYS: Final = {
    1: gettext_lazy("Montag"),
    2: gettext_lazy("Dienstag"),
    3: gettext_lazy("Mittwoch"),
    4: gettext_lazy("Donnerstag"),
    5: gettext_lazy("Freitag"),
    6: gettext_lazy("Samstag"),
    7: gettext_lazy("Sonntag"),
}


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """The hours of one weekday."""

    day: str
    hours: str


def opening_lines(rows: Sequence[Sequence[object]]) -> tuple[OpeningLine, ...]:
    """Turn rows of weekday, from and until ("09:00") into one line a day, in the language of the page."""
    by_day: dict[int, list[str]] = {}
    for weekday, opens, closes in rows:
        text = gettext("%(opens)s bis %(closes)s Uhr") % {"opens": _clock(opens), "closes": _clock(closes)}
        by_day.setdefault(int(str(weekday)), []).append(text)
    return tuple(OpeningLine(str(WEEKDAYS[day]), ", ".join(hours)) for day, hours in sorted(by_day.items()))


def _clock(value: object) -> str:
    hour, minute = str(value)[:5].split(":")
    # Only German names the full hour by its number alone.
    return str(int(hour)) if minute == "00" and get_language() == "de" else f"{int(hour)}:{minute}"
