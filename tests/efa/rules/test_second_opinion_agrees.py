# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules against an independent second evaluation, on ten thousand generated cases.

Every difference must be one that was resolved against the statute; each resolution is noted here with its reason.
"""

from collections import Counter
from datetime import date

from efa.rules.doubt import evaluate_partly
from efa.rules.reading import read
from tests.efa.rules import generated, second_opinion

MET = frozenset({"fulfilled", "exempt", "not_applicable"})
COUNT = 10_000


def _ban_before_the_provision(facts, on):
    """§ 35a StAG may or may not reach what was final before it; the second opinion takes withdrawals in, we say open."""
    day = facts["withdrawal_final_on"]
    return day is not None and day < date(2025, 12, 24) <= on


def _spouse_who_came_late(facts, on):
    """Who followed a recruited worker after the last cut-off: "in temporal connection" has no day, so we say open."""
    return facts["generation"] == "spouse_of" and (facts["generation_entry"] or on) > date(1990, 6, 13)


def _year_of_union_law(facts, on):
    """§ 4a Abs. 6 FreizügG/EU does not say which year: the calendar year is sure for us, any other one open."""
    return len(facts["absences"]) > 1 and (facts["nationality"] == "eu_eea" or facts["title"] == "FZ_EU")


def _service_of_no_known_end(facts, on):
    """Without the day of discharge the return may have been in time: for us that is not known."""
    return any(absence["kind"] == "military" and not absence.get("discharge") for absence in facts["absences"])


RESOLVED = (_ban_before_the_provision, _spouse_who_came_late, _year_of_union_law, _service_of_no_known_end)


def test_both_opinions_agree_or_differ_for_a_resolved_reason(capsys):
    differences, total = Counter(), 0
    for facts, on in generated.cases(COUNT, seed=20_261_123):
        total += 1
        known = read(facts | {"guardianship_reservation": False, "absence_months": 0}, on)
        ours = evaluate_partly(known.facts, known.unknown, on)
        other = second_opinion.evaluate(facts, on)
        if _alike(ours, other):
            continue
        reasons = [resolution.__name__ for resolution in RESOLVED if resolution(facts, on)]
        assert reasons, f"{on}: {facts}\n{ours}\n{other}"
        differences[reasons[0]] += 1
    with capsys.disabled():
        print(f"\n{total} cases, {total - differences.total()} alike; resolved differences: {dict(differences)}")
    assert total == COUNT
    assert differences.total() < COUNT // 50


def _alike(ours, other):
    same = (ours.overall, ours.route, ours.earliest, ours.with_credit) == (
        other.overall,
        other.route,
        other.earliest_date,
        other.earliest_date_with_credit,
    )
    return same and all(
        found.value == other.per_requirement[name] or {found.value.value, other.per_requirement[name]} <= MET
        for name, found in ours.findings.items()
    )
