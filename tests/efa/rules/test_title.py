# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The right of residence on the day, code by code."""

import pytest

from efa.rules import figures, titles
from tests.efa.rules.people import TODAY, finding, said

UNTIL_REFORM = "2024-06-26"
SINCE_REFORM = "2024-06-27"


@pytest.mark.parametrize("code", sorted(titles.UNLIMITED - {titles.FREE_MOVEMENT}))
def test_an_unlimited_right_counts_on_every_day(code):
    for on in ("2021-08-20", UNTIL_REFORM, TODAY):
        assert said("title", on, title=code) == ("fulfilled", "unlimited", None)


@pytest.mark.parametrize(
    ("code", "reason"), [("FZ_EU", "free_movement"), ("AE_CH_FZA", "swiss"), ("BLUE_CARD_18G", "blue_card")]
)
def test_named_rights_count(code, reason):
    assert said("title", title=code) == ("fulfilled", reason, None)


@pytest.mark.parametrize("code", ["GESTATTUNG", "DULDUNG", "NONE"])
def test_without_a_title_something_has_to_be_done_first(code):
    assert said("title", title=code) == ("not_yet", "none", None)


@pytest.mark.parametrize(
    "code",
    [
        "AE_16A",
        "AE_16B",
        "AE_16D",
        "AE_16E",
        "AE_16F",
        "AE_17",
        "AE_18F",
        "AE_19",
        "AE_19B",
        "AE_19E",
        "AE_20",
        "AE_22",
        "AE_23A",
        "AE_24",
        "AE_25_3",
        "AE_25_4",
        "AE_25_4A",
        "AE_25_4B",
        "AE_25_5",
        "AE_16B_1",
        "AE_16B_5",
        "AE_24_1",
        "AE_17_2",
        "AE_20_1",
    ],
)
def test_excluded_purposes_do_not_count_on_any_day(code):
    for on in ("2021-08-20", UNTIL_REFORM, SINCE_REFORM, TODAY):
        assert said("title", on, title=code) == ("not_yet", "excluded", None)


@pytest.mark.parametrize(
    "code",
    [
        "AE_7",
        "AE_16G",
        "AE_18A",
        "AE_18B",
        "AE_18G",
        "AE_19C",
        "AE_19D",
        "AE_21",
        "AE_23_2",
        "AE_23_4",
        "AE_25_1",
        "AE_25_2",
        "AE_25A",
        "AE_25B",
        "AE_28",
        "AE_30",
        "AE_32",
        "AE_33",
        "AE_36",
        "AE_36A",
        "AE_37",
        "AE_38",
        "AE_38A",
        "AE_104A",
        "AE_25A_1",
        "AE_25B_6",
        "AE_28_1",
    ],
)
def test_other_purposes_count_however_near_their_number(code):
    for on in ("2021-08-20", UNTIL_REFORM, SINCE_REFORM, TODAY):
        assert said("title", on, title=code) == ("fulfilled", "limited", None)


@pytest.mark.parametrize(
    ("code", "last", "value_until", "first", "value_since"),
    [
        ("AE_104C", "2022-12-30", "fulfilled", "2022-12-31", "not_yet"),
        ("AE_104C_1", "2022-12-30", "fulfilled", "2022-12-31", "not_yet"),
        ("AE_20A", "2024-05-31", "fulfilled", "2024-06-01", "not_yet"),
        ("AE_18D", UNTIL_REFORM, "not_yet", SINCE_REFORM, "fulfilled"),
        ("AE_23_1", UNTIL_REFORM, "not_yet", SINCE_REFORM, "fulfilled"),
        # Without an Absatz § 23 is judged only where all its Absätze are alike.
        ("AE_23", UNTIL_REFORM, "open", SINCE_REFORM, "fulfilled"),
        ("AE_25", UNTIL_REFORM, "open", SINCE_REFORM, "open"),
    ],
)
def test_the_list_changes_on_its_days(code, last, value_until, first, value_since):
    assert said("title", last, title=code)[0] == value_until
    assert said("title", first, title=code)[0] == value_since


def test_once_excluded_104c_and_20a_stay_excluded():
    for code in ("AE_104C", "AE_20A"):
        for version in figures.VERSIONS[2:]:
            assert said("title", version.since.isoformat(), title=code)[0] == "not_yet"


@pytest.mark.parametrize(
    ("underlying", "expected"),
    [
        ("AE_18B", ("fulfilled", "continued", None)),
        ("NE_9", ("fulfilled", "continued", None)),
        ("AE_16B", ("not_yet", "excluded", None)),
        ("AE_25", ("open", "which_absatz", None)),
        ("DULDUNG", ("not_yet", "none", None)),
        (None, ("open", "unknown", None)),
        ("unknown", ("open", "unknown", None)),
    ],
)
def test_a_continued_title_counts_like_itself(underlying, expected):
    assert said("title", title="FIKTION_81_4", underlying_title=underlying) == expected


def test_a_first_application_makes_the_stay_lawful_and_no_more():
    assert said("title", title="FIKTION_81_3") == ("not_yet", "lawful_only", None)
    assert str(finding("title", title="FIKTION_81_3").provision) == "§ 81 Abs. 3 AufenthG"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("NONE", ("fulfilled", "free_movement", None)),
        ("AE_16B", ("fulfilled", "free_movement", None)),
        ("DULDUNG", ("not_yet", "none", None)),
    ],
)
def test_union_citizens_need_no_title(code, expected):
    assert said("title", title=code, nationality="eu_eea") == expected


def test_swiss_nationals_need_their_permit():
    assert said("title", title="NONE", nationality="swiss")[0] == "not_yet"


@pytest.mark.parametrize(
    "code", ["AE_99", "AE_25_", "AE_", "ae_25_3", "AE_25_3_1", "NE", "NE_1", "AE_025", "XAE_24", "AE_24X "]
)
def test_a_code_nobody_knows_is_no_title(code):
    assert not titles.is_known(code)


def test_the_parts_of_a_code_are_taken_whole():
    assert titles.limited("AE_25_4A") == ("25", "4A")
    assert titles.limited("AE_16B") == ("16B", "")
    assert titles.limited("NE_9") is None
