# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions to the log of the present tenant."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from efa.audit.chain import GENESIS, Row, SegmentRow
from efa.audit.models import Entry, Segment

_ROW: Final = ("id", "number", "at", "event", "actor", "subject", "facts", "prev_hash", "hash")
_SEGMENT: Final = (
    "id", "first_number", "last_number", "count", "prev_hash", "head_hash", "expired_at", "signature",
)  # fmt: skip
PAGE: Final = 1000  # rows
# Number and hash in front of the first entry.
EMPTY: Final = (0, GENESIS)


def last_entry() -> QuerySet[Entry, tuple[int, str]]:
    """Ask for number and hash of the last entry."""
    return Entry.objects.order_by("-number").values_list("number", "hash")[:1]


def head() -> tuple[int, str]:
    """Return number and hash of the last entry; of an empty log 0 and what stands before the first."""
    return next(iter(last_entry()), EMPTY)


def is_recorded(event: str, *, subject: str) -> bool:
    """Whether the log has such an entry."""
    return bool(Entry.objects.filter(event=event, subject=subject).exists())


def rows(*, until: int | None = None) -> Iterator[Row]:
    """Return the entries in their order, up to and with the number `until` if there is one, a page at a time.

    Each page is a statement of its own, so that no long transaction is needed and no cursor outlives one.
    """
    page = Entry.objects.order_by("number", "id").values_list(*_ROW)
    if until is not None:
        page = page.filter(number__lte=until)
    found = list(page[:PAGE])
    while found:
        last = Row(**dict(zip(_ROW, found[-1], strict=True)))
        yield from (Row(**dict(zip(_ROW, values, strict=True))) for values in found)
        # The number alone is unique only while its constraint stands, and who tampers may have taken it away.
        behind = Q(number__gt=last.number) | Q(number=last.number, id__gt=last.id)
        found = list(page.filter(behind, number__gte=last.number)[:PAGE])


def segments() -> list[SegmentRow]:
    """Return what stands for expired entries, in order."""
    found = Segment.objects.order_by("first_number", "id").values_list(*_SEGMENT)
    return [SegmentRow(**dict(zip(_SEGMENT, values, strict=True))) for values in found]


def last_before(moment: datetime) -> int:
    """Return the number up to which all entries are older, without looking further than the first that is not."""
    first_kept = Entry.objects.filter(at__gte=moment).order_by("number").values_list("number", flat=True).first()
    return head()[0] if first_kept is None else first_kept - 1
