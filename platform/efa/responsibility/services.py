# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deeds: take over a register of areas; publish an office."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from efa.audit import services as audit
from efa.responsibility.models import Area, Assignment, PostcodeArea, PublishedOffice
from efa.responsibility.selectors import EINBUERGERUNG, directory, offices
from efa.vocabulary.errors import DomainError
from efa.vocabulary.keys import ars, is_postcode


class NotAPostcode(DomainError):
    """The text is no postcode."""

    def __init__(self, given: str) -> None:
        super().__init__(code="responsibility.not_a_postcode")
        self.given = given


@transaction.atomic
def take_over(
    *,
    areas: Iterable[tuple[str, str]],
    postcodes: Iterable[tuple[str, str, str]],
    assignments: Iterable[tuple[str, str]],
    valid_from: date,
    service: str = EINBUERGERUNG,
    by: str,
    at: datetime,
) -> None:
    """Add areas (key, name), postcodes (code, key, place or empty) and assignments (key, AGS), all valid from one day.

    A deed of the Land. What stands already with the same day stays as it is, so it may run twice. Raise `InvalidKey` or
    `NotAPostcode`; then nothing is taken over.
    """
    rows: list[PostcodeArea] = []
    for postcode, key, place in postcodes:
        if not is_postcode(postcode):
            raise NotAPostcode(postcode)
        rows.append(PostcodeArea(postcode=postcode, area=ars(key), place=place, valid_from=valid_from))
    Area.objects.bulk_create(
        (Area(key=ars(key), name=name, valid_from=valid_from) for key, name in areas), ignore_conflicts=True
    )
    PostcodeArea.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)
    Assignment.objects.bulk_create(
        (
            Assignment(service=service, area=ars(key), authority=authority, valid_from=valid_from)
            for key, authority in assignments
        ),
        ignore_conflicts=True,
    )
    directory.changed()
    facts: dict[str, str | int] = {"valid_from": valid_from.isoformat(), "postcodes": len(rows)}
    audit.record("responsibility.taken_over", subject=f"service:{service}", by=by, at=at, facts=facts)


@transaction.atomic
def publish_office(*, authority: str, facts: Mapping[str, Any], at: datetime) -> None:
    """Show an authority's address and hours on the Land's pages; `facts` are the fields of `PublishedOffice`."""
    PublishedOffice.objects.update_or_create(authority=authority, defaults={**facts, "published_at": at})
    offices.changed()
