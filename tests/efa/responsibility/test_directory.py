# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The look-up, on a small made-up Land; no database."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efa.responsibility.directory import (
    AskBack,
    Conflict,
    Directory,
    Elsewhere,
    Found,
    Nobody,
    NotFound,
    Suggest,
)

AREAS = [
    ("15", "Musterland"), ("11", "Berlin"), ("12", "Brandenburg"),
    ("15003", "Landeshauptstadt Musterstadt"), ("150030000000", "Musterstadt"),
    ("15081", "Landkreis Nord"), ("150810000001", "Gardelegen"), ("150810000002", "Köthen (Nord)"),
    ("15083", "Landkreis Süd"), ("150830000001", "Oebisfelde-Weferlingen"), ("150830000002", "Neustadt"),
    ("150810000003", "Neustadt"), ("15090", "Landkreis Ost"), ("15091", "Landkreis Streit"),
]  # fmt: skip
POSTCODES = [
    ("39104", "15003", ""), ("39646", "150810000001", ""), ("39646", "150830000001", ""),
    ("39000", "150810000001", ""), ("39000", "150810000002", ""), ("10115", "11", ""), ("39999", "15090", ""),
    ("14715", "15083", ""), ("14715", "12", "Milower Land"), ("06120", "15003", ""),
    ("06120", "150810000002", "Lieskau (Köthen)"), ("39888", "15091", ""), ("22113", "11", ""), ("22113", "12", ""),
]  # fmt: skip
ASSIGNMENTS = [("15003", "15003"), ("15081", "15081"), ("15083", "15083"), ("15091", "a"), ("15091", "b")]


@pytest.fixture(scope="module")
def directory():
    return Directory(areas=AREAS, postcodes=POSTCODES, assignments=ASSIGNMENTS)


@pytest.mark.parametrize(
    ("typed", "authority"),
    [
        ("39104", "15003"), (" 39104 ", "15003"), ("D-39104", "15003"), ("D 39104", "15003"), ("39 104", "15003"), ("39104 Musterstadt", "15003"),
        ("39000", "15081"), ("Musterstadt", "15003"), ("musterstadt", "15003"), ("Landkreis Nord", "15081"),
        ("Nord", "15081"), ("39646 Gardelegen", "15081"), ("39646, Oebisfelde-Weferlingen", "15083"),
        ("Köthen", "15081"), ("Koethen", "15081"), ("KOTHEN", "15081"), ("Köthen (Nord)", "15081"),
        (unicodedata.normalize("NFD", "Köthen"), "15081"), ("06120 Lieskau", "15081"),
    ],
)  # fmt: skip
def test_what_is_clear_names_one_authority(directory, typed, authority):
    outcome = directory.find(typed)
    assert isinstance(outcome, Found)
    assert outcome.authority == authority


def test_a_postcode_in_two_districts_becomes_a_question(directory):
    outcome = directory.find("39646")
    assert isinstance(outcome, AskBack)
    assert [(place.name, place.authority) for place in outcome.choices] == [
        ("Gardelegen", "15081"), ("Oebisfelde-Weferlingen", "15083"),
    ]  # fmt: skip


def test_the_answer_to_the_question_decides(directory):
    assert directory.find("39646", place_key="150830000001").authority == "15083"


@pytest.mark.parametrize("forged", ["15003", "150030000000", "99999", "' OR 1=1", "12"])
def test_an_answer_that_was_not_offered_is_asked_again(directory, forged):
    assert isinstance(directory.find("39646", place_key=forged), AskBack)


def test_places_of_a_part_have_the_name_people_use(directory):
    assert [place.name for place in directory.find("06120").choices] == [
        "Landeshauptstadt Musterstadt", "Lieskau (Köthen)",
    ]  # fmt: skip


def test_a_postcode_across_the_border_of_the_land_asks_too(directory):
    assert [place.name for place in directory.find("14715").choices] == ["Landkreis Süd", "Milower Land"]
    assert directory.find("14715", place_key="12") == Elsewhere("14715", ("Brandenburg",))
    assert directory.find("14715", place_key="15083").authority == "15083"


def test_other_laender_are_named(directory):
    assert directory.find("10115") == Elsewhere("10115", ("Berlin",))
    assert directory.find("22113") == Elsewhere("22113", ("Berlin", "Brandenburg"))


def test_nobody_and_two_at_once_are_said_and_not_guessed(directory):
    assert isinstance(directory.find("39999"), Nobody)
    conflict = directory.find("39888")
    assert isinstance(conflict, Conflict)
    assert conflict.authorities == ("a", "b")


def test_one_name_of_two_places_becomes_a_choice(directory):
    outcome = directory.find("Neustadt")
    assert isinstance(outcome, Suggest)
    assert [place.district for place in outcome.choices] == ["Landkreis Nord", "Landkreis Süd"]
    assert directory.find("Neustadt", place_key="150830000002").authority == "15083"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Gardel", "Gardelegen"), ("Gardelgen", "Gardelegen"), ("weferl", "Oebisfelde-Weferlingen")],
)
def test_beginnings_and_slips_become_suggestions(directory, typed, meant):
    outcome = directory.find(typed)
    assert isinstance(outcome, Suggest)
    assert meant in [place.name for place in outcome.choices]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"), ("   ", "empty"), ("x" * 81, "too_long"), ("391\u202e04", "hidden"), ("39104\x00", "hidden"),
        ("3910", "postcode_form"), ("391044", "postcode_form"), ("3910a", "postcode_form"), ("39l04", "postcode_form"),
        ("00000", "postcode_unknown"), ("٣٩١٠٤", "postcode_form"), ("Qqqqqqq", "place_unknown"), ("???", "place_unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_why(directory, typed, reason):
    assert directory.find(typed) == NotFound(reason)


@given(typed=st.text(max_size=100), chosen=st.text(max_size=12))
def test_nothing_that_is_typed_raises(typed, chosen):
    directory = Directory(areas=AREAS, postcodes=POSTCODES, assignments=ASSIGNMENTS)
    assert directory.find(typed, place_key=chosen) is not None
    assert len(directory.suggest(typed)) <= 8


@pytest.mark.parametrize("typed", ["Gardel", "Gardelgen", "weferl", "Neustadt", "39646", "14715", "06120"])
def test_every_choice_that_is_offered_leads_on(directory, typed):
    choices = directory.find(typed).choices
    assert len(choices) >= 1
    for place in choices:
        assert isinstance(directory.find(typed, place_key=place.key), Found | Elsewhere), place


@pytest.mark.parametrize("typed", ["Lutherstadt Köthen", "Hansestadt Gardelegen", "Stadt Musterstadt"])
def test_titles_before_a_name_do_not_matter(directory, typed):
    assert isinstance(directory.find(typed), Found)


@pytest.mark.parametrize("typed", ["Lieskau", "Lieskau (Köthen)"])
def test_a_part_is_found_by_its_name(directory, typed):
    assert directory.find(typed).authority == "15081"


def test_suggestions_begin_with_what_was_typed(directory):
    assert [place.name for place in directory.suggest("gar")] == ["Gardelegen"]
    assert [place.name for place in directory.suggest("39646")] == ["Gardelegen", "Oebisfelde-Weferlingen"]
    assert directory.suggest("391") == ()


def test_the_longest_assigned_key_wins():
    directory = Directory(areas=AREAS, postcodes=POSTCODES, assignments=[*ASSIGNMENTS, ("150810000002", "delegated")])
    assert directory.find("Köthen").authority == "delegated"
    assert directory.find("Gardelegen").authority == "15081"
    assert isinstance(directory.find("39000"), AskBack)
