# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of this package print: finished text, dates and links.

The components take objects with these attribute names; packages below this one bring classes of their own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from efa.vocabulary.display import Link
from theming.models import Accessibility, Provider


def localised(german: str, english: str) -> str:
    """Return the text in the language of the page; the German one is the binding one and never missing."""
    return (english if get_language() == "en" else "") or german


def day(value: date) -> str:
    """Write a day in full, in the language of the page; day and month stay on one line."""
    return date_format(value, "j\N{NO-BREAK SPACE}F Y" if get_language() == "en" else "j.\N{NO-BREAK SPACE}F Y")


def address_lines(provider: Provider) -> tuple[str, ...]:
    """Return the postal address without the name."""
    return (provider.street, f"{provider.postcode} {provider.city}")


@dataclass(frozen=True, slots=True)
class ImprintPage:
    """Who answers for the site (§ 5 DDG, § 18 MStV)."""

    name: str
    address: tuple[str, ...]
    phone: str
    email: str
    represented_by: str
    supervisory_authority: str
    vat_id: str
    as_of: str

    @classmethod
    def of(cls, provider: Provider) -> Self:
        """Print the provider's facts."""
        return cls(
            name=provider.official_name,
            address=address_lines(provider),
            phone=provider.phone,
            email=provider.email,
            represented_by=provider.represented_by,
            supervisory_authority=provider.supervisory_authority,
            vat_id=provider.vat_id,
            as_of=day(timezone.localdate(provider.changed_at)),
        )


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """Who is the controller, and whom to ask and to complain to (Art. 13 GDPR)."""

    name: str
    address: tuple[str, ...]
    phone: str
    email: str
    officer: str
    officer_email: str
    authority: str
    as_of: str
    finds_authorities: bool

    @classmethod
    def of(cls, provider: Provider, *, finds_authorities: bool) -> Self:
        """Print the provider's facts; `finds_authorities` where the site has the search by postcode."""
        return cls(
            name=provider.official_name,
            address=address_lines(provider),
            phone=provider.phone,
            email=provider.email,
            officer=provider.dpo_name,
            officer_email=provider.dpo_email,
            authority=provider.data_protection_authority,
            as_of=day(timezone.localdate(provider.changed_at)),
            finds_authorities=finds_authorities,
        )


@dataclass(frozen=True, slots=True)
class AccessibilityPage:
    """How far the site conforms, after the model statement (EU) 2018/1523."""

    name: str
    status: str
    gaps: tuple[str, ...]
    email: str
    phone: str
    enforcement_body: str
    assessed: str
    as_of: str

    @classmethod
    def of(cls, provider: Provider) -> Self:
        """Print the provider's assessment."""
        gaps = localised(provider.accessibility_gaps_de, provider.accessibility_gaps_en)
        return cls(
            name=provider.official_name,
            status=_status(provider.accessibility_status),
            gaps=tuple(line.strip() for line in gaps.splitlines() if line.strip()),
            email=provider.feedback_email,
            phone=provider.feedback_phone,
            enforcement_body=provider.enforcement_body,
            assessed=day(provider.accessibility_assessed_date),
            as_of=day(timezone.localdate(provider.changed_at)),
        )


def _status(status: str) -> str:
    return {
        Accessibility.CONFORMING.value: gettext(
            "Diese Website ist mit den Anforderungen an die Barrierefreiheit vollständig vereinbar."
        ),
        Accessibility.PARTLY.value: gettext(
            "Diese Website ist mit den Anforderungen an die Barrierefreiheit teilweise vereinbar."
        ),
        Accessibility.NOT.value: gettext(
            "Diese Website ist mit den Anforderungen an die Barrierefreiheit nicht vereinbar."
        ),
    }[status]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What happened, what to do, and whom to ask; never a technical detail."""

    status: int
    heading: str
    lines: tuple[str, ...]
    request_id: str = ""
    authority: str = ""
    phone: str = ""
    email: str = ""
    home: Link | None = None
