# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving up the old nationality, until the reform."""

from datetime import date

from efa.rules import figures
from efa.rules.facts import Facts, Nationality
from efa.rules.findings import Finding, Law, Value


def nationality(facts: Facts, on: date, law: Law) -> Finding:
    """Judge whether the old nationality is given up, or need not be. Not asked any more since the reform.

    Source: § 10 Abs. 1 Satz 1 Nr. 4, § 12 StAG a.F.
    """
    if not figures.RENUNCIATION.on(law.day):
        return law.finding(Value.NOT_APPLICABLE, "nationality.not_asked")
    if facts.nationality in {Nationality.EU_EEA, Nationality.SWISS}:
        return law.finding(Value.EXEMPT, "nationality.union")
    if facts.refugee_travel_document:
        return law.finding(Value.EXEMPT, "nationality.refugee")
    if facts.nationality is Nationality.STATELESS:
        return law.finding(Value.FULFILLED, "nationality.stateless")
    if facts.renounce_ready:
        return law.finding(Value.FULFILLED, "nationality.ready")
    return law.finding(Value.OBSTACLE, "nationality.refused")
