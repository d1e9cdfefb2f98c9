# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences and pending proceedings."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from efa.rules import figures
from efa.rules.facts import Conviction, Facts, Sentence
from efa.rules.findings import Finding, Law, Value, worst

_ORDER = attrgetter("kind", "units", "suspended", "remitted", "hate_motive", "foreign")


def convictions(facts: Facts, on: date, law: Law) -> Finding:
    """Judge sentences that are not erased, and pending proceedings.

    Sentences are added up, one Tagessatz is a day of prison, and a lower combined sentence stands for the sum. Foreign
    sentences are weighed by the authority unless they stay within the limits. Which excess is slight is case law.

    Source: § 10 Abs. 1 Satz 1 Nr. 5, § 12a StAG; § 51 BZRG.
    """
    if not facts.convictions and not facts.proceedings_pending:
        return law.finding(Value.FULFILLED, "convictions.none")
    # In an order of their own, so that the reason does not depend on the order of the list.
    standing = sorted((conviction for conviction in facts.convictions if not conviction.erased), key=_ORDER)
    findings = [law.finding(value, reason) for value, reason in _harms(facts, standing, law)]
    if findings:
        return worst(*findings)
    return law.finding(Value.FULFILLED, "convictions.within_limits" if standing else "convictions.erased")


def _harms(facts: Facts, standing: list[Conviction], law: Law) -> Iterator[tuple[Value, str]]:
    if facts.proceedings_pending:
        yield Value.NOT_YET, "convictions.pending"
    for conviction in standing:
        harm = _harm(conviction)
        if harm:
            yield (Value.OPEN, "convictions.foreign") if conviction.foreign else harm
    domestic = _sum(facts, [conviction for conviction in standing if not conviction.foreign])
    if domestic >= figures.SENTENCE_NOT_SLIGHT.on(law.day):
        yield Value.OBSTACLE, "convictions.over"
    elif domestic > figures.SENTENCE_LIMIT.on(law.day):
        yield Value.OPEN, "convictions.slightly_over"
    elif _sum(facts, standing) > figures.SENTENCE_LIMIT.on(law.day):
        yield Value.OPEN, "convictions.foreign"


def _harm(conviction: Conviction) -> tuple[Value, str] | None:
    """What harms whatever the amount: no privilege holds for it (§ 12a Abs. 1 Satz 1 and 2 StAG).

    A motive is looked at only where a fine, prison or youth prison was imposed.
    """
    if conviction.kind is Sentence.YOUTH_MEASURE:
        return None
    if conviction.hate_motive:
        return Value.OBSTACLE, "convictions.hate"
    if conviction.kind is Sentence.YOUTH_PRISON:
        return Value.OBSTACLE, "convictions.youth_prison"
    if conviction.kind is Sentence.PRISON and not conviction.suspended:
        return Value.OBSTACLE, "convictions.not_suspended"
    if conviction.kind is Sentence.PRISON and not conviction.remitted:
        return Value.NOT_YET, "convictions.probation"
    return None


def _sum(facts: Facts, standing: list[Conviction]) -> int:
    total = sum(conviction.units for conviction in standing if conviction.kind in {Sentence.FINE, Sentence.PRISON})
    return total if facts.combined_sentence is None else min(total, facts.combined_sentence)
