# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Suggestions under the search field."""

import pytest


def test_places_begin_with_what_was_typed(visit):
    answer = visit("localhost").get("/api/v1/places", {"q": "halb"})
    row = {"key": "150850135135", "name": "Halberstadt", "district": "Landkreis Harz", "postcode": ""}
    assert answer.json() == {"places": [row]}
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize("typed", ["", "\x00", "\u202e", "x" * 500, "zzzz", "<script>"])
def test_what_is_no_name_gives_nothing(visit, typed):
    answer = visit("localhost").get("/api/v1/places", {"q": typed})
    assert (answer.status_code, answer.json()) == (200, {"places": []})


def test_no_more_than_eight(visit):
    assert len(visit("localhost").get("/api/v1/places", {"q": "a"}).json()["places"]) == 8


def test_it_is_only_read(visit):
    assert visit("localhost").post("/api/v1/places").status_code in {403, 405}


def test_a_postcode_is_given_back_with_its_places(visit):
    places = visit("localhost").get("/api/v1/places", {"q": "39646"}).json()["places"]
    assert [(place["postcode"], place["name"]) for place in places] == [
        ("39646", "Gardelegen"),
        ("39646", "Oebisfelde-Weferlingen"),
    ]
