# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deeds: enter the office and publish it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.db import transaction

from efa.responsibility.services import publish_office
from tenants.instance import selectors
from tenants.instance.models import Office, OpeningHours


@transaction.atomic
def set_office(
    *,
    authority: str,
    official_name: str,
    facts: Mapping[str, str],
    hours: Sequence[tuple[int, str, str]],
    at: datetime,
) -> Office:
    """Replace the office and its hours, and publish both on the Land's pages.

    `facts` are the fields of `Office`, `hours` rows of weekday (Monday is 1), opening and closing time ("09:00").
    Raise `ValidationError`; then nothing changes.
    """
    Office(**facts).full_clean(validate_unique=False)
    office, _ = Office.objects.update_or_create(id=1, defaults=dict(facts))
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes))
        for day, opens, closes in hours
    )
    publish_office(
        authority=authority,
        facts={
            "name": official_name,
            "office": office.name,
            "street": office.street,
            "postcode": office.postcode,
            "city": office.city,
            "hint": office.hint,
            "phone": office.phone,
            "email": office.email,
            "paper_de": office.paper_de,
            "paper_en": office.paper_en,
            "hours": selectors.hours(),
        },
        at=at,
    )
    return office
