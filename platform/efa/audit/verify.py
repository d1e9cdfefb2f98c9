# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a log. Pure: rows in, findings out, one row in memory at a time.

The end of a log can be cut off, and everything from some entry on be written anew, without a trace in what is left.
Both show only against a head that was exported before and kept elsewhere.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from efa.audit.chain import GENESIS, Row, SegmentRow, digest


class What(StrEnum):
    """Kinds of findings."""

    EDITED = "edited"  # The entry does not have the hash it should have.
    SWAPPED = "swapped"  # Nor does it follow the entry before it: it stands in a place that is not its own.
    FOREIGN = "foreign"  # The entry was written in another schema.
    REPLACED = "replaced"  # The entry follows another one than stands before it now.
    GAP = "gap"
    MISSING_START = "missing_start"
    FORK = "fork"  # Two entries have this number.
    EXPIRED = "expired"  # The entry has expired and a segment stands for it, yet it is there.
    SEGMENT = "segment"  # The segment does not have our signature, or does not fit its neighbours.
    TRUNCATED = "truncated"  # A known head had this number, and the log is shorter now.
    REWRITTEN = "rewritten"  # A known head had this number and another hash.
    UNREADABLE = "unreadable"  # The table is missing, or holds what cannot be an entry.
    GONE = "gone"  # A known head belongs to a schema that no tenant has any more.


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong from which number on; `until` is the last number that is missing."""

    what: What
    number: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What is known of a log besides its entries.

    `heads` are the hashes by number that exports have, one or, where a log was rewritten between two, several.
    `others` are the schemas a foreign entry could come from. `is_genuine` tells whether we signed a segment.
    """

    schema: str
    segments: Sequence[SegmentRow] = ()
    heads: Mapping[int, Collection[str]] = field(default_factory=dict)
    others: Collection[str] = ()
    is_genuine: Callable[[SegmentRow], bool] = lambda _segment: False


def findings(rows: Iterable[Row], log: Log) -> Iterator[Finding]:
    """Return what is wrong with the entries, which come in the order of their numbers."""
    start, before = 0, GENESIS
    for segment in log.segments:
        if (segment.first_number, segment.prev_hash) != (start + 1, before) or not log.is_genuine(segment):
            yield Finding(What.SEGMENT, segment.first_number)
        start, before = segment.last_number, segment.head_hash
        if set(log.heads.get(start, ())) - {before}:
            yield Finding(What.REWRITTEN, start)

    number = start
    # After a fork either branch may be continued; after a gap nobody knows what was before.
    tails: set[str] | None = {before}
    earlier: set[str] | None = tails
    for row in rows:
        if row.number <= start:
            yield Finding(What.EXPIRED, row.number)
            continue
        if row.number == number:
            yield Finding(What.FORK, row.number)
            yield from _of_one(row, earlier, log)
            tails = {row.hash, *(tails or ())}
            continue
        if row.number > number + 1:
            yield Finding(What.MISSING_START if number == start else What.GAP, number + 1, row.number - 1)
            tails = None
        yield from _of_one(row, tails, log)
        if set(log.heads.get(row.number, ())) - {row.hash}:
            yield Finding(What.REWRITTEN, row.number)
        number, earlier, tails = row.number, tails, {row.hash}

    # Each segment was logged when it was made, so behind the last one there is at least that entry.
    known = max(max(log.heads, default=0), start + 1 if log.segments else 0)
    if known > number:
        yield Finding(What.TRUNCATED, number + 1, known)


def _of_one(row: Row, tails: Collection[str] | None, log: Log) -> Iterator[Finding]:
    follows = tails is None or row.prev_hash in tails
    if row.hash == digest(row, schema=log.schema):
        if not follows:
            yield Finding(What.REPLACED, row.number)
    elif any(row.hash == digest(row, schema=other) for other in log.others):
        yield Finding(What.FOREIGN, row.number)
    elif follows or _only_the_link_was_edited(row, tails or (), log.schema):
        yield Finding(What.EDITED, row.number)
    else:
        yield Finding(What.SWAPPED, row.number)


def _only_the_link_was_edited(row: Row, tails: Collection[str], schema: str) -> bool:
    return any(row.hash == digest(replace(row, prev_hash=tail), schema=schema) for tail in tails)
