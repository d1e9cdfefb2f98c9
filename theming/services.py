# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deeds on the look of the current schema."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from efa.audit import services as audit
from efa.tenancy import services as tenancy
from efa.vocabulary.errors import DomainError
from efa.wall.present import walled
from theming import tokens as rules
from theming.models import Branding, Provider, PublishedTheme

DIGEST_LENGTH = 16
_Row = TypeVar("_Row", Branding, Provider)


class InvalidFacts(DomainError):
    """Fields do not hold what they should; `fields` has the sentences of each by its name."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        super().__init__(code="theming.invalid_facts")
        self.fields = fields


@transaction.atomic
def publish_theme(*, tokens: Mapping[str, Mapping[str, str]], by: str, at: datetime) -> str:
    """Check the colours (light and dark → token → colour), store their stylesheet, show it on this host.

    Return the digest, the last part of the address. The same colours have the same address, so publishing
    twice changes nothing. Raise `tokens.UnknownToken`, `tokens.MissingToken`, `contrast.InvalidColour` or
    `tokens.ContrastTooLow`.
    """
    css = rules.stylesheet(rules.checked(tokens))
    digest = hashlib.sha256(css.encode()).hexdigest()[:DIGEST_LENGTH]
    PublishedTheme.objects.get_or_create(digest=digest, defaults={"css": css, "published_at": at})
    tenancy.note_theme(schema_name=cast("str", walled().schema_name), digest=digest)
    audit.record("theme.published", subject=f"theme:{digest}", by=by, at=at)
    return digest


@transaction.atomic
def set_branding(
    *,
    mark: str,
    service_line_de: str,
    service_line_en: str,
    claim_de: str = "",
    claim_en: str = "",
    footer_de: str = "",
    footer_en: str = "",
    sign_language_url: str = "",
    easy_language_url: str = "",
    by: str,
    at: datetime,
) -> Branding:
    """Set words and mark of this host, whatever they were. Raise `InvalidFacts`."""
    return _stored(
        Branding(
            mark=mark,
            service_line_de=service_line_de,
            service_line_en=service_line_en,
            claim_de=claim_de,
            claim_en=claim_en,
            footer_de=footer_de,
            footer_en=footer_en,
            sign_language_url=sign_language_url,
            easy_language_url=easy_language_url,
            changed_at=at,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def set_provider(
    *,
    official_name: str,
    street: str,
    postcode: str,
    city: str,
    phone: str,
    email: str,
    represented_by: str,
    supervisory_authority: str,
    vat_id: str = "",
    dpo_name: str,
    dpo_email: str,
    data_protection_authority: str,
    accessibility_status: str,
    accessibility_assessed_date: date,
    accessibility_gaps_de: str = "",
    accessibility_gaps_en: str = "",
    feedback_email: str,
    feedback_phone: str = "",
    enforcement_body: str,
    by: str,
    at: datetime,
) -> Provider:
    """Set who answers for this host, whatever it was. Raise `InvalidFacts`, also for gaps without a name."""
    return _stored(
        Provider(
            official_name=official_name,
            street=street,
            postcode=postcode,
            city=city,
            phone=phone,
            email=email,
            represented_by=represented_by,
            supervisory_authority=supervisory_authority,
            vat_id=vat_id,
            dpo_name=dpo_name,
            dpo_email=dpo_email,
            data_protection_authority=data_protection_authority,
            accessibility_status=accessibility_status,
            accessibility_assessed_date=accessibility_assessed_date,
            accessibility_gaps_de=accessibility_gaps_de,
            accessibility_gaps_en=accessibility_gaps_en,
            feedback_email=feedback_email,
            feedback_phone=feedback_phone,
            enforcement_body=enforcement_body,
            changed_at=at,
        ),
        by=by,
        at=at,
    )


def _stored(row: _Row, *, by: str, at: datetime) -> _Row:
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as refusal:
        raise InvalidFacts(refusal.message_dict) from refusal
    names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    type(row)._default_manager.bulk_create([row], update_conflicts=True, unique_fields=["single"], update_fields=names)
    audit.record(f"{row._meta.model_name}.set", by=by, at=at)
    return row
