# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Declarations, grounds of exclusion, and the ban after a deception."""

from datetime import date

from efa.rules import figures
from efa.rules.days import add_years
from efa.rules.facts import Extremism, Facts, YesNo
from efa.rules.findings import Finding, Law, Value, worst
from efa.rules.requirements.person import is_guarded, is_of_age


def declarations(facts: Facts, on: date, law: Law) -> Finding:
    """Judge the commitment to the free democratic basic order, and since the reform to the historical responsibility.

    Source: § 10 Abs. 1 Satz 1 Nr. 1, 1a and Satz 2 StAG; that Nr. 1a is not asked of who cannot act is practice.
    """
    if not is_of_age(facts, on, law):
        return law.finding(Value.EXEMPT, "declarations.child")
    if is_guarded(facts, on, law):
        return law.finding(Value.EXEMPT, "declarations.guardianship")
    said = facts.declarations
    if said.fdgo is YesNo.NO:
        return law.finding(Value.OBSTACLE, "declarations.fdgo_refused")
    if said.history is YesNo.NO and figures.HISTORY.on(law.day):
        return law.finding(Value.OBSTACLE, "declarations.history_refused")
    if said.extremist is Extremism.CURRENT:
        return law.finding(Value.OBSTACLE, "declarations.extremism")
    if said.extremist is Extremism.PAST_DISTANCED:
        return law.finding(Value.OPEN, "declarations.distanced")
    return law.finding(Value.FULFILLED, "declarations.given")


def exclusion(facts: Facts, on: date, law: Law) -> Finding:
    """Judge extremism and several spouses.

    Whether somebody really turned away is asked once, with the declarations; here only of who makes none.

    Source: § 11 Satz 1 Nr. 1 and 3 StAG; until the reform several spouses stood in § 10 Abs. 1 Satz 1 StAG.
    """
    if facts.declarations.extremist is Extremism.CURRENT:
        return law.finding(Value.OBSTACLE, "exclusion.extremism")
    if facts.multiple_spouses:
        return law.finding(Value.OBSTACLE, "exclusion.spouses")
    if facts.declarations.extremist is Extremism.PAST_DISTANCED and declarations(facts, on, law).value is Value.EXEMPT:
        return law.finding(Value.OPEN, "exclusion.distanced")
    return law.finding(Value.FULFILLED, "exclusion.none")


def ban(facts: Facts, on: date, law: Law) -> Finding:
    """Judge the ten years after a withdrawal became final, or a deception was found.

    Whether findings from before the provision count is open.

    Source: § 35a Satz 1 StAG.
    """
    years = figures.BAN_YEARS.on(law.day)
    if years is None:
        return law.finding(Value.NOT_APPLICABLE, "ban.not_in_force")
    if facts.withdrawal_final_on is None and facts.deception_finding_on is None:
        return law.finding(Value.FULFILLED, "ban.none")
    return worst(
        *(
            _single(reason, day, on, years, law)
            for reason, day in (
                ("ban.withdrawal", facts.withdrawal_final_on),
                ("ban.deception", facts.deception_finding_on),
            )
            if day is not None
        ),
    )


def _single(reason: str, day: date, on: date, years: int, law: Law) -> Finding:
    end = add_years(day, years)
    if end <= on:
        return law.finding(Value.FULFILLED, "ban.over")
    if day < figures.BAN_CERTAIN_SINCE.on(law.day):
        return law.finding(Value.OPEN, "ban.before")
    return law.finding(Value.NOT_YET, reason, end)
