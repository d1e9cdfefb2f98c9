# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that each tenant has for itself, and who may say them (security.md T16).

They stand in tables of its own schema that nobody publishes, so a page, a header, a log line or a mail of somebody else
that has one shows a leak. All words of a tenant begin alike.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from efa.tenancy.hosts import normalised
from tenants.demo import register

if TYPE_CHECKING:
    from efa.tenancy.models import Kommune

LAND: Final = register.LAND
# Whose host it is, by the key of the tenant; written from the data and not read from the table that is tried.
OWNERS: Final[Mapping[str, str]] = {
    "musterstadt.localhost": "99001",
    "beispielhausen.localhost": "99002",
    "localhost": LAND,
    "ministerium.localhost": LAND,
    **{f"{district.label}.localhost": district.ags for district in register.districts()},
}
TENANTS: Final = tuple(dict.fromkeys(OWNERS.values()))
# The address of a stylesheet that every tenant has, each with words of its own: the same key in all schemas.
SAME: Final = "5a" * 8
_WORD: Final = re.compile(r"kanari([a-p]{8})", re.IGNORECASE)
_LETTERS: Final = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def code(ags: str) -> str:
    """Return what all words of that tenant have in common: eight letters."""
    return hashlib.sha256(ags.encode()).hexdigest()[:8].translate(_LETTERS)


def word(ags: str, place: str) -> str:
    """Return the tenant's word for one place."""
    return f"kanari{code(ags)}{place}"


def own_digest(ags: str) -> str:
    """Return the address of a stylesheet that only this tenant has."""
    return hashlib.sha256(word(ags, "css").encode()).hexdigest()[:16]


def owner_of(host: str) -> str:
    """Return the key of the tenant to whom a Host header leads, nothing where it leads nowhere."""
    return OWNERS.get((normalised(host) or "").removeprefix("www."), "")


def strangers(text: str, ags: str) -> set[str]:
    """Return the codes of others than this tenant that the text gives away; nobody's text may have any."""
    if "kanari" not in text.casefold():
        return set()
    return {found.lower() for found in _WORD.findall(text)} - ({code(ags)} if ags else set())


def plant(kommune: "Kommune") -> None:
    """Write the words into the tables of the present tenant, where it has them."""
    from django.utils.timezone import now

    from tenants.instance.models import Office
    from theming.models import Branding, PublishedTheme

    ags: str = kommune.ags
    footer = word(ags, "footer")
    # The cast has no look of its own; then there is no row to change.
    Branding.objects.update(footer_de=footer, footer_en=footer)
    for digest in (own_digest(ags), SAME):
        PublishedTheme.objects.create(digest=digest, css=f"/* {word(ags, 'css')} */", published_at=now())
    if ags != LAND:
        Office.objects.update(consultation_de=word(ags, "office"), consultation_en=word(ags, "office"))
