# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for all facts: more residence never harms, a date that is shown is right, order does not matter."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from efa.rules.doubt import evaluate_partly
from efa.rules.evaluation import evaluate
from efa.rules.facts import Conviction, Sentence
from efa.rules.findings import Value, law_of
from efa.rules.reading import read
from efa.rules.wrong import WrongFact
from tests.efa.rules import generated

COUNT = 700
RANK = {value: index for index, value in enumerate(Value)}
DAY = timedelta(days=1)


def _people(seed):
    for facts, on in generated.cases(COUNT, seed=seed):
        known = read(facts | {"guardianship_reservation": False, "absence_months": 0}, on)
        yield known, on


def _is_no_worse(new, old):
    return new.is_met or RANK[new.value] <= RANK[old.value]


def test_an_earlier_start_of_residence_never_worsens_it():
    compared = 0
    for known, on in _people(1):
        facts = known.facts
        if not facts.residence_periods:
            continue
        first = min(facts.residence_periods, key=lambda period: period.since)
        for earlier in (1, 30, 400):
            start = max(first.since - earlier * DAY, facts.birth_date)
            moved = replace(
                facts,
                residence_periods=tuple(
                    replace(period, since=start) if period is first else period for period in facts.residence_periods
                ),
            )
            for route, old in _residences(facts, on).items():
                new = _residences(moved, on).get(route)
                if new:
                    compared += 1
                    assert _is_no_worse(new, old), (route, on, facts, new, old)
    assert compared > COUNT


def test_another_conviction_never_improves_convictions():
    added = (
        Conviction(Sentence.FINE, 30),
        Conviction(Sentence.FINE, 200, foreign=True),
        Conviction(Sentence.PRISON, 40, suspended=True),
        Conviction(Sentence.YOUTH_MEASURE),
    )
    compared = 0
    for known, on in _people(2):
        old = _findings(known.facts, on).get("convictions")
        for conviction in added:
            new = _findings(replace(known.facts, convictions=(*known.facts.convictions, conviction)), on)
            if old and new:
                compared += 1
                assert old.is_met or RANK[new["convictions"].value] >= RANK[old.value]
    assert compared > COUNT


def test_a_dated_requirement_is_met_on_its_day_and_not_the_day_before():
    dated = compared = 0
    for known, on in _people(3):
        if known.unknown and known.unknown != (("livelihood", "not_responsible"),):
            continue
        result = evaluate(known.facts, on)
        for name, finding in result.findings.items():
            if finding.value is Value.NOT_YET and finding.earliest:
                dated += 1
                law = law_of(on)
                for day, is_met in ((finding.earliest, True), (finding.earliest - DAY, False)):
                    found = _of_route(known.facts, day, law, result.route).get(name)
                    # The route itself may be gone by then, for a child that came of age.
                    assert found is None or found.is_met == is_met, (on, day, name, known.facts, found)
                    compared += found is not None
    assert dated > COUNT // 10
    assert compared > 2 * dated * 0.9


def test_the_order_of_lists_does_not_matter():
    shuffled = random.Random(7)
    for known, on in _people(4):
        facts = known.facts
        lists = {
            name: tuple(shuffled.sample(getattr(facts, name), len(getattr(facts, name))))
            for name in ("residence_periods", "absences", "convictions")
        }
        assert evaluate(replace(facts, **lists), on) == evaluate(facts, on)


def test_no_known_facts_raise_and_none_are_refused():
    outcomes = {evaluate_partly(known.facts, known.unknown, on).overall for known, on in _people(5)}
    assert len(outcomes) == 4


def _findings(facts, on):
    return evaluate(facts, on).findings


def _residences(facts, on):
    from efa.rules.evaluation import routes

    return {own.route: own.residence for own in routes(facts, on, law_of(on))}


def _of_route(facts, on, law, route):
    """All findings of one route on a day, by a law held fixed."""
    from efa.rules.evaluation import COMMON, routes

    found = {finding.requirement: finding for finding in (judge(facts, on, law) for judge in COMMON)}
    for own in routes(facts, on, law):
        if own.route == route:
            found |= {"residence": own.residence, "marriage": own.marriage, "livelihood": own.livelihood}
    return found


@pytest.mark.parametrize("many", [101, 400])
def test_too_many_periods_are_refused(many):
    from tests.efa.rules.people import TODAY, person

    periods = [{"from": "2016-01-01", "to": "2016-01-02", "status": "permit"}] * many
    with pytest.raises(WrongFact, match=f"residence_periods: expected at most 100 entries, found '{many} entries'"):
        person(TODAY, residence_periods=periods)
