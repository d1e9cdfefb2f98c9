# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deeds: clear what is over, note what was refused."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from efa.accounts.models import Session
from efa.audit import selectors as log
from efa.audit import services as audit

REFUSED: Final = "session.refused"


def clear_expired(*, at: datetime) -> int:
    """Remove the present tenant's sessions that were over at that moment; return how many."""
    removed, _ = Session.objects.filter(expires__lte=at).delete()
    return int(removed)


def note_refusal(digest: str, *, at: datetime) -> None:
    """Log, once for each of them, that a genuine session of another tenant or host was brought here.

    `digest` is what is stored of its key. A visitor who comes again with the same cookie costs one question.
    """
    subject = f"session:{digest[:16]}"
    if log.is_recorded(REFUSED, subject=subject):
        return
    with transaction.atomic():
        # Of several requests with the same cookie the first one logs, and the others then see what it logged.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock_of(digest)])
        if not log.is_recorded(REFUSED, subject=subject):
            audit.record(REFUSED, subject=subject, by=audit.NOBODY, at=at)


def _lock_of(digest: str) -> int:
    return int.from_bytes(bytes.fromhex(digest)[:8], signed=True)
