# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not known makes open what it can change, and nothing else."""

import pytest

from efa.rules import doubt, evaluation
from efa.rules.domains import values
from efa.rules.doubt import READS, fillings, put
from efa.rules.facts import Facts
from efa.rules.findings import law_of
from efa.rules.requirements.livelihood import livelihood
from efa.rules.requirements.stay import stay
from efa.rules.special import route
from tests.efa.rules import generated
from tests.efa.rules.people import TODAY, facts, finding, judged, person, since


def _leaves(given, path=()):
    for key, value in given.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key)


LEAVES = list(_leaves(facts()))


@pytest.mark.parametrize("path", LEAVES, ids=[".".join(path) for path in LEAVES])
def test_i_do_not_know_is_an_answer_to_every_question(path):
    given = facts()
    changes = {"residence_periods": since("2005-01-01")}
    changes |= {path[0]: "unknown"} if len(path) == 1 else {path[0]: {path[1]: "unknown"}}
    for on in ("2021-08-20", "2024-06-26", "2025-10-29", TODAY):
        result = judged(on, **changes)
        assert result.overall in {"likely_fulfilled", "open", "other_route"}
        for found in result.findings.values():
            assert found.is_met or found.value == "open"
            if found.reason.endswith(".unknown"):
                assert ".".join(path) in found.facts
    assert path[0] in given


def test_who_knows_nothing_gets_an_answer():
    everything = {
        key: dict.fromkeys(value, "unknown") if isinstance(value, dict) else "unknown" for key, value in facts().items()
    }
    result = judged(**everything)
    assert result.overall == "open"
    assert {name for name, found in result.findings.items() if found.value != "open"} == {"nationality", "marriage"}
    assert result.doubts


@pytest.mark.parametrize(
    ("changes", "requirement", "value"),
    [
        ({"birth_date": "unknown"}, "capacity", "open"),
        ({"identity_clarified": "unknown"}, "identity", "open"),
        ({"title": "unknown"}, "title", "open"),
        ({"title": "unknown", "nationality": "eu_eea"}, "title", "open"),
        ({"livelihood": {"benefits_sgb2_12": "unknown", "fulltime_months_last_24": 0}}, "livelihood", "open"),
        # Fulltime work excuses whatever the answer.
        ({"livelihood": {"benefits_sgb2_12": "unknown"}}, "livelihood", "fulfilled"),
        ({"language": {"level": "unknown"}}, "language", "open"),
        ({"language": {"level": "unknown", "german_school_or_training": True}}, "language", "fulfilled"),
        ({"language": {"illness_or_age": "unknown"}}, "language", "fulfilled"),
        ({"civics": {"test_points": "unknown"}}, "civics", "open"),
        ({"civics": {"test_points": 3, "german_school": "unknown"}}, "civics", "open"),
        ({"convictions": "unknown"}, "convictions", "open"),
        ({"convictions": [{"kind": "fine", "units": "unknown"}]}, "convictions", "open"),
        ({"convictions": [{"kind": "fine", "units": 200}, {"kind": "fine", "units": "unknown"}]}, "convictions", "obstacle"),
        ({"convictions": [{"kind": "unknown", "units": 30}]}, "convictions", "open"),
        ({"combined_sentence": "unknown", "convictions": [{"kind": "fine", "units": 90}]}, "convictions", "fulfilled"),
        ({"combined_sentence": "unknown", "convictions": [{"kind": "fine", "units": 91}]}, "convictions", "open"),
        ({"proceedings_pending": "unknown"}, "convictions", "open"),
        ({"declarations": {"fdgo": "unknown"}}, "declarations", "open"),
        ({"declarations": {"fdgo": "unknown", "history": "no"}}, "declarations", "obstacle"),
        ({"declarations": {"extremist": "unknown"}}, "exclusion", "open"),
        ({"multiple_spouses": "unknown"}, "exclusion", "open"),
        ({"withdrawal_final_on": "unknown"}, "ban", "open"),
        ({"residence_periods": "unknown"}, "residence", "open"),
        ({"residence_periods": [{"from": "unknown", "to": None, "status": "permit"}]}, "residence", "open"),
        ({"residence_periods": since("2016-01-01", status="unknown")}, "residence", "open"),
        ({"absences": "unknown"}, "residence", "open"),
        ({"absence_months": "unknown"}, "residence", "open"),
        ({"protection_granted": "unknown"}, "residence", "fulfilled"),
        ({"protection_granted": "unknown", "residence_periods": since("2016-01-01", status="gestattung")}, "residence", "open"),
    ],
)  # fmt: skip
def test_a_requirement_is_open_if_what_is_not_known_can_change_it(changes, requirement, value):
    assert finding(requirement, **changes).value == value


def test_days_that_differ_are_not_shown():
    result = judged(birth_date="2012-01-01", residence_periods=since("2024-01-01"), absence_months="unknown")
    assert result.findings["residence"].value == "not_yet"
    assert result.findings["residence"].earliest is None


@pytest.mark.parametrize(
    ("changes", "overall", "route_shown", "doubts"),
    [
        ({"persecution_descent": "unknown"}, "open", "§ 10 Abs. 1", ("Art. 116 Abs. 2 GG / § 15",)),
        ({"persecution_descent": "unknown", "civics": {"test_points": 3}}, "not_yet", "§ 10 Abs. 1", ("Art. 116 Abs. 2 GG / § 15",)),
        ({"lives_in_germany": False, "former_german": "unknown"}, "other_route", "§ 14", ("§ 13", "§ 14")),
        ({"lives_in_germany": "unknown", "german_parent_at_birth": True}, "other_route", "§ 30", ()),
    ],
)  # fmt: skip
def test_another_procedure_that_may_come_first_is_named(changes, overall, route_shown, doubts):
    result = judged(**changes)
    assert (result.overall, result.route, result.doubts) == (overall, route_shown, doubts)


def test_a_route_that_may_be_open_is_open():
    result = judged(residence_periods=since("2023-01-01"), marriage={"german_spouse": "unknown", "since": "2020-01-01"})
    assert (result.overall, result.route, result.findings["residence"].reason) == ("open", "§ 9", "residence.unknown")


def test_too_much_that_is_not_known_is_open_and_not_tried(monkeypatch):
    monkeypatch.setattr(doubt, "MOST", 1)
    result = judged(convictions="unknown", marriage={"german_spouse": "unknown"}, persecution_descent="unknown")
    assert result.findings["convictions"].value == "open"
    assert result.doubts
    changes = {"residence_periods": since("2023-01-01"), "marriage": {"german_spouse": "unknown"}}
    result = judged(**changes)
    assert (result.route, result.findings["residence"].value, result.findings["marriage"].value) == (
        "§ 9",
        "open",
        "open",
    )


class Watched:
    """Facts that note which of them are looked at."""

    def __init__(self, known, seen):
        object.__setattr__(self, "_known", known)
        object.__setattr__(self, "_seen", seen)

    def __getattr__(self, name):
        self._seen.add(name)
        return getattr(self._known, name)


def test_the_facts_a_rule_reads_are_those_that_are_declared():
    for given, on in generated.cases(500, seed=9):
        known = person(on.isoformat(), **given).facts
        law = law_of(on)
        means = livelihood(known, on, law)
        for judge in (*evaluation.COMMON, livelihood):
            seen = set()
            judge(Watched(known, seen), on, law)
            assert seen <= READS[judge.__name__], judge.__name__
        for name, judge in evaluation.ROUTES.items():
            seen = set()
            watched = Watched(known, seen)
            judge(watched, stay(watched, on, law), means, on, law)
            assert seen <= READS[name], name
        seen = set()
        route(Watched(known, seen), on, law)
        assert seen <= READS["special"]


def test_values_stand_for_every_fact():
    from datetime import date

    on = date(2026, 11, 23)
    for path in LEAVES:
        assert len(values(path, on)) > 1, path
    filled = list(fillings(Facts(date(1990, 1, 1)), [("multiple_spouses",), ("identity_clarified",)], on))
    assert len(set(filled)) == 6
    assert put(Facts(date(1990, 1, 1)), ("language", "level"), "B1").language.level == "B1"
