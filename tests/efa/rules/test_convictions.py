# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences: kinds, sums, combined, foreign, erased, and pending proceedings."""

import pytest

from tests.efa.rules.people import said


def fine(units, **more):
    return {"kind": "fine", "units": units} | more


def prison(units, *, suspended=True, remitted=True, **more):
    return {"kind": "prison", "units": units, "suspended": suspended, "remitted": remitted} | more


OVER, SLIGHT, FOREIGN = ("obstacle", "over"), ("open", "slightly_over"), ("open", "foreign")
WITHIN = ("fulfilled", "within_limits")


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([], ("fulfilled", "none")),
        ([fine(90)], WITHIN),
        ([fine(91)], SLIGHT),
        ([fine(119)], SLIGHT),
        ([fine(120)], OVER),
        ([fine(45), fine(45)], WITHIN),
        ([fine(45), fine(46)], SLIGHT),
        ([fine(60), fine(60)], OVER),
        ([prison(90)], WITHIN),
        ([prison(91)], SLIGHT),
        ([prison(120)], OVER),
        ([fine(30), prison(60)], WITHIN),
        ([fine(31), prison(60)], SLIGHT),
        ([prison(90, remitted=False)], ("not_yet", "probation")),
        ([prison(119, remitted=False)], ("not_yet", "probation")),
        ([prison(120, remitted=False)], OVER),
        ([prison(1, suspended=False, remitted=False)], ("obstacle", "not_suspended")),
        ([prison(1, suspended=False, remitted=True)], ("obstacle", "not_suspended")),
        ([{"kind": "youth_prison", "units": 180, "suspended": True, "remitted": True}], ("obstacle", "youth_prison")),
        ([{"kind": "youth_measure", "units": 500}], WITHIN),
        ([{"kind": "youth_measure", "units": 500}, fine(90)], WITHIN),
        ([fine(5, hate_motive=True)], ("obstacle", "hate")),
        ([prison(30, hate_motive=True)], ("obstacle", "hate")),
        ([{"kind": "youth_measure", "hate_motive": True}], WITHIN),
        ([fine(500, erased=True)], ("fulfilled", "erased")),
        ([fine(500, erased=True, hate_motive=True)], ("fulfilled", "erased")),
        ([prison(500, suspended=False, erased=True), fine(90)], WITHIN),
        ([fine(90, erased=True), fine(90)], WITHIN),
        ([fine(90, foreign=True)], WITHIN),
        ([fine(91, foreign=True)], FOREIGN),
        ([fine(5000, foreign=True)], FOREIGN),
        ([fine(60, foreign=True), fine(30)], WITHIN),
        ([fine(60, foreign=True), fine(31)], FOREIGN),
        ([fine(60, foreign=True), fine(91)], SLIGHT),
        ([fine(60, foreign=True), fine(120)], OVER),
        ([prison(10, suspended=False, foreign=True)], FOREIGN),
        ([prison(10, remitted=False, foreign=True)], FOREIGN),
        ([fine(10, hate_motive=True, foreign=True)], FOREIGN),
        ([{"kind": "youth_prison", "units": 10, "foreign": True}], FOREIGN),
        ([fine(500, foreign=True, erased=True)], ("fulfilled", "erased")),
        ([fine(100), prison(10, suspended=False)], ("obstacle", "not_suspended")),
    ],
)
def test_sentences_are_judged_by_kind_and_sum(sentences, expected):
    assert said("convictions", convictions=sentences)[:2] == expected
    assert said("convictions", convictions=sentences[::-1])[:2] == expected


@pytest.mark.parametrize(
    ("sum_of", "combined", "expected"),
    [
        ((60, 60), 90, WITHIN),
        ((60, 60), 91, SLIGHT),
        ((60, 70), 120, OVER),
        # It is lower by law; a higher one is none.
        ((45, 45), 120, WITHIN),
    ],
)
def test_a_lower_combined_sentence_stands_for_the_sum(sum_of, combined, expected):
    sentences = [fine(units) for units in sum_of]
    assert said("convictions", convictions=sentences, combined_sentence=combined)[:2] == expected


def test_a_combined_sentence_holds_for_foreign_ones_too():
    sentences = [fine(60, foreign=True), fine(60)]
    assert said("convictions", convictions=sentences, combined_sentence=90)[:2] == WITHIN


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([], ("not_yet", "pending", None)),
        ([fine(100)], ("not_yet", "pending", None)),
        ([fine(120)], ("obstacle", "over", None)),
        ([prison(10, remitted=False)], ("not_yet", "pending", None)),
    ],
)
def test_pending_proceedings_suspend_the_decision(sentences, expected):
    assert said("convictions", convictions=sentences, proceedings_pending=True) == expected
