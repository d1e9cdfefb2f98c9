# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""By what a person lives."""

from datetime import date

from efa.rules import figures
from efa.rules.facts import Facts
from efa.rules.findings import Finding, Law, Value
from efa.rules.requirements.generation import Belongs, belongs


def livelihood(facts: Facts, on: date, law: Law) -> Finding:
    """Judge whether the person lives without benefits of SGB II and XII, or need not.

    Until the reform benefits did no harm to who was not responsible for them; that goes on for applications lodged
    until the cut-off of § 40a StAG, where it is more favourable. Hardship is for the authority (§ 8 Abs. 2 StAG).

    Source: § 10 Abs. 1 Satz 1 Nr. 3, § 40a, § 8 Abs. 2 StAG.
    """
    means = facts.livelihood
    if not means.benefits_sgb2_12:
        return law.finding(Value.FULFILLED, "livelihood.own")
    if means.not_responsible:
        if figures.NOT_RESPONSIBLE_SUFFICES.on(law.day):
            return law.finding(Value.EXEMPT, "livelihood.not_responsible")
        if (facts.application_date or on) <= figures.OLD_LIVELIHOOD_LODGED_UNTIL.on(law.day):
            return law.finding(Value.EXEMPT, "livelihood.lodged_before")
        if belongs(facts, law) is Belongs.YES:
            return law.finding(Value.EXEMPT, "livelihood.generation")
    months = figures.FULLTIME_MONTHS.on(law.day)
    if months is not None:
        if means.fulltime_now and means.fulltime_months_last_24 >= months:
            return law.finding(Value.EXEMPT, "livelihood.fulltime")
        if (
            means.family_with_minor_child
            and means.partner_fulltime_now
            and means.partner_fulltime_months_last_24 >= months
        ):
            return law.finding(Value.EXEMPT, "livelihood.partner")
    if means.not_responsible and belongs(facts, law) is Belongs.WEIGHED:
        return law.finding(Value.OPEN, "livelihood.generation_spouse")
    if means.hardship_group:
        return law.finding(Value.OPEN, "livelihood.hardship")
    return law.finding(Value.NOT_YET, "livelihood.benefits")


def strict(facts: Facts, on: date, law: Law) -> Finding:
    """Judge the livelihood without any exception, as § 10 Abs. 3 Nr. 2 StAG asked by § 8 Abs. 1 Nr. 4 StAG."""
    if facts.livelihood.benefits_sgb2_12:
        return law.finding(Value.NOT_YET, "livelihood.benefits")
    return law.finding(Value.FULFILLED, "livelihood.own")
