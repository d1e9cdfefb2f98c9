# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The years: lawful periods, gaps, absences, credit, half abroad, Union law."""

import pytest

from tests.efa.rules.people import OLD, TODAY, abroad, days, finding, judged, said, since

COMPLETE, CREDIT = ("fulfilled", "complete", None), ("open", "credit", None)
HALF, YEAR = ("open", "half_abroad", None), ("open", "year_abroad", None)
NOT_LAWFUL = ("not_yet", "not_lawful", None)


def incomplete(day):
    return ("not_yet", "incomplete", day)


def lived(periods, on=TODAY, **changes):
    return said("residence", on, residence_periods=periods, **changes)


@pytest.mark.parametrize(
    ("on", "start", "expected"),
    [
        (TODAY, "2021-11-23", COMPLETE),
        (TODAY, "2021-11-24", incomplete("2026-11-24")),
        (TODAY, TODAY, incomplete("2031-11-23")),
        (OLD, "2016-06-26", COMPLETE),
        (OLD, "2016-06-27", incomplete("2024-06-27")),
        ("2024-06-27", "2019-06-27", COMPLETE),
        ("2024-06-27", "2019-06-28", incomplete("2024-06-28")),
        ("2025-02-28", "2020-02-29", incomplete("2025-03-01")),
        ("2028-02-28", "2020-02-29", COMPLETE),
    ],
)
def test_years_are_complete_on_the_same_day(on, start, expected):
    assert lived(since(start), on) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("permit", COMPLETE),
        ("fiction", COMPLETE),
        ("eu_free_movement", COMPLETE),
        ("visa_d", NOT_LAWFUL),
        ("gestattung", NOT_LAWFUL),
        ("duldung", NOT_LAWFUL),
        ("none", NOT_LAWFUL),
    ],
)
def test_lawful_stays_count(status, expected):
    assert lived(days("2016-01-01..", status=status)) == expected


@pytest.mark.parametrize(
    ("status", "granted", "expected"),
    [
        ("permit", False, COMPLETE),
        ("fiction", False, COMPLETE),
        ("visa_d", False, COMPLETE),
        ("gestattung", True, COMPLETE),
        ("gestattung", False, incomplete("2028-01-01")),
        ("duldung", True, incomplete("2028-01-01")),
        ("none", True, incomplete("2028-01-01")),
    ],
)
def test_what_came_before_a_permit_counts_if_it_was_lawful(status, granted, expected):
    periods = [*days("2020-01-01..2022-12-31", status=status), *days("2023-01-01..")]
    assert lived(periods, protection_granted=granted) == expected
    assert lived(periods[::-1], protection_granted=granted) == expected


def test_a_visa_counts_only_if_a_permit_followed():
    periods = [*days("2016-01-01..2020-12-31"), *days("2021-01-01..", status="visa_d")]
    assert lived(periods) == NOT_LAWFUL


@pytest.mark.parametrize(
    ("second", "reason", "expected"),
    [
        ("2021-12-01", None, COMPLETE),
        ("2021-12-02", None, incomplete("2026-12-02")),
        ("2021-12-02", "late_application", COMPLETE),
        ("2025-12-02", "late_application", COMPLETE),
    ],
)
def test_a_gap_begins_anew_unless_an_application_came_late(second, reason, expected):
    periods = [*days("2021-11-01..2021-11-30"), *since(second)]
    if reason:
        periods[1]["gap_reason"] = reason
    found = lived(periods)
    assert found == expected or (expected[0] == "not_yet" and found == CREDIT)


def test_a_gap_of_a_day_costs_the_earlier_days():
    periods = [*days("2026-01-01..2026-01-31"), *since("2026-02-02")]
    found = finding("residence", residence_periods=periods)
    assert (found.earliest.isoformat(), found.with_credit.isoformat()) == ("2031-02-02", "2031-01-02")


@pytest.mark.parametrize(("end", "expected"), [(TODAY, COMPLETE), ("2026-11-22", NOT_LAWFUL)])
def test_residence_lasts_until_the_day(end, expected):
    assert lived(days(f"2016-01-01..{end}")) == expected


def test_nobody_without_a_period_lives_here():
    assert lived([]) == NOT_LAWFUL


@pytest.mark.parametrize(
    ("span", "kind", "more", "expected"),
    [
        ("2023-01-01..2023-07-01", "private", {}, COMPLETE),
        ("2023-01-01..2023-07-02", "private", {}, incomplete("2028-07-02")),
        ("2023-08-31..2024-02-29", "private", {}, COMPLETE),
        ("2023-08-31..2024-03-01", "private", {}, incomplete("2029-03-01")),
        ("2023-01-01..2024-01-01", "study", {}, incomplete("2029-01-01")),
        ("2023-01-01..2024-01-01", "posting", {"deadline_kept": True}, COMPLETE),
        ("2023-01-01..2024-06-15", "military", {"discharge": "2024-03-15"}, COMPLETE),
        ("2023-01-01..2024-06-16", "military", {"discharge": "2024-03-15"}, incomplete("2029-06-16")),
        ("2023-01-01..2024-06-15", "private", {"discharge": "2024-03-15"}, incomplete("2029-06-15")),
    ],
)
def test_long_absences_interrupt_unless_excused(span, kind, more, expected):
    # So little came before that no credit helps.
    found = lived(since("2022-12-20"), "2028-01-01", absences=abroad(span, kind=kind, **more))
    assert found == expected


@pytest.mark.parametrize(
    ("on", "start", "credited", "expected"),
    [
        # 3 years and some days before, 2 years and 4 months since: three years are credited.
        (TODAY, "2020-01-01", None, CREDIT),
        (TODAY, "2022-01-01", "2028-01-02", incomplete("2030-01-01")),
    ],
)
def test_earlier_residence_is_credited_at_discretion(on, start, credited, expected):
    left = "2024-01-01"
    back = "2025-01-01" if credited else "2024-07-23"
    found = finding("residence", on, residence_periods=since(start), absences=abroad(f"{left}..{back}"))
    assert (found.value, found.reason.partition(".")[2], found.earliest and found.earliest.isoformat()) == expected
    assert (found.with_credit and found.with_credit.isoformat()) == credited


@pytest.mark.parametrize(
    ("on", "back", "expected"),
    [
        # At most three years, 1095 days, are credited: 2024-12-01 + 5 years - 1095 days = 2026-12-02.
        ("2026-12-01", "2024-12-01", "not_yet"),
        ("2026-12-02", "2024-12-01", "open"),
    ],
)
def test_no_more_than_the_cap_is_credited(on, back, expected):
    assert lived(since("2010-01-01"), on, absences=abroad(f"2024-01-01..{back}"))[0] == expected


def test_five_years_were_credited_until_the_reform():
    absence = abroad("2020-01-01..2020-09-01")
    # 2020-09-01 + 8 years - 1825 days = 2023-09-03
    assert lived(since("2010-01-01"), "2023-09-02", absences=absence)[0] == "not_yet"
    assert lived(since("2010-01-01"), "2023-09-03", absences=absence)[0] == "open"


def test_all_earlier_stays_are_credited_together():
    absences = abroad("2018-01-01..2019-01-01", "2020-01-01..2021-01-01", "2022-01-01..2025-01-01")
    found = finding("residence", residence_periods=since("2017-01-01"), absences=absences)
    # 365 + 365 + 365 days before; the cap of 1095 is just reached.
    assert (found.earliest.isoformat(), found.with_credit.isoformat()) == ("2030-01-01", "2027-01-02")


def test_an_absence_that_lasts_leaves_no_residence_once_it_is_long():
    assert lived(since("2016-01-01"), absences=abroad("2026-05-23..")) == COMPLETE
    assert lived(since("2016-01-01"), absences=abroad("2026-05-22..")) == NOT_LAWFUL
    # While it lasts no day can be named.
    assert lived(since("2022-01-01"), absences=abroad("2026-11-01..")) == incomplete(None)


def half(days_abroad, on=TODAY):
    """Stays of 150 days a time within the last five years."""
    from datetime import date, timedelta

    end, spans = date.fromisoformat(on), []
    while days_abroad > 0:
        length = min(150, days_abroad)
        spans.append(f"{end - timedelta(days=length)}..{end}")
        end -= timedelta(days=length + 20)
        days_abroad -= length
    return abroad(*spans)


@pytest.mark.parametrize(
    ("on", "abroad_days", "expected"),
    [
        (TODAY, 912, COMPLETE),
        (TODAY, 913, HALF),
        ("2024-06-27", 913, HALF),
        (OLD, 913, COMPLETE),
    ],
)
def test_more_than_half_abroad_is_open_since_the_reform(on, abroad_days, expected):
    assert lived(since("2005-01-01"), on, absences=half(abroad_days, on)) == expected


def test_stays_before_the_window_are_not_added_up():
    absences = half(913, "2021-11-23")
    assert lived(since("2005-01-01"), absences=absences) == COMPLETE


def test_a_stay_within_a_set_period_is_added_up_too():
    long = abroad("2022-01-01..2024-07-03", deadline_kept=True)
    assert lived(since("2010-01-01"), absences=long) == HALF
    short = abroad("2022-01-01..2024-07-01", deadline_kept=True)
    assert lived(since("2010-01-01"), absences=short) == COMPLETE


@pytest.mark.parametrize(("months", "expected"), [(30, COMPLETE), (31, HALF), (60, HALF)])
def test_the_sum_a_person_names_counts_in_months_of_thirty_days(months, expected):
    assert lived(since("2005-01-01"), absence_months=months) == expected


def test_the_date_waits_until_no_more_than_half_was_abroad():
    absences = half(913, "2026-11-23")
    found = finding("residence", residence_periods=since("2021-12-01"), absences=absences)
    assert found.value == "not_yet"
    # Five years are complete on 2026-12-01, but by then more than half of them was abroad.
    assert found.earliest.isoformat() > "2026-12-01"
    day_before = finding(
        "residence",
        on=str(found.earliest.fromordinal(found.earliest.toordinal() - 1)),
        residence_periods=since("2021-12-01"),
        absences=absences,
    )
    on_the_day = finding("residence", on=str(found.earliest), residence_periods=since("2021-12-01"), absences=absences)
    assert (day_before.value, on_the_day.value) == ("open", "fulfilled")


def test_no_day_is_named_where_the_sum_has_no_days():
    assert lived(since("2022-01-01"), absence_months=40) == incomplete(None)
    assert lived(since("2022-01-01"), absence_months=30) == incomplete("2027-01-01")


UNION = {"nationality": "eu_eea", "title": "FZ_EU"}


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        (abroad("2024-01-01..2024-07-01"), COMPLETE),
        (abroad("2024-01-01..2024-07-02"), CREDIT),
        (abroad("2024-01-01..2025-01-01", kind="posting"), COMPLETE),
        (abroad("2024-01-01..2025-01-01", kind="study"), COMPLETE),
        (abroad("2024-01-01..2025-01-01", kind="important_reason"), COMPLETE),
        (abroad("2024-01-01..2025-01-02", kind="posting"), incomplete("2030-01-02")),
        (abroad("2024-01-01..2025-06-01", kind="military"), COMPLETE),
        (abroad("2024-01-01..2025-06-01", deadline_kept=True), incomplete("2030-06-01")),
        # One reason only.
        (abroad("2023-01-01..2023-10-01", "2025-01-01..2025-10-01", kind="posting"), CREDIT),
        # Several stays of a calendar year are added up: 184 days are six months, 185 more.
        (abroad("2024-01-01..2024-04-01", "2024-06-01..2024-09-02"), COMPLETE),
        (abroad("2024-01-01..2024-04-01", "2024-06-01..2024-09-03"), CREDIT),
        (abroad("2024-06-01..2024-09-03", "2024-01-01..2024-04-01"), CREDIT),
        # Of another year of twelve months it depends on the reading.
        (abroad("2023-10-01..2024-01-01", "2024-03-01..2024-06-02"), YEAR),
        (abroad("2023-10-01..2024-01-01", "2024-03-01..2024-06-01"), COMPLETE),
        (abroad("2023-03-01..2023-06-01", "2024-03-01..2024-06-02"), COMPLETE),
        # An excused stay is not added up.
        (abroad("2024-01-01..2024-05-01") + abroad("2024-06-01..2025-03-01", kind="study"), COMPLETE),
        (abroad("2024-01-01..2024-06-01") + abroad("2024-07-01..2024-09-01", kind="military"), COMPLETE),
    ],
)
def test_union_law_counts_by_the_year(absences, expected):
    assert lived(since("2020-01-01", status="eu_free_movement"), absences=absences, **UNION) == expected


def test_union_law_holds_for_family_and_not_for_swiss_nationals():
    absence = abroad("2024-01-01..2025-01-01", kind="posting")
    stay = since("2021-06-01", status="eu_free_movement")
    assert lived(stay, absences=absence, nationality="third_country", title="FZ_EU") == COMPLETE
    assert lived(stay, absences=absence, nationality="eu_eea", title="NONE") == COMPLETE
    for other in ({"nationality": "third_country"}, {"nationality": "swiss", "title": "FZ_EU"}):
        assert lived(stay, absences=absence, **other)[:2] == ("not_yet", "incomplete")


def test_a_doubtful_year_moves_the_date_to_the_return():
    absences = abroad("2023-10-01..2024-01-01", "2024-03-01..2024-06-02")
    assert lived(since("2022-06-01"), absences=absences, **UNION) == incomplete("2029-06-02")
    assert lived(since("2021-06-01"), "2029-06-01", absences=absences, **UNION) == YEAR
    assert lived(since("2021-06-01"), "2029-06-02", absences=absences, **UNION) == COMPLETE


def test_an_absence_cuts_only_the_period_it_lies_in():
    periods = [*days("2010-01-01..2015-12-31"), *days("2018-01-01..")]
    assert lived(periods, absences=abroad("2012-01-01..2013-01-01")) == COMPLETE


def test_the_route_of_spouses_asks_three_years():
    changes = {"marriage": {"german_spouse": True, "since": "2020-01-01"}, "title": "AE_28"}
    assert judged(residence_periods=since("2023-11-23"), **changes).overall == "likely_fulfilled"
    late = judged(residence_periods=since("2023-11-24"), **changes)
    assert (late.overall, late.route, str(late.earliest)) == ("not_yet", "§ 9", "2026-11-24")
    assert late.findings["residence"].reason == "residence.spouse_incomplete"
    absences = half(548)
    assert judged(residence_periods=since("2023-11-20"), absences=absences, **changes).overall == "open"
    absences = half(547)
    assert judged(residence_periods=since("2023-11-20"), absences=absences, **changes).overall == "likely_fulfilled"
