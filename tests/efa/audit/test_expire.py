# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entries that have expired are replaced by their signed head, and by nothing less."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from efa.audit import selectors, services
from efa.audit.chain import GENESIS
from efa.audit.models import Entry, Segment
from efa.audit.signature import is_genuine
from efa.audit.verify import Finding, Log, What, findings
from efa.tenancy.models import Kommune
from efa.wall.errors import Nobody
from efa.wall.present import walled

FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def schema(empty, as_owner):
    """The owner in the schema of Musterstadt, with ten entries of ten days."""
    name = Kommune.objects.get(ags="99001").schema_name
    walled().set_schema(name)
    for n in range(10):
        note(n)
    return name


def note(day):
    return services.record("theme.published", by=services.OPERATOR, at=FIRST + timedelta(days=day), facts={"day": day})


def expire(before, **changes):
    return services.expire(**{"before": before, "by": services.OPERATOR, "at": TODAY} | changes)


def wrong(schema):
    log = Log(
        schema=schema, segments=selectors.segments(), is_genuine=lambda segment: is_genuine(segment, schema=schema)
    )  # fmt: skip
    return list(findings(selectors.rows(), log))


def numbers():
    return [row.number for row in selectors.rows()]


def test_what_is_older_than_the_day_is_replaced_by_its_signed_head(schema):
    head = Entry.objects.get(number=4).hash
    made = expire(date(2026, 1, 5))
    assert (made.first_number, made.last_number, made.count) == (1, 4, 4)
    assert (made.prev_hash, made.head_hash, made.expired_at) == (GENESIS, head, TODAY)
    assert numbers() == [5, 6, 7, 8, 9, 10, 11]
    assert wrong(schema) == []


def test_that_something_expired_is_logged(schema):
    made = expire(date(2026, 1, 5))
    last = Entry.objects.get(number=11)
    assert (last.event, last.actor, last.at) == ("audit.expired", "operator", TODAY)
    assert (last.subject, last.facts) == (f"segment:{made.pk}", {"first": 1, "last": 4})


def test_the_log_goes_on_behind_it(schema):
    expire(date(2026, 1, 5))
    expire(date(2026, 1, 7))
    assert [(one.first_number, one.last_number) for one in selectors.segments()] == [(1, 4), (5, 6)]
    tomorrow = TODAY + timedelta(days=1)
    expire(tomorrow.date(), at=tomorrow)
    assert numbers() == [13]
    note(400)
    assert numbers() == [13, 14]
    assert wrong(schema) == []


def test_the_day_begins_where_people_live(schema):
    # 23:30 UTC on the 14th is the 15th in Germany.
    late = services.record("a.b", by=services.NOBODY, at=datetime(2026, 1, 14, 23, 30, tzinfo=UTC))
    expire(date(2026, 1, 15))
    assert numbers()[0] == late.number


def test_an_old_entry_behind_a_younger_one_stays(schema):
    services.record("a.b", by=services.NOBODY, at=FIRST - timedelta(days=99))
    expire(date(2026, 1, 5))
    assert numbers() == [5, 6, 7, 8, 9, 10, 11, 12]
    assert wrong(schema) == []


def test_twice_makes_no_second_segment(schema):
    expire(date(2026, 1, 5))
    assert expire(date(2026, 1, 5)) is None
    assert (numbers()[-1], Segment.objects.count()) == (11, 1)


def test_nothing_expires_where_nothing_is_old(schema):
    assert expire(date(2025, 12, 31)) is None
    assert (len(numbers()), Segment.objects.count()) == (10, 0)


def test_what_is_still_to_come_cannot_expire(schema):
    with pytest.raises(ValueError, match="past"):
        expire(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("UPDATE audit_entry SET actor = 'nobody' WHERE number = 2", Finding(What.EDITED, 2)),
        ("DELETE FROM audit_entry WHERE number = 2", Finding(What.GAP, 2, 2)),
        ("DELETE FROM audit_entry WHERE number = 1", Finding(What.MISSING_START, 1, 1)),
    ],
)
def test_what_was_tampered_with_is_not_signed_away(schema, change, finding):
    with connection.cursor() as cursor:
        cursor.execute(change)
    before = numbers()
    with pytest.raises(services.NotIntact) as refusal:
        expire(date(2026, 1, 5))
    assert refusal.value.finding == finding
    assert (numbers(), Segment.objects.count()) == (before, 0)


def test_a_segment_that_is_not_ours_stops_the_next_one(schema, settings):
    expire(date(2026, 1, 5))
    settings.SECRET_KEY = "another one"
    with pytest.raises(services.NotIntact) as refusal:
        expire(date(2026, 1, 7))
    assert refusal.value.finding == Finding(What.SEGMENT, 1)


def test_a_deleted_segment_and_a_changed_one_are_found(schema):
    expire(date(2026, 1, 5))
    Segment.objects.update(expired_at=TODAY + timedelta(seconds=1))
    assert wrong(schema) == [Finding(What.SEGMENT, 1)]
    Segment.objects.all().delete()
    assert wrong(schema) == [Finding(What.MISSING_START, 1, 4)]


def test_only_the_owner_may(db):
    walled().set_tenant(Kommune.objects.get(ags="99001"))
    with pytest.raises(services.NeedsTheOwner):
        expire(date(2026, 1, 5))


def test_nobody_has_nothing_to_expire(as_owner):
    walled().set_schema_to_public()
    with pytest.raises(Nobody):
        expire(date(2026, 1, 5))
