# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The right of residence on the day."""

from datetime import date
from typing import Final

from efa.rules import figures, titles
from efa.rules.facts import Facts, Nationality
from efa.rules.findings import Finding, Law, Value

_NAMED: Final = {titles.SWISS: "title.swiss", titles.BLUE_CARD: "title.blue_card"}


def title(facts: Facts, on: date, law: Law) -> Finding:
    """Judge whether the right of residence is one that counts.

    A certificate under § 81 Abs. 4 AufenthG counts like the title it continues. A permit that names no Absatz is open
    where only some Absätze of its paragraph count. Union and EEA citizens need no title.

    Source: § 10 Abs. 1 Satz 1 Nr. 2 StAG.
    """
    code = facts.title
    if code == titles.CONTINUED:
        if facts.underlying_title is None or facts.underlying_title in titles.WITHOUT:
            return law.finding(Value.NOT_YET, "title.none")
        finding = _of(facts.underlying_title, law)
        return law.finding(Value.FULFILLED, "title.continued") if finding.is_met else finding
    if facts.nationality is Nationality.EU_EEA and (code == titles.NO_TITLE or titles.limited(code)):
        return law.finding(Value.FULFILLED, "title.free_movement")
    return _of(code, law)


def _of(code: str, law: Law) -> Finding:
    if code == titles.FREE_MOVEMENT:
        return law.finding(Value.FULFILLED, "title.free_movement")
    if code in titles.UNLIMITED:
        return law.finding(Value.FULFILLED, "title.unlimited")
    if code in _NAMED:
        return law.finding(Value.FULFILLED, _NAMED[code])
    permit = titles.limited(code)
    if permit is None:
        return law.finding(Value.NOT_YET, "title.lawful_only" if code == titles.LAWFUL_ONLY else "title.none")
    excluded = figures.EXCLUDED_TITLES.on(law.day)
    paragraph, absatz = permit
    if (paragraph, "") in excluded or permit in excluded:
        return law.finding(Value.NOT_YET, "title.excluded")
    if not absatz and any(paragraph == other for other, _ in excluded):
        return law.finding(Value.OPEN, "title.which_absatz")
    return law.finding(Value.FULFILLED, "title.limited")
