# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Kommune's portal: its own facts, and nobody else's."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from efa.audit.services import OPERATOR
from efa.responsibility.models import PublishedOffice
from efa.responsibility.presenters import opening_lines
from efa.tenancy.current import NoTenant
from efa.tenancy.models import Kommune
from efa.wall.present import as_anybody
from tenants.instance import selectors, services
from tenants.instance.models import Office, OpeningHours

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
FACTS = {
    "name": "Bürgeramt", "street": "Neue Straße 5", "postcode": "99999", "city": "Musterstadt", "hint": "Zimmer 3",
    "phone": "0391 000-7", "email": "neu@musterstadt.example", "paper_de": "Holen Sie das Formular ab.",
    "paper_en": "Collect the form.", "consultation_de": "Beratung dienstags.",
}  # fmt: skip
HOURS = [(2, "09:00", "12:00"), (2, "14:00", "17:30")]


@pytest.fixture
def musterstadt(db):
    connection.set_tenant(Kommune.objects.get(ags="99001"))


def enter(**changes):
    return services.set_office(facts=FACTS | changes, hours=HOURS, by=OPERATOR, at=AT)


def test_what_is_entered_stands_on_the_portal(musterstadt, visit):
    enter()
    page = visit("musterstadt.localhost").get("/").content.decode()
    assert "Neue Straße 5" in page
    assert "Dienstag 9 bis 12 Uhr, 14 bis 17:30 Uhr" in page
    assert "Holen Sie das Formular ab." in page
    assert "Collect the form." in visit("musterstadt.localhost").get("/en/").content.decode()
    assert "Neue Straße 5" not in visit("beispielhausen.localhost").get("/").content.decode()


def test_what_is_entered_is_published_in_the_same_deed(musterstadt):
    enter()
    published = PublishedOffice.objects.get(authority="99001")
    assert (published.street, published.hours) == ("Neue Straße 5", [list(row) for row in HOURS])
    assert published.published_at == AT


@pytest.mark.parametrize(
    "wrong",
    [{"name": "Amt\u202e"}, {"postcode": "9999"}, {"phone": "ruf an"}, {"email": "post"}, {"street": ""}],
)
def test_a_wrong_fact_changes_nothing(musterstadt, wrong):
    before = (selectors.office().name, selectors.hours())
    with pytest.raises(ValidationError) as refusal:
        enter(**wrong)
    assert list(refusal.value.message_dict) == list(wrong)
    assert (selectors.office().name, selectors.hours()) == before


@pytest.mark.parametrize(
    "hours", [[(8, "09:00", "12:00")], [(1, "12:00", "09:00")], [(1, "9 Uhr", "12:00")], [(1, "09:00", "12:00")] * 2]
)
def test_wrong_hours_change_nothing(musterstadt, hours):
    before = selectors.hours()
    with pytest.raises(ValidationError):
        services.set_office(facts=FACTS, hours=hours, by=OPERATOR, at=AT)
    assert selectors.hours() == before


def test_nobody_publishes_for_somebody_else(musterstadt):
    others = PublishedOffice.objects.exclude(authority="99001").order_by("authority")
    before = list(others.values())
    enter()
    assert list(others.values()) == before
    assert PublishedOffice.objects.get(authority="99001").name == "Stadt Musterstadt"


def test_without_a_tenant_there_is_no_office(db):
    with as_anybody(), pytest.raises(NoTenant):
        enter()


def test_midnight_has_a_number():
    lines = opening_lines([(1, "00:00", "12:00"), (2, "00:30", "09:00")])
    assert [line.hours for line in lines] == ["0 bis 12 Uhr", "0:30 bis 9 Uhr"]


def test_a_portal_without_an_office_says_so(musterstadt, visit):
    Office.objects.all().delete()
    OpeningHours.objects.all().delete()
    page = visit("musterstadt.localhost").get("/")
    assert page.status_code == 200
    assert "noch nicht eingetragen" in page.content.decode()


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        ({"weekday": 0}, "openinghours_weekday_is_1_to_7"),
        ({"weekday": 8}, "openinghours_weekday_is_1_to_7"),
        ({"closes_at": "08:00"}, "openinghours_closes_after_it_opens"),
    ],
)
def test_hours_cannot_contradict_themselves(musterstadt, row, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        OpeningHours.objects.create(**{"weekday": 3, "opens_at": "09:00", "closes_at": "12:00"} | row)


def test_there_is_one_office(musterstadt):
    with pytest.raises(IntegrityError, match="office_is_one_row"):
        Office.objects.create(single=False, **FACTS)


@pytest.mark.parametrize(
    ("ags", "heading"), [("15003", "Einbürgerung in Magdeburg"), ("15085", "Einbürgerung im Landkreis Harz")]
)
def test_the_heading_is_good_german(visit, ags, heading):
    host = {"15003": "magdeburg.localhost", "15085": "harz.localhost"}[ags]
    assert heading in visit(host).get("/").content.decode()
