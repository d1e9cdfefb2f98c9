# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deeds: record an event; replace entries that have expired by their signed head."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, time
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from efa.audit import content, selectors
from efa.audit.chain import GENESIS, Row, SegmentRow, digest
from efa.audit.content import NOBODY, OPERATOR, Fact, NotForTheLog
from efa.audit.models import Entry, Segment
from efa.audit.signature import is_genuine, signature
from efa.audit.verify import Finding, Log, findings
from efa.vocabulary.errors import DomainError
from efa.wall.errors import Nobody
from efa.wall.present import present_schema, walled

__all__ = ["NOBODY", "OPERATOR", "NeedsTheOwner", "NotForTheLog", "NotIntact", "expire", "record"]

_LOCK: Final = "efa.audit:"


class NeedsTheOwner(DomainError):
    """Only the owner's login can delete entries; no role of a tenant has the right."""

    def __init__(self) -> None:
        super().__init__(code="audit.needs_the_owner")


class NotIntact(DomainError):
    """The entries that were to expire are not what was written, so nothing is signed; `finding` is the first."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(code="audit.not_intact")
        self.finding = finding


def record(event: str, *, by: str, at: datetime, subject: str = "", facts: Mapping[str, Fact] | None = None) -> Entry:
    """Add an event to the log of the present tenant, in the transaction of the deed it tells of.

    `by` is the opaque id of an account, `OPERATOR` or `NOBODY`; `subject` is `type:id`; `at` has a time zone.
    Let it be the last thing a deed does: from here on until its end, other deeds of the tenant wait to be logged.
    Raise `Nobody` without a tenant, `TransactionManagementError` outside a transaction, `NotForTheLog` for free
    text, `ValueError` for a moment without a time zone. It costs one question and one insert.
    """
    if at.tzinfo is None:
        raise ValueError("A moment without a time zone is none.")
    schema = _writable()
    number, prev_hash = _locked_head(schema)
    row = Row(
        id=uuid.uuid4(),
        number=number + 1,
        at=at,
        event=event,
        actor=by,
        subject=subject,
        facts=content.checked(event=event, actor=by, subject=subject, facts=facts or {}),
        prev_hash=prev_hash,
    )
    entry: Entry = Entry.objects.create(**asdict(replace(row, hash=digest(row, schema=schema))))
    return entry


@transaction.atomic
def expire(*, before: date, by: str, at: datetime) -> Segment | None:
    """Replace the entries older than a day by their signed head, and log that. Return nothing if there are none.

    Needs the owner's login in the schema of the tenant (`walled().set_schema`). Only the start of the log goes: an
    entry that is old, but stands behind a younger one, stays. Raise `NeedsTheOwner`, `NotIntact`, `Nobody`, and
    `ValueError` for a day that is still to come.
    """
    if before > localdate(at):
        raise ValueError("Only what is past can expire.")
    schema = _writable()
    if not walled().is_owner:
        raise NeedsTheOwner
    _locked_head(schema)
    earlier = selectors.segments()
    first = earlier[-1].last_number + 1 if earlier else 1
    last = selectors.last_before(make_aware(datetime.combine(before, time.min)))
    if last < first:
        return None
    log = Log(schema=schema, segments=earlier, is_genuine=lambda segment: is_genuine(segment, schema=schema))
    for finding in findings(selectors.rows(until=last), log):
        raise NotIntact(finding)

    row = SegmentRow(
        id=uuid.uuid4(),
        first_number=first,
        last_number=last,
        count=last - first + 1,
        prev_hash=earlier[-1].head_hash if earlier else GENESIS,
        head_hash=Entry.objects.values_list("hash", flat=True).get(number=last),
        expired_at=at,
    )
    segment: Segment = Segment.objects.create(**asdict(replace(row, signature=signature(row, schema=schema))))
    # Before the entries go, because this one continues the last of them where all are old.
    facts = {"first": first, "last": last}
    record("audit.expired", subject=f"segment:{segment.pk}", by=by, at=at, facts=facts)
    Entry.objects.filter(number__lte=last).delete()
    return segment


def _writable() -> str:
    """Return the schema of the present tenant. Raise `Nobody`, `TransactionManagementError`."""
    schema = present_schema()
    if schema is None:
        raise Nobody
    if not walled().in_atomic_block:
        raise transaction.TransactionManagementError("An event is recorded inside the transaction of its deed.")
    return schema


def _locked_head(schema: str) -> tuple[int, str]:
    """Let nobody else write to this log until the transaction ends, and return number and hash of its last entry.

    Both in one message, but the head is a statement of its own: it sees what was committed during the wait.
    """
    name = hashlib.sha256((_LOCK + schema).encode()).digest()
    head, values = selectors.last_entry().query.sql_with_params()
    with walled().cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock(%s); {head}", [int.from_bytes(name[:8], signed=True), *values])
        cursor.nextset()
        return cursor.fetchone() or selectors.EMPTY
