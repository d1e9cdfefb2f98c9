# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""All routes, judged and compared; the best is shown."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from efa.rules import figures, special
from efa.rules.days import is_reached
from efa.rules.facts import Facts, Overall, Role
from efa.rules.findings import Finding, Law, Result, Value, law_of
from efa.rules.requirements import conduct, knowledge, livelihood, marriage, person, residence
from efa.rules.requirements.convictions import convictions
from efa.rules.requirements.nationality import nationality
from efa.rules.requirements.stay import Stay, stay
from efa.rules.requirements.title import title

GENERAL: Final = "§ 10 Abs. 1"
SPOUSE: Final = "§ 9"
JOINT: Final = "§ 10 Abs. 2"
SHORT: Final = "§ 10 Abs. 3"
COURSE: Final = "§ 10 Abs. 3 a.F. (7)"
ACHIEVEMENTS: Final = "§ 10 Abs. 3 a.F. (6)"

# Routes that are there only while their years are.
SHORTENED: Final = {
    COURSE: figures.COURSE_YEARS,
    ACHIEVEMENTS: figures.ACHIEVEMENT_YEARS,
    SHORT: figures.SHORT_YEARS,
}
# In the order of a document: by the sentence of § 10 Abs. 1 and its numbers.
REQUIREMENTS: Final = (
    "capacity",
    "identity",
    "residence",
    "title",
    "livelihood",
    "nationality",
    "convictions",
    "language",
    "civics",
    "declarations",
    "exclusion",
    "ban",
    "marriage",
)
# The same on every route.
COMMON: Final[tuple[Callable[[Facts, date, Law], Finding], ...]] = (
    person.capacity,
    person.identity,
    title,
    nationality,
    convictions,
    knowledge.language,
    knowledge.civics,
    conduct.declarations,
    conduct.exclusion,
    conduct.ban,
)
_ORDER: Final = {Overall.LIKELY_FULFILLED: 0, Overall.OPEN: 1, Overall.NOT_YET: 2}


class Own(NamedTuple):
    """What a route says of its own: residence, livelihood, marriage."""

    route: str
    residence: Finding
    livelihood: Finding
    marriage: Finding


def evaluate(facts: Facts, on: date, *, law: Law | None = None) -> Result:
    """Judge known facts on a day by the law of that day, or by a law that is held fixed.

    Raise `NotCovered` before the first day that is known. Facts that contradict each other are the caller's to refuse.
    """
    law = law or law_of(on)
    first = special.route(facts, on, law)
    if first:
        return Result(Overall.OTHER_ROUTE, first, law.version.id, {})
    return best_of([judge(facts, on, law) for judge in COMMON], routes(facts, on, law), law)


def best_of(common: Iterable[Finding], offered: Iterable[Own], law: Law) -> Result:
    """The result of the best route, from what all routes share and what each says of its own."""
    shared = {finding.requirement: finding for finding in common}
    results = []
    for own in offered:
        found = shared | {"residence": own.residence, "livelihood": own.livelihood, "marriage": own.marriage}
        findings = {requirement: found[requirement] for requirement in REQUIREMENTS}
        results.append(_result(own.route, findings, law))
    return min(results, key=_rank)


def is_joint(facts: Facts, on: date, law: Law) -> bool:
    """Whether § 10 Abs. 2 is open: a spouse, or a minor, with an applicant who probably meets everything."""
    other = facts.co_applicant
    if other is None or other.principal_overall is not Overall.LIKELY_FULFILLED:
        return False
    return other.role is Role.SPOUSE or not is_reached(
        born=facts.birth_date, age=figures.MAJORITY_AGE.on(law.day), on=on
    )


def routes(facts: Facts, on: date, law: Law) -> Iterator[Own]:
    """What each route that is open to the person says of its own; § 10 Abs. 1 always is."""
    lived = stay(facts, on, law)
    means = livelihood.livelihood(facts, on, law)
    for judge in ROUTES.values():
        own = judge(facts, lived, means, on, law)
        if own:
            yield own


def _general(facts: Facts, lived: Stay, means: Finding, on: date, law: Law) -> Own:
    return Own(GENERAL, residence.general(lived, on, law), means, marriage.not_asked(law))


def _spouse(facts: Facts, lived: Stay, means: Finding, on: date, law: Law) -> Own | None:
    if not marriage.is_offered(facts, on, law):
        return None
    return Own(SPOUSE, residence.of_spouse(lived, on, law), means, marriage.marriage(facts, on, law))


def _joint(facts: Facts, lived: Stay, means: Finding, on: date, law: Law) -> Own | None:
    if not is_joint(facts, on, law):
        return None
    return Own(JOINT, residence.joint(facts, lived, on, law), means, marriage.not_asked(law))


def _course(facts: Facts, lived: Stay, means: Finding, on: date, law: Law) -> Own | None:
    years = figures.COURSE_YEARS.on(law.day)
    if years is None or not facts.integration.bamf_course:
        return None
    return Own(COURSE, residence.after_course(lived, on, law, years), means, marriage.not_asked(law))


def _achievements(facts: Facts, lived: Stay, means: Finding, on: date, law: Law) -> Own | None:
    """At discretion, so only where the years are complete."""
    years = figures.ACHIEVEMENT_YEARS.on(law.day)
    level = figures.ACHIEVEMENT_LEVEL.on(law.day)
    if years is None or not (facts.integration.special_achievements or facts.language.level.reaches(level)):
        return None
    if not residence.is_within_reach(lived, on, law, years):
        return None
    return Own(ACHIEVEMENTS, law.finding(Value.OPEN, "residence.achievements"), means, marriage.not_asked(law))


def _short(facts: Facts, lived: Stay, means: Finding, on: date, law: Law) -> Own | None:
    """At discretion, so only where its own conditions are met."""
    years = figures.SHORT_YEARS.on(law.day)
    if years is None or not facts.integration.special_achievements:
        return None
    if not facts.language.level.reaches(figures.SHORT_LEVEL.on(law.day)):
        return None
    lives = livelihood.strict(facts, on, law)
    if not lives.is_met or not residence.is_within_reach(lived, on, law, years):
        return None
    return Own(SHORT, law.finding(Value.OPEN, "residence.short"), lives, marriage.not_asked(law))


# In the order of their binding force: where two routes are equal the first is shown.
ROUTES: Final[dict[str, Callable[[Facts, Stay, Finding, date, Law], Own | None]]] = {
    GENERAL: _general,
    SPOUSE: _spouse,
    JOINT: _joint,
    COURSE: _course,
    ACHIEVEMENTS: _achievements,
    SHORT: _short,
}
_BINDING: Final = {route: index for index, route in enumerate(ROUTES)}


def _result(route: str, findings: dict[str, Finding], law: Law) -> Result:
    values = {finding.value for finding in findings.values()}
    if Value.OBSTACLE in values:
        return Result(Overall.OPEN, route, law.version.id, findings)
    if Value.NOT_YET in values:
        waiting = [finding for finding in findings.values() if finding.value is Value.NOT_YET]
        earliest = _latest([finding.earliest for finding in waiting])
        credited = _latest([finding.with_credit or finding.earliest for finding in waiting])
        with_credit = credited if earliest and credited and credited < earliest else None
        return Result(Overall.NOT_YET, route, law.version.id, findings, earliest, with_credit)
    overall = Overall.OPEN if Value.OPEN in values else Overall.LIKELY_FULFILLED
    return Result(overall, route, law.version.id, findings)


def _latest(days: list[date | None]) -> date | None:
    """The last of the days, if there is one for each."""
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _rank(result: Result) -> tuple[int, date, bool, int, int]:
    """The order of routes: by outcome, date, application together, requirements that are not met, binding force."""
    missing = sum(not finding.is_met for finding in result.findings.values())
    return (
        _ORDER[result.overall],
        result.earliest or date.max,
        result.route != JOINT,
        missing,
        _BINDING[result.route],
    )
