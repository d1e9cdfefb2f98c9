# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs in memory, for tests of what is pure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from efa.audit.chain import GENESIS, Row, SegmentRow, digest

HERE = "k_musterstadtaa"
NEIGHBOUR = "k_beispielhaus"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOMEBODY = "account:0b9c1f6e-6f0c-4e3a-9f57-3f0f2f1d7a11"


def row(number, prev_hash, *, schema=HERE, **columns):
    """An entry with the hash it should have."""
    made = Row(
        id=UUID(int=number), number=number, at=NOON + timedelta(minutes=number), event="instance.office_set",
        actor=SOMEBODY, subject=f"office:{number}", facts={"hours": number, "public": True}, prev_hash=prev_hash,
    )  # fmt: skip
    return hashed(replace(made, **columns), schema=schema)


def hashed(made, *, schema=HERE):
    """The entry with the hash that belongs to it in that schema."""
    return replace(made, hash=digest(made, schema=schema))


def log(length, *, schema=HERE, start=1, prev_hash=GENESIS, **columns):
    """A log of entries that follow each other."""
    rows = []
    for number in range(start, start + length):
        rows.append(row(number, prev_hash, schema=schema, **columns))
        prev_hash = rows[-1].hash
    return rows


def segment(first, last, *, prev_hash=GENESIS, head_hash, **columns):
    """What stands for expired entries; the tests say themselves whether it is genuine."""
    made = SegmentRow(
        id=UUID(int=first), first_number=first, last_number=last, count=last - first + 1, prev_hash=prev_hash,
        head_hash=head_hash, expired_at=NOON, signature="ours",
    )  # fmt: skip
    return replace(made, **columns)
