# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other procedures that come before a naturalisation under §§ 8 to 10 StAG."""

from datetime import date
from typing import Final

from efa.rules import figures
from efa.rules.days import DAYS_OF_A_YEAR, add_years, is_reached
from efa.rules.facts import Conviction, Facts, Nationality, Sentence
from efa.rules.findings import Law
from efa.rules.requirements import residence
from efa.rules.requirements.stay import stay

GERMAN_ALREADY: Final = "§ 30"
GERMAN_BY_BIRTH: Final = "§ 4 Abs. 3"
RESTITUTION: Final = "Art. 116 Abs. 2 GG / § 15"
FORMER_GERMAN: Final = "§ 13"
ABROAD: Final = "§ 14"
DISPLACED: Final = "§ 21 HAuslG"
STATELESS: Final = "Art. 2 StaatenlMindÜbkAG"

# In the order in which they are recognised: who is German already needs no naturalisation, who has a claim to
# restitution has it anywhere.
ROUTES: Final = (GERMAN_ALREADY, GERMAN_BY_BIRTH, RESTITUTION, FORMER_GERMAN, ABROAD, DISPLACED, STATELESS)


def route(facts: Facts, on: date, law: Law) -> str:
    """The other procedure that comes first; empty where none does.

    Source: § 4 Abs. 1 and 3, §§ 13, 14, 15, 30 StAG, Art. 116 Abs. 2 GG, § 21 HAuslG, Art. 2 StaatenlMindÜbkAG.
    """
    if facts.german_parent_at_birth:
        return GERMAN_ALREADY
    if facts.own_birth_in_germany is not None and _is_german_by_birth(facts):
        return GERMAN_BY_BIRTH
    if facts.persecution_descent:
        return RESTITUTION
    if not facts.lives_in_germany:
        return FORMER_GERMAN if facts.former_german else ABROAD
    if facts.heimatloser_auslaender and _has_claim_of_displaced(facts, on, law):
        return DISPLACED
    if facts.stateless_since_birth_in_germany and _has_claim_of_stateless(facts, on, law):
        return STATELESS
    return ""


def _is_german_by_birth(facts: Facts) -> bool:
    birth = facts.own_birth_in_germany
    if birth is None or not birth.parent_title_unlimited_at_birth:
        return False
    if facts.birth_date < figures.BIRTH_YEARS.lines[0].since:
        return False
    years = figures.BIRTH_YEARS.on(facts.birth_date)
    return add_years(birth.parent_lawful_since, years) <= facts.birth_date


def _has_claim_of_displaced(facts: Facts, on: date, law: Law) -> bool:
    """Fines do no harm, nor prison of a year that was suspended (§ 21 Abs. 1 HAuslG)."""
    limit = figures.DISPLACED_PRISON_YEARS.on(law.day) * DAYS_OF_A_YEAR
    return _has_lived_here(facts, on, law, figures.DISPLACED_YEARS.on(law.day)) and not any(
        sentence.units > limit or not sentence.suspended for sentence in _prison(facts)
    )


def _prison(facts: Facts) -> list[Conviction]:
    """Sentences of German courts that may bar a claim."""
    kinds = {Sentence.PRISON, Sentence.YOUTH_PRISON}
    return [one for one in facts.convictions if one.kind in kinds and not one.erased and not one.foreign]


def _has_claim_of_stateless(facts: Facts, on: date, law: Law) -> bool:
    """The age is that of the day of application; only a sentence of years bars the claim."""
    limit = figures.STATELESS_PRISON_YEARS.on(law.day) * DAYS_OF_A_YEAR
    lodged = facts.application_date or on
    return (
        facts.nationality is Nationality.STATELESS
        and not is_reached(born=facts.birth_date, age=figures.STATELESS_AGE.on(law.day), on=lodged)
        and not any(sentence.units >= limit for sentence in _prison(facts))
        and _has_lived_here(facts, on, law, figures.STATELESS_YEARS.on(law.day))
    )


def _has_lived_here(facts: Facts, on: date, law: Law, years: int) -> bool:
    """Whether the years are complete without credit or discretion; a claim needs that."""
    reasons = ("residence.complete", "residence.incomplete")
    return residence.required(stay(facts, on, law), on, law, years=years, reasons=reasons).is_met
