# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clearing what is over, and the log of what was refused."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from efa.accounts import services
from efa.accounts.models import Session
from efa.audit import services as audit
from efa.audit.models import Entry
from efa.tenancy.current import tenant
from tests.conftest import BEISPIELHAUSEN, MUSTERSTADT
from tests.efa.accounts.conftest import kommune_of
from tests.queries import asked

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DIGEST = "0123456789abcdef" * 4


def session(key, expires):
    return Session.objects.create(
        key=key * 64,
        data="",
        tenant="k_aaaaaaaaaaaa",
        host=MUSTERSTADT,
        created_at=NOON - timedelta(1),
        expires=expires,
    )


def test_clear_expired_removes_what_is_over_and_nothing_of_the_neighbour(db):
    own, other = kommune_of(MUSTERSTADT), kommune_of(BEISPIELHAUSEN)
    with tenant(other):
        session("a", NOON - timedelta(hours=1))
    with tenant(own):
        session("a", NOON - timedelta(hours=1))
        session("b", NOON)
        session("c", NOON + timedelta(seconds=1))
        assert services.clear_expired(at=NOON) == 2
        assert [row.key[0] for row in Session.objects.order_by("key")] == ["c"]
        assert services.clear_expired(at=NOON) == 0
    with tenant(other):
        assert Session.objects.count() == 1


def test_a_refusal_is_logged_without_anything_that_opens(db):
    with tenant(kommune_of(BEISPIELHAUSEN)):
        services.note_refusal(DIGEST, at=NOON)
        entry = Entry.objects.get(event="session.refused")
    assert (entry.subject, entry.actor, entry.at) == ("session:0123456789abcdef", "nobody", NOON)
    assert entry.facts == {}


def test_a_refusal_is_logged_once_for_each_session(db):
    with tenant(kommune_of(BEISPIELHAUSEN)):
        for digest in (DIGEST, DIGEST, "f" * 64, DIGEST):
            services.note_refusal(digest, at=NOON)
        found = Entry.objects.filter(event="session.refused").order_by("number").values_list("subject", flat=True)
        assert list(found) == ["session:0123456789abcdef", "session:ffffffffffffffff"]
        with asked(exactly=1):
            services.note_refusal(DIGEST, at=NOON)


def test_of_two_at_once_one_waits_for_what_the_other_logs(db, database):
    with psycopg.connect(database["DATABASE_OWNER_URL"]) as other, tenant(kommune_of(BEISPIELHAUSEN)):
        other.execute("SELECT pg_advisory_xact_lock(%s)", [services._lock_of(DIGEST)])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            services.note_refusal(DIGEST, at=NOON)


def test_what_another_request_logged_meanwhile_is_not_logged_again(db, monkeypatch):
    real, asked_before = services.log.is_recorded, []

    def too_early(event, *, subject):
        """Answer the first question from the time before the other request."""
        if not asked_before:
            asked_before.append(subject)
            with transaction.atomic():
                audit.record(event, subject=subject, by=audit.NOBODY, at=NOON)
            return False
        return real(event, subject=subject)

    monkeypatch.setattr(services.log, "is_recorded", too_early)
    with tenant(kommune_of(BEISPIELHAUSEN)):
        services.note_refusal(DIGEST, at=NOON)
        assert Entry.objects.filter(event="session.refused").count() == 1
    assert asked_before
