# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Language, and knowledge of law and society."""

from datetime import date

from efa.rules import figures
from efa.rules.facts import Facts
from efa.rules.findings import Finding, Law, Value
from efa.rules.requirements.generation import Belongs, belongs
from efa.rules.requirements.person import is_guarded, is_of_age


def language(facts: Facts, on: date, law: Law) -> Finding:
    """Judge German at B1, or what stands in its place.

    Source: § 10 Abs. 1 Satz 1 Nr. 6, Abs. 4, 4a, 6 StAG. School and training as proof are practice.
    """
    skill = facts.language
    is_child = not is_of_age(facts, on, law)
    if is_child and skill.age_appropriate:
        return law.finding(Value.FULFILLED, "language.child")
    if skill.level.reaches(figures.LANGUAGE_LEVEL.on(law.day)):
        return law.finding(Value.FULFILLED, "language.level")
    if skill.german_school_or_training:
        return law.finding(Value.FULFILLED, "language.school")
    generation = belongs(facts, law) if skill.oral_everyday else Belongs.NO
    if generation is Belongs.YES:
        return law.finding(Value.FULFILLED, "language.generation")
    if skill.illness_or_age:
        return law.finding(Value.OPEN, "language.illness")
    if generation is Belongs.WEIGHED:
        return law.finding(Value.OPEN, "language.generation_spouse")
    if _oral_hardship(facts, law):
        return law.finding(Value.OPEN, "language.oral")
    return law.finding(Value.NOT_YET, "language.child_behind" if is_child else "language.missing")


def civics(facts: Facts, on: date, law: Law) -> Finding:
    """Judge the naturalisation test, or what stands in its place.

    The hardship of § 10 Abs. 4a frees from the test only who needs it for the language.

    Source: § 10 Abs. 1 Satz 1 Nr. 7 and Satz 2, Abs. 5, 6 StAG; § 1 Abs. 3 EinbTestV. School as proof is practice.
    """
    proof = facts.civics
    if not is_of_age(facts, on, law):
        return law.finding(Value.EXEMPT, "civics.child")
    if is_guarded(facts, on, law):
        return law.finding(Value.EXEMPT, "civics.guardianship")
    if proof.test_points is not None and proof.test_points >= figures.TEST_POINTS.on(law.day):
        return law.finding(Value.FULFILLED, "civics.test")
    if proof.german_school:
        return law.finding(Value.FULFILLED, "civics.school")
    generation = belongs(facts, law)
    if generation is Belongs.YES:
        return law.finding(Value.EXEMPT, "civics.generation")
    if facts.language.illness_or_age:
        return law.finding(Value.OPEN, "civics.illness")
    if generation is Belongs.WEIGHED:
        return law.finding(Value.OPEN, "civics.generation_spouse")
    if language(facts, on, law).reason == "language.oral":
        return law.finding(Value.OPEN, "civics.oral")
    return law.finding(Value.NOT_YET, "civics.missing")


def _oral_hardship(facts: Facts, law: Law) -> bool:
    skill = facts.language
    return figures.ORAL_HARDSHIP.on(law.day) and skill.serious_efforts_failed and skill.oral_everyday
