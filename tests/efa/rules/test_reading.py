# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts that cannot be used are refused by name, with what is expected."""

import pytest

from efa.rules.reading import read
from efa.rules.wrong import WrongFact
from tests.efa.rules.people import TODAY, abroad, days, facts, person, since

WRONG = [
    ({"hair": "red"}, "hair: expected one of birth_date"),
    ({"language": {"dialect": True}}, "language.dialect: expected one of level"),
    ({"birth_date": "1990-02-30"}, "birth_date: expected a day that exists, found '1990-02-30'"),
    ({"birth_date": "10.05.1990"}, "birth_date: expected a day as 2026-11-23, found '10.05.1990'"),
    ({"birth_date": "19900510"}, "birth_date: expected a day as"),
    ({"birth_date": 19900510}, "birth_date: expected a day as"),
    ({"birth_date": "2026-11-24"}, "birth_date: expected a day not after the reference date 2026-11-23"),
    ({"nationality": "german"}, "nationality: expected one of third_country, eu_eea, swiss, stateless, found 'german'"),
    ({"nationality": ["eu_eea"]}, "nationality: expected one of"),
    ({"identity_clarified": True}, "identity_clarified: expected one of yes, no, unclear (a word: put it into quotes)"),
    ({"multiple_spouses": "no"}, "multiple_spouses: expected true, false or unknown, found 'no'"),
    ({"multiple_spouses": 1}, "multiple_spouses: expected true, false or unknown, found 1"),
    ({"civics": {"test_points": 34}}, "civics.test_points: expected a whole number from 0 to 33, found 34"),
    ({"civics": {"test_points": -1}}, "civics.test_points: expected a whole number"),
    ({"civics": {"test_points": 17.5}}, "civics.test_points: expected a whole number"),
    ({"civics": {"test_points": True}}, "civics.test_points: expected a whole number"),
    ({"civics": "good"}, "civics: expected a map of facts, found 'good'"),
    ({"livelihood": {"fulltime_months_last_24": 25}}, "livelihood.fulltime_months_last_24: expected a whole number from 0 to 24"),
    ({"title": "AE_99"}, "title: expected a code of a title, as NE_9 or AE_25_3, found 'AE_99'"),
    ({"title": 9}, "title: expected a code"),
    ({"convictions": {"kind": "fine"}}, "convictions: expected a list"),
    ({"convictions": "none"}, "convictions: expected a list"),
    ({"convictions": [{"units": 3}]}, "convictions[1].kind: expected a value, found nothing"),
    ({"convictions": [{"kind": "fine", "units": -3}]}, "convictions[1].units: expected a whole number from 0 to 100000"),
    ({"convictions": [{"kind": "fine"}, 3]}, "convictions[2]: expected a map of facts, found 3"),
    ({"residence_periods": [{"from": "2016-01-01", "to": None, "status": "guest"}]}, "residence_periods[1].status: expected one of permit"),
    ({"residence_periods": [{"to": None, "status": "permit"}]}, "residence_periods[1].from: expected a value, found nothing"),
    ({"residence_periods": since("2026-11-24")}, "residence_periods[1].from: expected a day not after the reference"),
    ({"residence_periods": days("2016-01-01..2026-11-24")}, "residence_periods[1].to: expected a day not after the ref"),
    ({"residence_periods": days("2016-01-02..2016-01-01")}, "residence_periods[1].to: expected a day not before 2016-01-02"),
    (
        {"residence_periods": days("2018-01-01..", "2016-01-01..2018-01-02")},
        "residence_periods[1].from: expected a day not within the span before it, 2016-01-01 to 2018-01-02, found '2018-01-01, so",
    ),
    ({"residence_periods": days("2016-01-01..", "2018-01-01..")}, "residence_periods[2].from: expected a day not within"),
    ({"residence_periods": since("1990-05-09")}, "residence_periods[1].from: expected a day not before the birth on 1990-05-10"),
    ({"absences": abroad("2020-01-01..2020-03-01", "2020-02-01..2020-04-01")}, "absences[2].from: expected a day not within"),
    ({"absences": abroad("2016-08-31..2016-10-01")}, "absences[1]: expected a stay abroad within the residence, which began on 2016-09-01"),
    ({"absences": abroad("2016-09-01..2026-11-23")}, "and shorter than it"),
    ({"absences": abroad("2010-01-01..2026-11-23")}, "absences[1]: expected a stay abroad within the residence"),
    ({"absences": abroad("2020-01-01..2026-11-24")}, "absences[1].to: expected a day not after the reference"),
    ({"application_date": "2026-11-24"}, "application_date: expected a day not after"),
    ({"withdrawal_final_on": "2027-01-01"}, "withdrawal_final_on: expected a day not after"),
    ({"deception_finding_on": "2027-01-01"}, "deception_finding_on: expected a day not after"),
    ({"generation": "guest_worker", "generation_entry": "2027-01-01"}, "generation_entry: expected a day not after"),
    ({"marriage": {"german_spouse": True, "since": "2027-01-01"}}, "marriage.since: expected a day not after"),
    ({"marriage": {"ended_by": "death", "ended_on": "2027-01-01"}}, "marriage.ended_on: expected a day not after"),
    (
        {"marriage": {"since": "2020-01-02", "ended_by": "death", "ended_on": "2020-01-01"}},
        "marriage.ended_on: expected a day not before 2020-01-02, found '2020-01-01'",
    ),
    ({"co_applicant": {"role": "uncle", "principal_overall": "open"}}, "co_applicant.role: expected one of spouse, child"),
    ({"co_applicant": {"role": "spouse"}}, "co_applicant.principal_overall: expected a value, found nothing"),
    (
        {"co_applicant": {"role": "spouse", "principal_overall": "open", "married_since": "2027-01-01"}},
        "co_applicant.married_since: expected a day not after",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_a_fact_that_cannot_be_used_is_refused_by_name(changes, message):
    with pytest.raises(WrongFact) as caught:
        person(TODAY, **changes)
    assert message in str(caught.value)


def test_a_fact_that_is_missing_is_refused_and_never_filled_in():
    from datetime import date

    for name in facts():
        with pytest.raises(WrongFact, match=f"^{name}: expected a value, found nothing"):
            read({key: value for key, value in facts().items() if key != name}, date(2026, 11, 23))
    language = {key: value for key, value in facts()["language"].items() if key != "level"}
    with pytest.raises(WrongFact, match=r"^language\.level: expected a value, found nothing"):
        read(facts() | {"language": language}, date(2026, 11, 23))


def test_a_long_value_is_shown_in_part():
    with pytest.raises(WrongFact) as caught:
        person(TODAY, nationality="x" * 5_000)
    assert len(str(caught.value)) < 200


def test_a_period_may_begin_on_the_day_on_which_another_ends():
    periods = days("2016-01-01..2018-01-01", "2018-01-01..")
    assert len(person(TODAY, residence_periods=periods).facts.residence_periods) == 2


def test_absences_may_touch_and_the_days_of_a_stay_may_be_the_whole_of_it_but_one():
    touching = abroad("2020-01-01..2020-02-01", "2020-02-01..2020-03-01")
    assert len(person(TODAY, absences=touching).facts.absences) == 2
    assert person(TODAY, absences=abroad("2016-09-01..2016-09-02")).facts.absences
    assert person(TODAY, absences=abroad("2016-09-02..2026-11-23")).facts.absences


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"birth_date": "unknown"}, ("birth_date",)),
        ({"multiple_spouses": None}, ("multiple_spouses",)),
        ({"residence_periods": "unknown"}, ("residence_periods",)),
        ({"language": {"level": None}}, ("language", "level")),
        (
            {"residence_periods": [{"from": "unknown", "to": None, "status": "permit"}]},
            ("residence_periods", 0, "from"),
        ),
        ({"convictions": [{"kind": "unknown", "units": 5}]}, ("convictions", 0, "kind")),
        ({"generation": "guest_worker", "generation_entry": None}, ("generation_entry",)),
        ({"title": "FIKTION_81_4"}, ("underlying_title",)),
        ({"marriage": {"german_spouse": True}}, ("marriage", "since")),
        ({"marriage": {"ended_by": "death"}}, ("marriage", "ended_on")),
        ({"co_applicant": {"role": "spouse", "principal_overall": "open"}}, ("co_applicant", "married_since")),
        ({"absences": abroad("2020-01-01..2021-01-01", kind="military")}, ("absences", 0, "discharge")),
        ({"own_birth_in_germany": "unknown"}, ("own_birth_in_germany",)),
        ({"civics": {"test_points": "unknown"}}, ("civics", "test_points")),
    ],
)
def test_what_is_not_known_is_named(changes, path):
    known = person(TODAY, livelihood={"not_responsible": False}, **changes)
    assert known.unknown == (path,)


@pytest.mark.parametrize(
    "changes",
    [
        {"application_date": None},
        {"co_applicant": None},
        {"civics": {"test_points": None}},
        {"combined_sentence": None},
        {"own_birth_in_germany": None},
    ],
)
def test_nothing_is_a_known_answer_where_the_vocabulary_says_so(changes):
    assert person(TODAY, livelihood={"not_responsible": False}, **changes).unknown == ()
