# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deeds: enter the office and publish it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from efa.audit import services as audit
from efa.responsibility.services import publish_office
from efa.tenancy.current import here
from tenants.instance import selectors
from tenants.instance.models import Office, OpeningHours


@transaction.atomic
def set_office(*, facts: Mapping[str, str], hours: Sequence[tuple[int, str, str]], by: str, at: datetime) -> Office:
    """Replace the office of the present tenant and its hours, and publish both on the Land's pages.

    Nobody can publish for somebody else: key and name are those of the tenant whose statements these are. `facts` are
    the fields of `Office`, `hours` rows of weekday (Monday is 1), opening and closing time ("09:00"). Raise `NoTenant`
    or Django's `ValidationError`; then nothing changes.
    """
    kommune = here()
    Office(**facts).full_clean(validate_unique=False)
    spans = _spans(hours)
    office, _ = Office.objects.update_or_create(single=True, defaults=dict(facts))
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(spans)
    publish_office(
        authority=kommune.ags,
        facts={
            "name": kommune.name,
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
    audit.record("office.set", by=by, at=at, facts={"hours": len(spans)})
    return office


def _spans(hours: Sequence[tuple[int, str, str]]) -> list[OpeningHours]:
    spans = []
    for weekday, opens, closes in hours:
        try:
            span = OpeningHours(
                weekday=weekday, opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes)
            )
        except ValueError as problem:
            raise ValidationError({"hours": "Schreiben Sie Uhrzeiten wie 09:00."}) from problem
        span.full_clean(validate_unique=False, validate_constraints=False)
        if span.opens_at >= span.closes_at:
            raise ValidationError({"hours": "Das Ende der Sprechzeit liegt nicht nach ihrem Anfang."})
        spans.append(span)
    if len({(span.weekday, span.opens_at) for span in spans}) < len(spans):
        raise ValidationError({"hours": "Zwei Sprechzeiten eines Tages beginnen zur selben Zeit."})
    return spans
