# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generated cases are valid: a difference between two evaluations is about the law and never about bad input."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.efa.rules import generated
from tests.efa.rules.generated_facts import DEFAULTS

CASES = list(generated.cases(3_000, seed=11))


def days(value: Any) -> Iterator[date]:
    """Yield every day that stands anywhere in facts."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from days(part)
    elif isinstance(value, list):
        for part in value:
            yield from days(part)


def test_no_case_knows_a_day_after_its_reference_date():
    assert [(facts, on) for facts, on in CASES if max(days(facts)) > on] == []


def test_every_case_has_the_keys_of_the_defaults():
    for facts, _ in CASES:
        assert facts.keys() == DEFAULTS.keys()
        for key, whole in DEFAULTS.items():
            if isinstance(whole, dict):
                assert facts[key].keys() == whole.keys()


@pytest.mark.parametrize("key", ["residence_periods", "absences"])
def test_periods_have_a_length_and_do_not_overlap(key):
    for facts, _ in CASES:
        assert all(each["to"] is None or each["from"] <= each["to"] for each in facts[key])
        assert all(before["to"] < after["from"] for before, after in pairwise(facts[key]))


def test_only_the_last_period_is_open_and_none_begins_before_birth():
    for facts, _ in CASES:
        assert all(each["to"] for each in facts["residence_periods"][:-1])
        assert facts["residence_periods"][0]["from"] >= facts["birth_date"]


def test_absences_lie_inside_one_stay_and_a_discharge_inside_the_absence():
    for facts, on in CASES:
        for absence in facts["absences"]:
            assert any(
                each["from"] <= absence["from"] and absence["to"] <= (each["to"] or on)
                for each in facts["residence_periods"]
            )
            discharge = absence.get("discharge")
            assert discharge is None or absence["from"] <= discharge <= absence["to"]


def test_a_combined_sentence_is_lower_than_the_sum_and_higher_than_each():
    combined = [(facts["combined_sentence"], facts["convictions"]) for facts, _ in CASES if facts["combined_sentence"]]
    assert combined
    for total, convictions in combined:
        units = [each["units"] for each in convictions]
        assert max(units) < total < sum(units)
