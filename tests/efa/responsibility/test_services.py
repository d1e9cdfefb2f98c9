# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking over a register, and what is valid on which day."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from efa.audit.services import OPERATOR
from efa.responsibility import services
from efa.responsibility.directory import Found, NotFound
from efa.responsibility.models import Area, Assignment, PostcodeArea
from efa.responsibility.selectors import directory, directory_on, offices
from efa.vocabulary.keys import InvalidKey

FROM = date(2027, 1, 1)


def take_over(**changes):
    facts = {
        "areas": [("99001", "Stadt Musterstadt")],
        "postcodes": [("99999", "99001", "")],
        "assignments": [("99001", "99001")],
        "valid_from": FROM,
    }
    services.take_over(**facts | changes, by=OPERATOR, at=datetime(2026, 12, 1, tzinfo=UTC))


def test_a_register_holds_from_its_first_day_on(db):
    take_over()
    assert directory_on(date(2026, 12, 31)).find("99999") == NotFound("postcode_unknown")
    assert isinstance(directory_on(FROM).find("99999"), Found)


def test_an_end_is_the_first_day_without(db):
    take_over()
    Assignment.objects.filter(area="99001").update(valid_until=date(2027, 6, 1))
    assert isinstance(directory_on(date(2027, 5, 31)).find("99999"), Found)
    assert not isinstance(directory_on(date(2027, 6, 1)).find("99999"), Found)


def test_taking_over_twice_changes_nothing(db):
    take_over()
    before = (Area.objects.count(), PostcodeArea.objects.count(), Assignment.objects.count())
    take_over()
    assert (Area.objects.count(), PostcodeArea.objects.count(), Assignment.objects.count()) == before


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"areas": [("9900", "x")]}, InvalidKey),
        ({"assignments": [("x", "99001")]}, InvalidKey),
        ({"postcodes": [("9999", "99001", "")]}, services.NotAPostcode),
        ({"postcodes": [("99999", "990", ""), ("99998", "9", "")]}, InvalidKey),
    ],
)
def test_one_wrong_row_and_nothing_is_taken_over(db, changes, refusal):
    with pytest.raises(refusal):
        take_over(**changes)
    assert not Area.objects.filter(key="99001").exists()


@pytest.mark.parametrize("model", [Area, PostcodeArea, Assignment])
def test_nothing_ends_before_it_begins(db, model):
    take_over()
    with pytest.raises(IntegrityError, match="ends_after_it_begins"):
        model.objects.filter(valid_from=FROM).update(valid_until=FROM)


def test_a_change_is_seen_at_once_by_the_process_that_made_it(db, django_capture_on_commit_callbacks):
    assert directory.content().find("99999") == NotFound("postcode_unknown")
    with django_capture_on_commit_callbacks(execute=True):
        take_over(valid_from=date(2020, 1, 1))
    assert isinstance(directory.content().find("99999"), Found)


def test_an_office_is_published_anew_and_not_twice(db, django_capture_on_commit_callbacks):
    facts = {
        "name": "Stadt Musterstadt", "office": "Amt", "street": "Weg 1", "postcode": "99999", "city": "Musterstadt",
        "phone": "0391 000-1", "email": "a@b.example", "hours": [],
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        for city in ("Musterstadt", "Neustadt"):
            services.publish_office(
                authority="99001", facts=facts | {"city": city}, at=datetime(2026, 1, 1, tzinfo=UTC)
            )
    assert offices.content()["99001"].city == "Neustadt"


def test_the_command_answers_as_the_pages_do(db, capsys):
    call_command("responsibility", "39104")
    call_command("responsibility", "39646", on=date(2026, 11, 23))
    call_command("responsibility", "10115")
    printed = capsys.readouterr().out
    assert printed.startswith("15003")
    assert "Gardelegen" in printed
    assert "Berlin" in printed
    with pytest.raises(CommandError, match="fünf Ziffern"):
        call_command("responsibility", "391")
