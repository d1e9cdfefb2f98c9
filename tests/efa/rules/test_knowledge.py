# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Language and civics."""

import pytest

from tests.efa.rules.people import OLD, TODAY, said, since

CHILD = {"birth_date": "2010-11-24", "legally_represented": True, "residence_periods": since("2015-01-01")}
NOTHING = {"level": "none", "oral_everyday": False, "age_appropriate": False}


def speaks(on=TODAY, *, facts=None, **language):
    return said("language", on, language=NOTHING | language, **(facts or {}))


def knows(on=TODAY, *, facts=None, points=None, school=False, **language):
    civics = {"test_points": points, "german_school": school}
    return said("civics", on, civics=civics, language=NOTHING | language, **(facts or {}))


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("none", "not_yet"),
        ("A1", "not_yet"),
        ("A2", "not_yet"),
        ("B1", "fulfilled"),
        ("B2", "fulfilled"),
        ("C1", "fulfilled"),
        ("C2", "fulfilled"),
    ],
)
def test_b1_is_asked(level, expected):
    assert speaks(level=level)[0] == expected


def test_school_and_training_show_the_language():
    assert speaks(german_school_or_training=True) == ("fulfilled", "school", None)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ({"age_appropriate": True}, ("fulfilled", "child", None)),
        ({}, ("not_yet", "child_behind", None)),
        ({"level": "B1"}, ("fulfilled", "level", None)),
        ({"illness_or_age": True}, ("open", "illness", None)),
    ],
)
def test_a_child_speaks_as_its_age_does(language, expected):
    assert speaks(facts=CHILD, **language) == expected


def test_from_the_sixteenth_birthday_the_age_helps_no_more():
    assert speaks("2026-11-24", facts=CHILD, age_appropriate=True) == ("not_yet", "missing", None)
    assert knows(facts=CHILD) == ("exempt", "child", None)
    assert knows("2026-11-24", facts=CHILD) == ("not_yet", "missing", None)


@pytest.mark.parametrize(
    ("kind", "entry", "on", "oral", "language", "civics"),
    [
        ("guest_worker", "1974-06-30", TODAY, True, ("fulfilled", "generation"), ("exempt", "generation")),
        ("guest_worker", "1974-07-01", TODAY, True, ("not_yet", "missing"), ("not_yet", "missing")),
        ("guest_worker", "1974-06-30", "2024-06-27", True, ("fulfilled", "generation"), ("exempt", "generation")),
        ("guest_worker", "1974-06-30", OLD, True, ("not_yet", "missing"), ("not_yet", "missing")),
        ("guest_worker", "1974-06-30", TODAY, False, ("not_yet", "missing"), ("exempt", "generation")),
        ("contract_worker", "1990-06-13", TODAY, True, ("fulfilled", "generation"), ("exempt", "generation")),
        ("contract_worker", "1990-06-14", TODAY, True, ("not_yet", "missing"), ("not_yet", "missing")),
        ("spouse_of", "1990-06-13", TODAY, True, ("fulfilled", "generation"), ("exempt", "generation")),
        ("spouse_of", "1990-06-14", TODAY, True, ("open", "generation_spouse"), ("open", "generation_spouse")),
        ("spouse_of", "1990-06-14", TODAY, False, ("not_yet", "missing"), ("open", "generation_spouse")),
        ("none", "1970-01-01", TODAY, True, ("not_yet", "missing"), ("not_yet", "missing")),
    ],
)
def test_recruited_workers_need_everyday_german_and_no_test(kind, entry, on, oral, language, civics):  # noqa: PLR0917 -- a table
    facts = {"generation": kind, "generation_entry": entry, "birth_date": "1950-01-01"}
    assert speaks(on, facts=facts, oral_everyday=oral)[:2] == language
    assert knows(on, facts=facts, oral_everyday=oral)[:2] == civics


@pytest.mark.parametrize(
    ("on", "language", "expected"),
    [
        (TODAY, {"serious_efforts_failed": True, "oral_everyday": True}, "open"),
        (TODAY, {"serious_efforts_failed": True, "oral_everyday": False}, "not_yet"),
        (TODAY, {"serious_efforts_failed": False, "oral_everyday": True}, "not_yet"),
        (OLD, {"serious_efforts_failed": True, "oral_everyday": True}, "not_yet"),
        ("2024-06-27", {"serious_efforts_failed": True, "oral_everyday": True}, "open"),
    ],
)
def test_efforts_that_failed_are_hardship_since_the_reform(on, language, expected):
    assert speaks(on, **language)[0] == expected
    assert knows(on, **language)[0] == expected


def test_efforts_that_failed_free_from_the_test_only_who_lacks_the_language():
    assert knows(serious_efforts_failed=True, oral_everyday=True) == ("open", "oral", None)
    assert knows(serious_efforts_failed=True, oral_everyday=True, level="B1") == ("not_yet", "missing", None)


def test_illness_and_age_are_weighed_for_both_on_every_day():
    for on in (OLD, TODAY):
        assert speaks(on, illness_or_age=True) == ("open", "illness", None)
        assert knows(on, illness_or_age=True, level="B1") == ("open", "illness", None)


@pytest.mark.parametrize(
    ("points", "school", "expected"),
    [
        (17, False, ("fulfilled", "test", None)),
        (16, False, ("not_yet", "missing", None)),
        (33, False, ("fulfilled", "test", None)),
        (0, True, ("fulfilled", "school", None)),
        (None, True, ("fulfilled", "school", None)),
        (None, False, ("not_yet", "missing", None)),
    ],
)
def test_seventeen_points_pass_and_a_german_school_replaces_them(points, school, expected):
    assert knows(points=points, school=school, level="B1") == expected


def test_what_is_passed_comes_before_what_is_excused():
    guest = {"generation": "guest_worker", "generation_entry": "1970-01-01", "birth_date": "1950-01-01"}
    assert knows(facts=guest, points=17) == ("fulfilled", "test", None)
    assert knows(facts=guest, points=3, illness_or_age=True) == ("exempt", "generation", None)
    assert speaks(level="A2", illness_or_age=True, serious_efforts_failed=True, oral_everyday=True)[1] == "illness"
