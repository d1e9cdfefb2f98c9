# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Capacity and identity."""

import pytest

from tests.efa.rules.people import OLD, finding, said

BORN = "2010-11-23"


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        ("2026-11-22", {}, ("not_yet", "too_young", "2026-11-23")),
        ("2026-11-23", {}, ("fulfilled", "of_age", None)),
        ("2026-11-22", {"legally_represented": True}, ("fulfilled", "represented", None)),
        # From sixteen on nobody acts for a minor.
        ("2026-11-23", {"legally_represented": True}, ("fulfilled", "of_age", None)),
        ("2026-11-23", {"guardianship_reservation": True}, ("not_yet", "guardianship", None)),
        (
            "2026-11-23",
            {"guardianship_reservation": True, "legally_represented": True},
            ("fulfilled", "represented", None),
        ),
    ],
)
def test_who_is_sixteen_acts_alone(on, changes, expected):
    assert said("capacity", on, birth_date=BORN, residence_periods=_here(), **changes) == expected


def test_a_birthday_on_29_february_comes_on_1_march():
    assert said("capacity", "2024-02-29", birth_date="2008-02-29")[0] == "fulfilled"
    assert said("capacity", "2026-02-28", birth_date="2010-02-28", residence_periods=_here())[0] == "fulfilled"
    born = {"birth_date": "2012-02-29", "residence_periods": [{"from": "2016-01-01", "to": None, "status": "permit"}]}
    assert said("capacity", "2027-03-01", **born) == ("not_yet", "too_young", "2028-02-29")


def test_an_adult_who_is_represented_has_a_guardian():
    changes = {"legally_represented": True, "civics": {"test_points": None}, "declarations": {"fdgo": "no"}}
    assert said("capacity", **changes) == ("fulfilled", "represented", None)
    assert said("civics", **changes) == ("exempt", "guardianship", None)
    assert said("declarations", **changes) == ("exempt", "guardianship", None)
    young = {**changes, "birth_date": "2008-11-24", "residence_periods": _here()}
    assert said("civics", **young)[0] == "not_yet"
    of_age = {**changes, "birth_date": "2008-11-23", "residence_periods": _here()}
    assert said("civics", **of_age)[0] == "exempt"


def test_the_rule_of_capacity_moved_with_the_reform():
    assert str(finding("capacity", OLD).provision) == "§ 37 Abs. 1 Satz 1 StAG"
    assert str(finding("capacity").provision) == "§ 34 Satz 1 StAG"


@pytest.mark.parametrize(
    ("clarified", "expected"),
    [
        ("yes", ("fulfilled", "clarified", None)),
        ("unclear", ("open", "unclear", None)),
        ("no", ("not_yet", "not_clarified", None)),
    ],
)
def test_identity_is_clarified_open_or_to_be_clarified_first(clarified, expected):
    assert said("identity", identity_clarified=clarified) == expected


def _here():
    return [{"from": "2015-08-01", "to": None, "status": "permit"}]
