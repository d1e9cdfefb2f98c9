# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fees, per person and for a family."""

from datetime import date

import pytest

from efa.rules.dated import NotCovered
from efa.rules.fees import Basis, Fee, Person, fee, of_refusal, total

TODAY = date(2026, 11, 23)
ADULT, CHILD = date(2008, 11, 23), date(2008, 11, 24)


@pytest.mark.parametrize(
    ("person", "least", "most", "reason"),
    [
        (Person(ADULT), 25_500, 25_500, "full"),
        (Person(ADULT, is_joint=True), 25_500, 25_500, "full"),
        (Person(CHILD), 25_500, 25_500, "full"),
        (Person(CHILD, is_joint=True), 5_100, 5_100, "joint_child"),
        (Person(CHILD, is_joint=True, own_income=True), 25_500, 25_500, "full"),
        (Person(CHILD, is_joint=True, own_income=None), 5_100, 25_500, "income_unknown"),
        (Person(CHILD, own_income=None), 25_500, 25_500, "full"),
        (Person(ADULT, is_joint=True, own_income=None), 25_500, 25_500, "full"),
        (Person(ADULT, Basis.RESTITUTION), 0, 0, "restitution"),
        (Person(ADULT, Basis.DECLARATION), 0, 0, "declaration"),
        (Person(ADULT, Basis.LOST_BY_MARRIAGE), 0, 0, "lost_by_marriage"),
        (Person(ADULT, Basis.DISPLACED), 5_100, 5_100, "displaced"),
        (Person(ADULT, Basis.CERTIFICATE), 5_100, 5_100, "certificate"),
    ],
)
def test_each_person_pays_by_basis_age_and_income(person, least, most, reason):
    found = fee(person, TODAY)
    assert (found.least, found.most, found.reason) == (least, most, reason)
    assert found.may_be_reduced == (least > 0)


def test_each_fee_names_its_provision():
    places = {str(fee(Person(CHILD, basis, is_joint=True), TODAY).provision) for basis in Basis}
    assert places == {"§ 38 Abs. 2 Satz 2 StAG", "§ 38 Abs. 2 Satz 4 StAG", "§ 38 Abs. 3 StAG", "§ 21 HAuslG"}
    assert str(fee(Person(ADULT), TODAY).provision) == "§ 38 Abs. 2 Satz 1 StAG"


def test_a_family_pays_the_sum():
    family = [
        Person(ADULT),
        Person(ADULT, is_joint=True),
        Person(CHILD, is_joint=True),
        Person(CHILD, is_joint=True, own_income=None),
    ]
    assert total([fee(person, TODAY) for person in family]) == (61_200, 81_600)
    assert total([]) == (0, 0)


def test_a_refusal_costs_up_to_the_fee():
    assert of_refusal(Person(ADULT), TODAY) == (2_500, 25_500)
    assert of_refusal(Person(CHILD, is_joint=True), TODAY) == (2_500, 5_100)
    assert of_refusal(Person(ADULT, Basis.RESTITUTION), TODAY) == (0, 0)


def test_no_fee_is_known_before_the_first_day():
    with pytest.raises(NotCovered):
        fee(Person(ADULT), date(2021, 8, 19))
    assert isinstance(fee(Person(ADULT), date(2021, 8, 20)), Fee)
