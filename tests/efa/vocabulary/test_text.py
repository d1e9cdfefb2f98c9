# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type: names in many ways, and characters nobody sees."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efa.vocabulary.text import hidden_characters, search_keys


@pytest.mark.parametrize(
    "typed", ["Köthen", "KÖTHEN", "Koethen", "koethen", "Kothen", unicodedata.normalize("NFD", "Köthen")]
)
def test_a_name_with_an_umlaut_is_found_however_it_is_typed(typed):
    assert set(search_keys(typed)) & set(search_keys("Köthen"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dessau rosslau", "Dessau-Roßlau"),
        ("DESSAU-ROSSLAU", "Dessau-Roßlau"),
        ("Halle/Saale", "Halle (Saale)"),
    ],
)
def test_hyphens_brackets_and_sharp_s_do_not_matter(typed, meant):
    assert set(search_keys(typed)) & set(search_keys(meant))


@given(st.text(max_size=60))
def test_keys_of_keys_are_the_same(text):
    for key in search_keys(text):
        assert key in search_keys(key)


@pytest.mark.parametrize(
    "mark",
    ["\u202e", "\u2066", "\u200f", "\x00", "\x07", "\ud800", "\ue000", "\u200b", "\u00ad", "\u2028", "\U000e0041"],
)
def test_hidden_characters_are_found(mark):
    assert hidden_characters(f"39{mark}104")


def test_names_of_people_and_places_hide_nothing():
    assert not hidden_characters("Ōḳḩ Ğüneş, Łódź; Ñandú – Ḥalab (Saale)/Harz")
