# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Declarations, exclusion, ban; giving up a nationality; a marriage to a German."""

import pytest

from tests.efa.rules.people import OLD, TODAY, finding, judged, said, since

CHILD = {"birth_date": "2010-11-24", "legally_represented": True, "residence_periods": since("2015-01-01")}


@pytest.mark.parametrize(
    ("on", "declared", "expected"),
    [
        (TODAY, {}, ("fulfilled", "given")),
        (TODAY, {"fdgo": "no"}, ("obstacle", "fdgo_refused")),
        (OLD, {"fdgo": "no"}, ("obstacle", "fdgo_refused")),
        (TODAY, {"history": "no"}, ("obstacle", "history_refused")),
        ("2024-06-27", {"history": "no"}, ("obstacle", "history_refused")),
        (OLD, {"history": "no"}, ("fulfilled", "given")),
        (TODAY, {"extremist": "current"}, ("obstacle", "extremism")),
        (TODAY, {"extremist": "past_distanced"}, ("open", "distanced")),
    ],
)
def test_declarations_are_given_or_stand_in_the_way(on, declared, expected):
    assert said("declarations", on, declarations=declared)[:2] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("fulfilled", "none")),
        ({"declarations": {"extremist": "current"}}, ("obstacle", "extremism")),
        ({"declarations": {"extremist": "past_distanced"}}, ("fulfilled", "none")),
        ({"multiple_spouses": True}, ("obstacle", "spouses")),
        ({"multiple_spouses": True, "declarations": {"extremist": "current"}}, ("obstacle", "extremism")),
        (CHILD | {"declarations": {"extremist": "past_distanced"}}, ("open", "distanced")),
        (CHILD | {"declarations": {"extremist": "current"}}, ("obstacle", "extremism")),
    ],
)
def test_grounds_of_exclusion_hold_for_everybody(changes, expected):
    assert said("exclusion", **changes)[:2] == expected


def test_a_child_declares_nothing():
    assert said("declarations", **CHILD, declarations={"fdgo": "no", "history": "no"}) == (
        "exempt",
        "child",
        None,
    )


def test_several_spouses_stood_elsewhere_before_the_reform():
    assert str(finding("exclusion", OLD, multiple_spouses=True).provision) == "§ 10 Abs. 1 Satz 1 StAG"
    assert str(finding("exclusion", multiple_spouses=True).provision) == "§ 11 Satz 1 Nr. 3 Buchst. a StAG"


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        ("2025-12-23", {"withdrawal_final_on": "2025-12-01"}, ("not_applicable", "not_in_force", None)),
        ("2025-12-24", {}, ("fulfilled", "none", None)),
        ("2025-12-24", {"withdrawal_final_on": "2025-12-24"}, ("not_yet", "withdrawal", "2035-12-24")),
        ("2025-12-24", {"deception_finding_on": "2025-12-24"}, ("not_yet", "deception", "2035-12-24")),
        ("2025-12-24", {"withdrawal_final_on": "2025-12-23"}, ("open", "before", None)),
        ("2025-12-24", {"deception_finding_on": "2025-12-23"}, ("open", "before", None)),
        ("2035-12-23", {"withdrawal_final_on": "2025-12-24"}, ("not_yet", "withdrawal", "2035-12-24")),
        ("2035-12-24", {"withdrawal_final_on": "2025-12-24"}, ("fulfilled", "over", None)),
        ("2026-11-23", {"withdrawal_final_on": "2016-11-23"}, ("fulfilled", "over", None)),
        ("2026-11-23", {"withdrawal_final_on": "2016-11-24"}, ("open", "before", None)),
        ("2038-02-28", {"withdrawal_final_on": "2028-02-29"}, ("not_yet", "withdrawal", "2038-03-01")),
        (
            TODAY,
            {"withdrawal_final_on": "2026-01-10", "deception_finding_on": "2026-03-10"},
            ("not_yet", "deception", "2036-03-10"),
        ),
        (
            TODAY,
            {"withdrawal_final_on": "2026-03-10", "deception_finding_on": "2026-01-10"},
            ("not_yet", "withdrawal", "2036-03-10"),
        ),
        (
            TODAY,
            {"withdrawal_final_on": "2020-01-01", "deception_finding_on": "2026-01-10"},
            ("not_yet", "deception", "2036-01-10"),
        ),
    ],
)
def test_the_ban_lasts_ten_years_from_its_provision_on(on, changes, expected):
    assert said("ban", on, **changes) == expected


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        (TODAY, {"renounce_ready": False}, ("not_applicable", "not_asked")),
        ("2024-06-27", {"renounce_ready": False}, ("not_applicable", "not_asked")),
        (OLD, {"renounce_ready": True}, ("fulfilled", "ready")),
        (OLD, {"renounce_ready": False}, ("obstacle", "refused")),
        (OLD, {"renounce_ready": False, "nationality": "eu_eea"}, ("exempt", "union")),
        (OLD, {"renounce_ready": False, "nationality": "swiss"}, ("exempt", "union")),
        (OLD, {"renounce_ready": False, "nationality": "stateless"}, ("fulfilled", "stateless")),
        (OLD, {"renounce_ready": False, "refugee_travel_document": True}, ("exempt", "refugee")),
    ],
)
def test_a_nationality_was_given_up_until_the_reform(on, changes, expected):
    assert said("nationality", on, **changes)[:2] == expected


MARRIED = {"german_spouse": True, "since": "2024-11-23"}
SHORT_STAY = since("2023-11-23")


@pytest.mark.parametrize(
    ("on", "marriage", "expected"),
    [
        (TODAY, {}, ("fulfilled", "complete", None)),
        ("2026-11-22", {}, ("not_yet", "too_short", "2026-11-23")),
        (TODAY, {"living_together": False}, ("open", "apart", None)),
        # Time alone does not help who lives apart.
        ("2026-11-22", {"living_together": False}, ("not_yet", "too_short", None)),
    ],
)
def test_a_marriage_lasts_two_years(on, marriage, expected):
    result = judged(on, marriage=MARRIED | marriage, residence_periods=SHORT_STAY, title="AE_28")
    if result.route == "§ 9":
        assert said("marriage", on, marriage=MARRIED | marriage, residence_periods=SHORT_STAY) == expected
    else:
        assert (expected, result.route) == (("not_yet", "too_short", None), "§ 10 Abs. 1")


def test_a_marriage_of_no_known_day_is_open():
    changes = {"marriage": {"german_spouse": True, "since": None}, "residence_periods": SHORT_STAY}
    result = judged(**changes)
    assert (result.overall, result.route, result.findings["marriage"].value) == ("open", "§ 9", "open")


ENDED = {
    "german_spouse": False,
    "since": "2020-01-01",
    "ended_by": "divorce",
    "ended_on": "2025-11-23",
    "custody_of_german_child": True,
}


@pytest.mark.parametrize(
    ("on", "changes", "route"),
    [
        (TODAY, {}, "§ 9"),
        (TODAY, {"ended_by": "death"}, "§ 9"),
        ("2026-11-24", {}, "§ 10 Abs. 1"),
        (TODAY, {"custody_of_german_child": False}, "§ 10 Abs. 1"),
        (TODAY, {"ended_by": None}, "§ 10 Abs. 1"),
        # Two years were complete when it ended, or not.
        (TODAY, {"since": "2023-11-23"}, "§ 9"),
        (TODAY, {"since": "2023-11-24"}, "§ 10 Abs. 1"),
    ],
)
def test_a_marriage_that_ended_counts_for_a_year_with_a_german_child(on, changes, route):
    result = judged(on, marriage=ENDED | changes, residence_periods=since("2023-11-23"), title="AE_28")
    assert result.route == route
    if route == "§ 9":
        assert result.overall == "likely_fulfilled"
        assert result.findings["marriage"].reason == "marriage.ended"
        assert str(result.findings["marriage"].provision) == "§ 9 Abs. 2 StAG"


@pytest.mark.parametrize(
    ("lodged", "route"), [("2026-11-23", "§ 9"), ("2026-11-24", "§ 10 Abs. 1"), ("2025-11-22", "§ 9")]
)
def test_the_day_of_the_application_decides_about_that_year(lodged, route):
    stay = since("2024-01-01")
    assert judged("2027-01-02", marriage=ENDED, residence_periods=stay, application_date=lodged).route == route
