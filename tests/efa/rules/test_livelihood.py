# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Livelihood: benefits, and each exception with its near misses."""

import pytest

from tests.efa.rules.people import OLD, TODAY, finding, said

BENEFITS = {"benefits_sgb2_12": True, "not_responsible": False, "fulltime_now": False, "fulltime_months_last_24": 0}


def lives(on=TODAY, *, facts=None, **means):
    """What is said of somebody on benefits."""
    return said("livelihood", on, livelihood=BENEFITS | means, **(facts or {}))


def test_without_benefits_everything_is_well_whatever_else():
    assert said("livelihood", livelihood={"benefits_sgb2_12": False, "fulltime_now": False}) == (
        "fulfilled",
        "own",
        None,
    )


def test_benefits_without_an_exception_have_to_end_first():
    assert lives() == ("not_yet", "benefits", None)
    assert lives(OLD) == ("not_yet", "benefits", None)


@pytest.mark.parametrize(("on", "expected"), [(OLD, "exempt"), ("2024-06-27", "not_yet"), (TODAY, "not_yet")])
def test_being_not_responsible_helped_until_the_reform(on, expected):
    assert lives(on, not_responsible=True)[0] == expected


@pytest.mark.parametrize(
    ("lodged", "responsible", "expected"),
    [
        ("2023-08-23", True, ("exempt", "lodged_before", None)),
        ("2023-08-24", True, ("not_yet", "benefits", None)),
        ("2023-08-23", False, ("not_yet", "benefits", None)),
        ("2023-08-23", None, ("open", "unknown", None)),
        (None, True, ("not_yet", "benefits", None)),
    ],
)
def test_the_old_rule_goes_on_for_applications_lodged_in_time(lodged, responsible, expected):
    assert lives(facts={"application_date": lodged}, not_responsible=responsible) == expected


@pytest.mark.parametrize(
    ("now", "months", "on", "expected"),
    [
        (True, 20, TODAY, ("exempt", "fulltime", None)),
        (True, 19, TODAY, ("not_yet", "benefits", None)),
        (False, 24, TODAY, ("not_yet", "benefits", None)),
        (True, 24, OLD, ("not_yet", "benefits", None)),
        (True, 24, "2024-06-27", ("exempt", "fulltime", None)),
    ],
)
def test_fulltime_work_counts_now_and_in_twenty_months(now, months, on, expected):
    assert lives(on, fulltime_now=now, fulltime_months_last_24=months) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("exempt", "partner", None)),
        ({"partner_fulltime_months_last_24": 19}, ("not_yet", "benefits", None)),
        ({"partner_fulltime_now": False}, ("not_yet", "benefits", None)),
        ({"family_with_minor_child": False}, ("not_yet", "benefits", None)),
    ],
)
def test_a_partners_work_counts_in_a_family_with_a_minor_child(changes, expected):
    partner = {"partner_fulltime_now": True, "partner_fulltime_months_last_24": 20, "family_with_minor_child": True}
    assert lives(**(partner | changes)) == expected


@pytest.mark.parametrize(
    ("generation", "entry", "expected"),
    [
        ("guest_worker", "1974-06-30", ("exempt", "generation", None)),
        ("guest_worker", "1974-07-01", ("not_yet", "benefits", None)),
        ("contract_worker", "1990-06-13", ("exempt", "generation", None)),
        ("contract_worker", "1990-06-14", ("not_yet", "benefits", None)),
        ("spouse_of", "1980-01-01", ("exempt", "generation", None)),
        ("spouse_of", "1990-06-13", ("exempt", "generation", None)),
        ("spouse_of", "1990-06-14", ("open", "generation_spouse", None)),
        ("none", "1970-01-01", ("not_yet", "benefits", None)),
        ("guest_worker", None, ("open", "unknown", None)),
    ],
)
def test_the_generation_of_recruited_workers_is_excused(generation, entry, expected):
    facts = {"generation": generation, "generation_entry": entry, "birth_date": "1950-01-01"}
    assert lives(facts=facts, not_responsible=True) == expected
    assert lives(facts=facts, not_responsible=False)[0] == "not_yet"
    assert lives(OLD, facts=facts, not_responsible=False)[0] == "not_yet"


def test_hardship_is_for_the_authority_on_every_day():
    assert lives(hardship_group=True) == ("open", "hardship", None)
    assert lives(OLD, hardship_group=True) == ("open", "hardship", None)
    assert lives(hardship_group=True, fulltime_now=True, fulltime_months_last_24=20)[0] == "exempt"


def test_each_reason_stands_in_its_letter():
    work = {"fulltime_now": True, "fulltime_months_last_24": 20}
    found = finding("livelihood", livelihood=BENEFITS | work)
    assert str(found.provision) == "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. b StAG"
    assert found.facts == (
        "livelihood.benefits_sgb2_12",
        "livelihood.fulltime_now",
        "livelihood.fulltime_months_last_24",
    )
