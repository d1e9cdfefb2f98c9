# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Routes: together with another, shortened years, other procedures, and which is shown."""

from datetime import date

import pytest

from efa.rules import special
from efa.rules.days import add_years
from tests.efa.rules.people import OLD, TODAY, abroad, days, facts, judged, person, since

LIKELY, NOT_YET, OPEN, OTHER = "likely_fulfilled", "not_yet", "open", "other_route"


def shown(on=TODAY, **changes):
    result = judged(on, **changes)
    return result.overall.value, result.route


def child(birth, start, principal=LIKELY, **more):
    return {
        "birth_date": birth,
        "residence_periods": since(start),
        "legally_represented": True,
        "language": {"level": "none"},
        "civics": {"test_points": None},
        "co_applicant": {"role": "child", "principal_overall": principal},
    } | more


SCHOOL = {"language": {"german_school_or_training": True}, "civics": {"german_school": True}}


@pytest.mark.parametrize(
    ("birth", "start", "expected"),
    [
        # Six and over: three years.
        ("2020-11-23", "2023-11-23", LIKELY),
        ("2020-11-23", "2023-11-24", OPEN),
        # Under six: half of a life.
        ("2020-11-24", "2023-11-24", LIKELY),
        ("2020-11-24", "2023-11-26", OPEN),
        ("2025-11-23", "2026-05-24", LIKELY),
        ("2025-11-23", "2026-05-26", OPEN),
    ],
)
def test_a_child_goes_with_its_parent_after_three_years_or_half_its_life(birth, start, expected):
    assert shown(**child(birth, start)) == (expected, "§ 10 Abs. 2")


@pytest.mark.parametrize(
    ("birth", "start", "expected"),
    [
        ("2010-11-24", "2023-11-23", (LIKELY, "§ 10 Abs. 2")),
        ("2010-11-23", "2023-11-23", (OPEN, "§ 10 Abs. 2")),
        ("2010-11-23", "2021-11-23", (LIKELY, "§ 10 Abs. 2")),
        ("2008-11-24", "2023-11-23", (OPEN, "§ 10 Abs. 2")),
        ("2008-11-23", "2023-11-23", (NOT_YET, "§ 10 Abs. 1")),
    ],
)
def test_from_sixteen_a_minor_needs_the_years_of_its_own(birth, start, expected):
    changes = child(birth, start, **SCHOOL)
    if birth <= "2010-11-23":
        changes["legally_represented"] = False
    assert shown(**changes) == expected


def test_a_minor_of_sixteen_needed_eight_years_before_the_reform():
    born = {"birth_date": "2008-06-01", "legally_represented": False}
    assert shown(OLD, **child("2008-06-01", "2017-01-01", **SCHOOL) | born) == (OPEN, "§ 10 Abs. 2")
    assert shown(OLD, **child("2008-06-01", "2016-06-26", **SCHOOL) | born) == (LIKELY, "§ 10 Abs. 2")


@pytest.mark.parametrize("principal", [NOT_YET, OPEN, OTHER])
def test_nobody_goes_with_an_applicant_who_is_not_ready(principal):
    assert shown(**child("2018-01-01", "2023-01-01", principal)) == (NOT_YET, "§ 10 Abs. 1")


def test_a_young_childs_half_is_not_spent_abroad():
    away = abroad(
        "2024-10-11..2025-02-26", "2025-07-11..2025-11-25", "2026-04-10..2026-08-25", "2027-01-08..2027-05-25"
    )
    changes = child("2021-10-10", "2022-10-10", absences=away)
    assert shown("2027-10-09", **changes) == (OPEN, "§ 10 Abs. 2")
    assert shown("2027-10-09", **changes | {"absences": away[:2]}) == (LIKELY, "§ 10 Abs. 2")


@pytest.mark.parametrize(
    ("start", "married", "expected"),
    [
        ("2022-11-23", "2024-11-23", (LIKELY, "§ 10 Abs. 2")),
        ("2022-11-24", "2024-11-23", (OPEN, "§ 10 Abs. 2")),
        ("2022-11-23", "2024-11-24", (OPEN, "§ 10 Abs. 2")),
        ("2022-11-23", None, (OPEN, "§ 10 Abs. 2")),
        # Enough years alone, and a route together that is no worse.
        ("2021-11-23", "2024-11-23", (LIKELY, "§ 10 Abs. 2")),
        # Alone it is sure, together it is not.
        ("2021-11-23", "2024-11-24", (LIKELY, "§ 10 Abs. 1")),
    ],
)
def test_a_spouse_goes_along_after_four_years_and_two_of_marriage(start, married, expected):
    spouse = {"role": "spouse", "principal_overall": LIKELY, "married_since": married}
    assert shown(residence_periods=since(start), co_applicant=spouse) == expected


def test_together_nobody_is_naturalised_without_lawful_residence():
    changes = child("2018-01-01", "2019-01-01") | {"residence_periods": days("2019-01-01..2020-01-01")}
    result = judged(**changes)
    assert (result.overall, result.findings["residence"].reason) == (NOT_YET, "residence.not_lawful")


@pytest.mark.parametrize(
    ("on", "start", "expected"),
    [
        (OLD, "2017-06-26", (LIKELY, "§ 10 Abs. 3 a.F. (7)")),
        (OLD, "2017-06-27", (NOT_YET, "§ 10 Abs. 3 a.F. (7)")),
        (OLD, "2016-06-26", (LIKELY, "§ 10 Abs. 1")),
        ("2024-06-27", "2019-06-28", (NOT_YET, "§ 10 Abs. 1")),
    ],
)
def test_a_course_shortened_the_years_until_the_reform(on, start, expected):
    result = judged(on, residence_periods=since(start), integration={"bamf_course": True})
    assert (result.overall.value, result.route) == expected
    if expected[0] == NOT_YET:
        assert result.earliest == add_years(date.fromisoformat(start), 7 if on == OLD else 5)


@pytest.mark.parametrize(
    ("start", "level", "special_achievements", "expected"),
    [
        ("2018-06-26", "B1", True, (OPEN, "§ 10 Abs. 3 a.F. (6)")),
        ("2018-06-26", "B2", False, (OPEN, "§ 10 Abs. 3 a.F. (6)")),
        ("2018-06-26", "B1", False, (NOT_YET, "§ 10 Abs. 1")),
        ("2018-06-27", "B2", True, (NOT_YET, "§ 10 Abs. 1")),
    ],
)
def test_achievements_shortened_them_at_discretion(start, level, special_achievements, expected):
    changes = {"language": {"level": level}, "integration": {"special_achievements": special_achievements}}
    assert shown(OLD, residence_periods=since(start), **changes) == expected


SHORT = {"language": {"level": "C1"}, "integration": {"special_achievements": True}}


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        ("2024-06-26", {}, (NOT_YET, "§ 10 Abs. 1")),
        ("2024-06-27", {}, (OPEN, "§ 10 Abs. 3")),
        ("2025-10-29", {}, (OPEN, "§ 10 Abs. 3")),
        ("2025-10-30", {}, (NOT_YET, "§ 10 Abs. 1")),
        ("2025-10-29", {"language": {"level": "B2"}}, (NOT_YET, "§ 10 Abs. 1")),
        ("2025-10-29", {"language": {"level": "C2"}}, (OPEN, "§ 10 Abs. 3")),
        ("2025-10-29", {"integration": {"special_achievements": False}}, (NOT_YET, "§ 10 Abs. 1")),
        ("2025-10-29", {"livelihood": {"benefits_sgb2_12": True, "fulltime_now": True}}, (NOT_YET, "§ 10 Abs. 1")),
        ("2025-10-29", {"residence_periods": since("2022-10-30")}, (NOT_YET, "§ 10 Abs. 1")),
        ("2025-10-29", {"residence_periods": since("2022-10-29")}, (OPEN, "§ 10 Abs. 3")),
    ],
)
def test_three_years_were_enough_for_sixteen_months(on, changes, expected):
    assert shown(on, **{"residence_periods": since("2021-06-01")} | SHORT | changes) == expected


# --- other procedures -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "route"),
    [
        ({"german_parent_at_birth": True}, "§ 30"),
        ({"persecution_descent": True}, "Art. 116 Abs. 2 GG / § 15"),
        ({"lives_in_germany": False}, "§ 14"),
        ({"lives_in_germany": False, "former_german": True}, "§ 13"),
        ({"heimatloser_auslaender": True}, "§ 21 HAuslG"),
        # The first of several.
        ({"german_parent_at_birth": True, "persecution_descent": True, "lives_in_germany": False}, "§ 30"),
        ({"persecution_descent": True, "lives_in_germany": False}, "Art. 116 Abs. 2 GG / § 15"),
        ({"lives_in_germany": False, "heimatloser_auslaender": True}, "§ 14"),
    ],
)
def test_another_procedure_comes_first(changes, route):
    result = judged(**changes)
    assert (result.overall, result.route, result.findings, result.earliest) == (OTHER, route, {}, None)


def test_a_former_german_who_lives_here_is_naturalised_here():
    assert shown(former_german=True) == (LIKELY, "§ 10 Abs. 1")


@pytest.mark.parametrize(
    ("birth", "parent", "unlimited", "expected"),
    [
        ("2024-06-27", "2019-06-27", True, OTHER),
        ("2024-06-27", "2019-06-28", True, None),
        ("2024-06-27", "2010-01-01", False, None),
        ("2024-06-26", "2019-01-01", True, None),
        ("2024-06-26", "2016-06-26", True, OTHER),
        ("2024-06-26", "2016-06-27", True, None),
        ("2000-01-01", "1990-01-01", True, OTHER),
        ("1999-12-31", "1980-01-01", True, None),
    ],
)
def test_who_is_german_by_birth_needs_no_naturalisation(birth, parent, unlimited, expected):
    own = {"parent_lawful_since": parent, "parent_title_unlimited_at_birth": unlimited}
    result = judged(birth_date=birth, residence_periods=since(max(birth, "2005-01-01")), own_birth_in_germany=own)
    assert (result.overall == OTHER) == (expected == OTHER)
    assert (result.route == "§ 4 Abs. 3") == (expected == OTHER)


STATELESS = {"nationality": "stateless", "stateless_since_birth_in_germany": True}


@pytest.mark.parametrize(
    ("changes", "is_recognised"),
    [
        ({"birth_date": "2005-11-24"}, True),
        ({"birth_date": "2005-11-23"}, False),
        # The day of the application decides about the age.
        ({"birth_date": "2005-11-23", "application_date": "2026-11-22"}, True),
        ({"birth_date": "2010-01-01", "nationality": "third_country"}, False),
        ({"birth_date": "2010-01-01", "stateless_since_birth_in_germany": False}, False),
        ({"birth_date": "2010-01-01", "residence_periods": since("2021-11-23")}, True),
        ({"birth_date": "2010-01-01", "residence_periods": since("2021-11-24")}, False),
        ({"birth_date": "2010-01-01", "convictions": [{"kind": "prison", "units": 1825}]}, False),
        ({"birth_date": "2010-01-01", "convictions": [{"kind": "youth_prison", "units": 1825}]}, False),
        ({"birth_date": "2010-01-01", "convictions": [{"kind": "prison", "units": 1824}]}, True),
        ({"birth_date": "2010-01-01", "convictions": [{"kind": "prison", "units": 1825, "erased": True}]}, True),
        ({"birth_date": "2010-01-01", "convictions": [{"kind": "prison", "units": 1825, "foreign": True}]}, True),
        ({"birth_date": "2010-01-01", "convictions": [{"kind": "fine", "units": 9999}]}, True),
    ],
)
def test_the_stateless_born_here_have_a_claim_before_their_twenty_first_birthday(changes, is_recognised):
    base = STATELESS | {"residence_periods": since("2016-01-01")}
    assert (judged(**base | changes).route == special.STATELESS) == is_recognised


@pytest.mark.parametrize(
    ("changes", "is_recognised"),
    [
        ({"residence_periods": since("2019-11-23")}, True),
        ({"residence_periods": since("2019-11-24")}, False),
        ({"convictions": [{"kind": "prison", "units": 365, "suspended": True}]}, True),
        ({"convictions": [{"kind": "prison", "units": 366, "suspended": True}]}, False),
        ({"convictions": [{"kind": "prison", "units": 10}]}, False),
        ({"convictions": [{"kind": "youth_prison", "units": 10}]}, False),
        ({"convictions": [{"kind": "prison", "units": 900, "erased": True}]}, True),
        ({"convictions": [{"kind": "fine", "units": 900}]}, True),
    ],
)
def test_the_displaced_have_a_claim_after_seven_years(changes, is_recognised):
    assert (judged(heimatloser_auslaender=True, **changes).route == special.DISPLACED) == is_recognised


# --- which is shown -------------------------------------------------------------------------------------------------
GERMAN = {"german_spouse": True, "since": "2024-11-24"}


@pytest.mark.parametrize(
    ("start", "marriage", "changes", "expected", "day"),
    [
        # Both are open to the person: the claim before the "shall".
        ("2016-01-01", {"since": "2020-01-01"}, {}, (LIKELY, "§ 10 Abs. 1"), None),
        # Open before not yet.
        ("2023-01-01", {"since": "2020-01-01", "living_together": False}, {}, (OPEN, "§ 9"), None),
        # The earlier day of two.
        ("2022-01-01", {}, {}, (NOT_YET, "§ 9"), "2026-11-24"),
        ("2021-11-24", {"since": "2024-12-01"}, {}, (NOT_YET, "§ 10 Abs. 1"), "2026-11-24"),
        # A day before none.
        ("2022-01-01", {"living_together": False}, {}, (NOT_YET, "§ 10 Abs. 1"), "2027-01-01"),
        # No day on either: the one with fewer requirements that are missing.
        ("2023-01-01", {"since": "2020-01-01"}, {"title": "AE_16B"}, (NOT_YET, "§ 9"), None),
        # An obstacle makes all open: again the one where less is missing.
        ("2023-01-01", {"since": "2020-01-01"}, {"multiple_spouses": True}, (OPEN, "§ 9"), None),
        ("2016-01-01", {}, {"multiple_spouses": True}, (OPEN, "§ 10 Abs. 1"), None),
    ],
)
def test_the_best_route_is_shown(start, marriage, changes, expected, day):
    result = judged(residence_periods=since(start), marriage=GERMAN | marriage, **changes)
    assert (result.overall.value, result.route) == expected
    assert (result.earliest and result.earliest.isoformat()) == day


def test_what_waits_longest_gives_the_day():
    result = judged(residence_periods=since("2022-01-01"), withdrawal_final_on="2026-03-01")
    assert str(result.earliest) == "2036-03-01"
    assert judged(residence_periods=since("2022-01-01"), civics={"test_points": 3}).earliest is None


def test_an_obstacle_leaves_no_day():
    result = judged(residence_periods=since("2022-01-01"), multiple_spouses=True)
    assert (result.overall, result.earliest) == (OPEN, None)
    assert result.findings["residence"].earliest == date(2027, 1, 1)


def test_a_day_with_credit_is_shown_only_if_it_is_earlier():
    away = {"residence_periods": since("2022-01-01"), "absences": abroad("2024-01-01..2025-01-01")}
    result = judged(**away)
    assert (str(result.earliest), str(result.with_credit)) == ("2030-01-01", "2028-01-02")
    result = judged(withdrawal_final_on="2026-03-01", **away)
    assert (str(result.earliest), result.with_credit) == ("2036-03-01", None)
    assert judged(civics={"test_points": 3}, **away).with_credit is None


def test_every_finding_names_version_place_and_facts():
    result = judged()
    assert list(result.findings) == [
        "capacity", "identity", "residence", "title", "livelihood", "nationality", "convictions", "language", "civics",
        "declarations", "exclusion", "ban", "marriage",
    ]  # fmt: skip
    for name, found in result.findings.items():
        assert (found.requirement, found.law) == (name, "stag_2026_07_29")
        assert str(found.provision).startswith("§ ")
        assert all(fact.partition(".")[0] in facts() for fact in found.facts)


def test_a_law_can_be_held_fixed():
    assert judged(TODAY, law=OLD, residence_periods=since("2020-01-01")).overall == NOT_YET
    assert judged(OLD, law=TODAY, residence_periods=since("2019-01-01")).overall == LIKELY
    assert person().unknown == (("livelihood", "not_responsible"),)
