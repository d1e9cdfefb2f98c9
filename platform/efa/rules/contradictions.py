# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts that cannot be true together on a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from efa.rules.facts import Absence, Facts, Period
from efa.rules.wrong import Path, WrongFact

_WORDS: Final = {"since": "from", "until": "to"}


def check(facts: Facts, on: date, unknown: frozenset[Path]) -> None:
    """Compare the known days of the facts with each other and with the day. Raise `WrongFact` at the first conflict."""
    for path, day in _past(facts):
        if day > on and path not in unknown:
            raise WrongFact(path, expected=f"a day not after the reference date {on}", given=str(day))
    _lists(facts, on, unknown)
    marriage = facts.marriage
    if marriage.since and marriage.ended_on and marriage.ended_on < marriage.since:
        raise WrongFact(
            ("marriage", "ended_on"), expected=f"a day not before {marriage.since}", given=str(marriage.ended_on)
        )


def _past(facts: Facts) -> Iterator[tuple[Path, date]]:
    """Days of what has happened already."""
    single: tuple[tuple[Path, date | None], ...] = (
        (("birth_date",), facts.birth_date),
        (("application_date",), facts.application_date),
        (("generation_entry",), facts.generation_entry),
        (("marriage", "since"), facts.marriage.since),
        (("marriage", "ended_on"), facts.marriage.ended_on),
        (("co_applicant", "married_since"), facts.co_applicant.married_since if facts.co_applicant else None),
        (("withdrawal_final_on",), facts.withdrawal_final_on),
        (("deception_finding_on",), facts.deception_finding_on),
    )
    yield from ((path, day) for path, day in single if day is not None)
    for name, spans in (("residence_periods", facts.residence_periods), ("absences", facts.absences)):
        for index, span in enumerate(spans):
            for end, word in _WORDS.items():
                day = getattr(span, end)
                if day is not None:
                    yield (name, index, word), day


def _lists(facts: Facts, on: date, unknown: frozenset[Path]) -> None:
    periods = _known("residence_periods", facts.residence_periods, unknown)
    absences = _known("absences", facts.absences, unknown)
    for name, spans in (("residence_periods", periods), ("absences", absences)):
        _order(name, spans)
    if periods and ("birth_date",) not in unknown:
        index, first = periods[0]
        if first.since < facts.birth_date:
            path: Path = ("residence_periods", index, "from")
            raise WrongFact(path, expected=f"a day not before the birth on {facts.birth_date}", given=str(first.since))
    if not periods or ("residence_periods",) in unknown or len(periods) < len(facts.residence_periods):
        return
    start = periods[0][1].since
    for index, absence in absences:
        end = absence.until or on
        if absence.since < start or end - absence.since >= on - start:
            raise WrongFact(
                ("absences", index),
                expected=f"a stay abroad within the residence, which began on {start}, and shorter than it",
                given=f"{absence.since} to {absence.until or 'today'}",
            )


def _known(
    name: str, spans: Sequence[Period | Absence], unknown: frozenset[Path]
) -> list[tuple[int, Period | Absence]]:
    """The spans whose days are known, in the order of their first days, with their places in the list."""
    known = [
        (index, span)
        for index, span in enumerate(spans)
        if not any((name, index, word) in unknown for word in _WORDS.values())
    ]
    return sorted(known, key=lambda numbered: numbered[1].since)


def _order(name: str, spans: list[tuple[int, Period | Absence]]) -> None:
    """Refuse spans that share more than a day: one may end on the day on which the next begins."""
    for index, span in spans:
        if span.until is not None and span.until < span.since:
            raise WrongFact((name, index, "to"), expected=f"a day not before {span.since}", given=str(span.until))
    for (_, first), (index, second) in pairwise(spans):
        if first.until is None or second.since < first.until:
            raise WrongFact(
                (name, index, "from"),
                expected=f"a day not within the span before it, {first.since} to {first.until or 'today'}",
                given=f"{second.since}, so that both overlap",
            )
