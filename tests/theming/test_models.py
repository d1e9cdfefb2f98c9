# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the database itself refuses in the tables of the look."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, models, transaction
from django_tenants.utils import tenant_context

from efa.tenancy.models import Kommune
from tests.conftest import MUSTERSTADT
from theming.models import Branding, Provider, PublishedTheme

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = date(2026, 10, 1)


def _branding(**facts: object) -> Branding:
    return Branding(**{"pk": True, "changed_at": NOON} | facts)


def _provider(**facts: object) -> Provider:
    return Provider(
        **{
            "pk": True,
            "changed_at": NOON,
            "accessibility_assessed_date": DAY,
            "accessibility_status": "CONFORMING",
        }
        | facts
    )


def _theme(**facts: object) -> PublishedTheme:
    return PublishedTheme(**{"digest": "0123456789abcdef", "css": "", "published_at": NOON} | facts)


@pytest.fixture(autouse=True)
def _empty_tables(db: None) -> Iterator[None]:
    with tenant_context(Kommune.objects.get(domains__domain=MUSTERSTADT)):
        for table in (Branding, Provider, PublishedTheme):
            table.objects.all().delete()
        yield


@pytest.mark.parametrize("build", [_branding, _provider, _theme])
def test_smallest_row_is_accepted(build: Callable[..., models.Model]) -> None:
    build().save(force_insert=True)


@pytest.mark.parametrize(
    ("build", "facts", "constraint"),
    [
        (_branding, {"pk": False}, "branding_is_one_row"),
        (_provider, {"pk": False}, "provider_is_one_row"),
        (_provider, {"accessibility_status": "FINE"}, "provider_accessibility_status_is_known"),
        (_provider, {"accessibility_status": "PARTLY"}, "provider_names_its_accessibility_gaps"),
        (_provider, {"accessibility_status": "NOT", "accessibility_gaps_de": "x"}, "provider_names_its"),
        (_theme, {"digest": "0123456789ABCDEF"}, "published_theme_digest_is_hex"),
        (_theme, {"digest": "0123"}, "published_theme_digest_is_hex"),
    ],
)
def test_database_refuses(build: Callable[..., models.Model], facts: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        build(**facts).save(force_insert=True)
