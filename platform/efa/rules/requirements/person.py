# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who applies: capacity to act, and identity."""

from datetime import date

from efa.rules import figures
from efa.rules.days import add_years, is_reached
from efa.rules.facts import Facts, Identity
from efa.rules.findings import Finding, Law, Value

_IDENTITY = {
    Identity.YES: (Value.FULFILLED, "identity.clarified"),
    Identity.UNCLEAR: (Value.OPEN, "identity.unclear"),
    Identity.NO: (Value.NOT_YET, "identity.not_clarified"),
}


def is_of_age(facts: Facts, on: date, law: Law) -> bool:
    """Whether the person acts alone by age (§ 34 Satz 1 StAG)."""
    return is_reached(born=facts.birth_date, age=figures.CAPACITY_AGE.on(law.day), on=on)


def is_guarded(facts: Facts, on: date, law: Law) -> bool:
    """Whether an adult needs a guardian's consent; an adult who is represented can only be in that case.

    Source: § 1825 BGB, § 34 Satz 1 StAG.
    """
    return facts.guardianship_reservation or (
        facts.legally_represented and is_reached(born=facts.birth_date, age=figures.MAJORITY_AGE.on(law.day), on=on)
    )


def capacity(facts: Facts, on: date, law: Law) -> Finding:
    """Judge whether the person can act, or somebody acts for it.

    Source: § 10 Abs. 1 Satz 1 with § 34 Satz 1 StAG, until 26 June 2024 § 37 Abs. 1 Satz 1 StAG; § 1825 BGB.
    """
    if facts.legally_represented and (is_guarded(facts, on, law) or not is_of_age(facts, on, law)):
        return law.finding(Value.FULFILLED, "capacity.represented")
    if facts.guardianship_reservation:
        return law.finding(Value.NOT_YET, "capacity.guardianship")
    if is_of_age(facts, on, law):
        return law.finding(Value.FULFILLED, "capacity.of_age")
    birthday = add_years(facts.birth_date, figures.CAPACITY_AGE.on(law.day))
    return law.finding(Value.NOT_YET, "capacity.too_young", birthday)


def identity(facts: Facts, on: date, law: Law) -> Finding:
    """Judge whether identity and nationality are clarified; other ways than a passport are for the authority to weigh.

    Source: § 10 Abs. 1 Satz 1 StAG.
    """
    return law.finding(*_IDENTITY[facts.identity_clarified])
