# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A marriage to a German, for the route of § 9 StAG."""

from datetime import date

from efa.rules import figures
from efa.rules.days import add_years
from efa.rules.facts import Facts
from efa.rules.findings import Finding, Law, Value


def is_offered(facts: Facts, on: date, law: Law) -> bool:
    """Whether the route is open: married to a German, or no longer and lodged until a year later with a German child.

    A marriage that ended must have lasted the required years, because nothing can complete them any more.

    Source: § 9 Abs. 1 and 2 StAG.
    """
    tie = facts.marriage
    if tie.german_spouse:
        return True
    if tie.ended_by is None or tie.ended_on is None or tie.since is None or not tie.custody_of_german_child:
        return False
    lodged = facts.application_date or on
    return add_years(tie.since, figures.MARRIAGE_YEARS.on(law.day)) <= tie.ended_on and lodged <= add_years(
        tie.ended_on, figures.AFTER_MARRIAGE_YEARS.on(law.day)
    )


def marriage(facts: Facts, on: date, law: Law) -> Finding:
    """Judge the years of a marriage; whether spouses who live apart are granted § 9 is for the authority.

    Source: § 9 Abs. 1 Satz 1 Nr. 2 and Abs. 2 StAG; the lived marriage is practice.
    """
    tie = facts.marriage
    if not tie.german_spouse:
        return law.finding(Value.FULFILLED, "marriage.ended")
    if tie.since is None:
        return law.finding(Value.OPEN, "marriage.unknown")
    complete = add_years(tie.since, figures.MARRIAGE_YEARS.on(law.day))
    if complete > on:
        return law.finding(Value.NOT_YET, "marriage.too_short", complete if tie.living_together else None)
    if not tie.living_together:
        return law.finding(Value.OPEN, "marriage.apart")
    return law.finding(Value.FULFILLED, "marriage.complete")


def not_asked(law: Law) -> Finding:
    """What the other routes say of a marriage."""
    return law.finding(Value.NOT_APPLICABLE, "marriage.not_asked")
