# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second opinion itself: it must agree with every shared case before it may judge the product."""

from collections import Counter
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.efa.rules import generated
from tests.efa.rules.generated_facts import DEFAULTS
from tests.efa.rules.second_opinion import Opinion, evaluate

FILE = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
MET = {"fulfilled", "exempt", "not_applicable"}


def merged(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts with what the defaults say of the rest, by the file's own rule."""
    whole = deepcopy(FILE["defaults"])
    for key, value in facts.items():
        whole[key] = {**whole[key], **value} if key in FILE["meta"]["deep_merge"] else value
    return whole


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["id"])
def test_the_second_opinion_agrees_with(case):
    opinion, expected = evaluate(merged(case["facts"]), case["reference_date"]), case["expected"]
    named = expected["per_requirement"]
    assert (opinion.overall, opinion.route) == (expected["overall"], expected["route"])
    assert {name: opinion.per_requirement.get(name) for name in named} == named
    assert {value for name, value in opinion.per_requirement.items() if name not in named} <= MET
    assert opinion.earliest_date == expected.get("earliest_date")
    if "earliest_date_with_credit" in expected:
        assert opinion.earliest_date_with_credit == expected["earliest_date_with_credit"]


def test_the_restated_defaults_are_those_of_the_file():
    assert FILE["defaults"] == DEFAULTS


LONG_HERE = {"residence_periods": [{"from": date(2010, 1, 1), "to": None, "status": "permit"}]}


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        ({"title": "unknown"}, "2026-11-23", ("open", {"title": "open"})),
        ({"livelihood": {"fulltime_now": "unknown"}}, "2026-11-23", ("likely_fulfilled", {"livelihood": "fulfilled"})),
        (
            {"livelihood": {"benefits_sgb2_12": True, "fulltime_now": "unknown"}},
            "2026-11-23",
            ("open", {"livelihood": "open"}),
        ),
        (LONG_HERE | {"renounce_ready": "unknown"}, "2024-06-26", ("open", {"nationality": "open"})),
        ({"renounce_ready": "unknown"}, "2024-06-27", ("likely_fulfilled", {"nationality": "not_applicable"})),
    ],
)
def test_an_unknown_answer_is_open_where_it_decides(facts, on, expected):
    opinion = evaluate(merged(facts), date.fromisoformat(on))
    overall, named = expected
    assert opinion.overall == overall
    assert {name: opinion.per_requirement[name] for name in named} == named


# Whatever the tables can answer on some route; what they cannot is missing on purpose.
REACHABLE = {
    "capacity": {"fulfilled", "not_yet"},
    "identity": {"fulfilled", "open", "not_yet"},
    "residence": {"fulfilled", "open", "not_yet"},
    "title": {"fulfilled", "not_yet"},
    "livelihood": {"fulfilled", "exempt", "open", "not_yet"},
    "nationality": {"fulfilled", "exempt", "not_applicable", "obstacle"},
    "convictions": {"fulfilled", "open", "not_yet", "obstacle"},
    "language": {"fulfilled", "open", "not_yet"},
    "civics": {"fulfilled", "exempt", "open", "not_yet"},
    "declarations": {"fulfilled", "exempt", "open", "obstacle"},
    "exclusion": {"fulfilled", "open", "obstacle"},
    "ban": {"fulfilled", "not_applicable", "open", "not_yet"},
    "marriage": {"fulfilled", "not_applicable", "open", "not_yet"},
}
ROUTES = {
    "§ 10 Abs. 1",
    "§ 9",
    "§ 10 Abs. 2",
    "§ 10 Abs. 3",
    "§ 10 Abs. 3 a.F. (7)",
    "§ 10 Abs. 3 a.F. (6)",
    "§ 14",
    "§ 13",
    "Art. 116 Abs. 2 GG / § 15",
    "§ 30",
    "§ 21 HAuslG",
    "Art. 2 StaatenlMindÜbkAG",
    "§ 4 Abs. 3",
}


def test_ten_thousand_generated_cases_reach_every_outcome_every_route_and_every_value_of_a_requirement():
    opinions: list[Opinion] = [evaluate(facts, on) for facts, on in generated.cases(10_000, seed=4)]
    overall = Counter(opinion.overall for opinion in opinions)
    routes = Counter(opinion.route for opinion in opinions)
    values = Counter(pair for opinion in opinions for pair in opinion.per_requirement.items())
    days = Counter(
        (opinion.earliest_date is not None, opinion.earliest_date_with_credit is not None) for opinion in opinions
    )
    print(overall, routes, *sorted(values.items()), days, sep="\n")
    assert set(overall) == set(FILE["meta"]["overall_values"])
    assert set(routes) == ROUTES
    assert set(values) == {(name, value) for name, found in REACHABLE.items() for value in found}
    assert days[True, True] > 0


def test_the_same_seed_makes_the_same_cases():
    assert list(generated.cases(50, seed=7)) == list(generated.cases(50, seed=7))
