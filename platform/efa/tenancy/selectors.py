# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions about tenants."""

from dataclasses import dataclass

from django.db.models import Prefetch

from efa.tenancy.models import Domain, Kommune
from efa.wall.present import as_anybody


@dataclass(frozen=True, slots=True)
class TenantRow:
    """One line of the list of tenants; `hosts` begins with the primary one."""

    ags: str
    name: str
    kind: str
    state: str
    schema_name: str
    population: int | None
    hosts: tuple[str, ...]


def kommune(ags: str) -> Kommune:
    """Return the tenant with this key, for anybody. Raise Django's `DoesNotExist`."""
    with as_anybody():
        found: Kommune = Kommune.objects.get(ags=ags)
    return found


def tenants() -> list[TenantRow]:
    """Return all tenants by key, the Land first, in two queries."""
    domains = Prefetch("domains", queryset=Domain.objects.order_by("-is_primary", "kind", "domain"))
    return [
        TenantRow(
            ags=kommune.ags,
            name=kommune.name,
            kind=kommune.kind,
            state=kommune.state,
            schema_name=kommune.schema_name,
            population=kommune.population,
            hosts=tuple(domain.domain for domain in kommune.domains.all()),
        )
        for kommune in Kommune.objects.prefetch_related(domains).order_by("ags")
    ]
