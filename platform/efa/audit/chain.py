# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an entry is hashed from. Pure.

Each hash covers the entry, the hash before it and the name of the schema. So nothing can be changed, left out or put
in between without a trace, and a log, whole or in part, is of no use in a neighbour's schema.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

# Stands before the first entry.
GENESIS: Final = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry as the table has it. `at` has a time zone."""

    id: UUID
    number: int
    at: datetime
    event: str
    actor: str
    subject: str
    facts: Any
    prev_hash: str
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """What stands for entries that have expired."""

    id: UUID
    first_number: int
    last_number: int
    count: int
    prev_hash: str
    head_hash: str
    expired_at: datetime
    signature: str = ""


def digest(row: Row, *, schema: str) -> str:
    """Return the hash that belongs to the entry in that schema, whatever it has as its own."""
    columns = {
        "id": str(row.id),
        "number": row.number,
        "at": _moment(row.at),
        "event": row.event,
        "actor": row.actor,
        "subject": row.subject,
        "facts": row.facts,
        "prev_hash": row.prev_hash,
    }
    return hashlib.sha256(_canonical("efa.audit.entry.1", schema, columns)).hexdigest()


def to_sign(segment: SegmentRow) -> bytes:
    """Return what the signature of a segment covers; the schema is in its key."""
    columns = {
        "id": str(segment.id),
        "first_number": segment.first_number,
        "last_number": segment.last_number,
        "count": segment.count,
        "prev_hash": segment.prev_hash,
        "head_hash": segment.head_hash,
        "expired_at": _moment(segment.expired_at),
    }
    return _canonical("efa.audit.segment.1", columns)


def _canonical(*parts: str | Mapping[str, Any]) -> bytes:
    # One way to write each value: keys in order, no blanks, ASCII only.
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
