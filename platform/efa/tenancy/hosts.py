# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the Host header to the site it stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from django.conf import settings
from django.http import HttpRequest

from efa.registers.memory import Register
from efa.tenancy.models import HOST_NAME, Domain, HostKind, State

_PORT: Final = re.compile(r":([0-9]{0,5})\Z")
CLOSED: Final[Mapping[str, str]] = {
    State.SUSPENDED: "suspended",
    State.ARCHIVED: "archived",
    State.INVITED: "unknown",
}


@dataclass(frozen=True, slots=True)
class Site:
    """What a host stands for; `land_host` is the address of the Land's public pages."""

    host: str
    kind: str
    schema_name: str
    type: str
    ags: str
    name: str
    short_name: str
    kommune_kind: str
    state: str
    theme: str
    primary_host: str
    land_host: str

    def get_tenant_type(self) -> str:
        """Answer django-tenants, whose connection takes this object for its tenant."""
        return self.type


def load() -> Mapping[str, Site]:
    """Read all hosts: two columns of facts a row, so 400 Kommunen are some 100 kB."""
    rows = list(Domain.objects.select_related("tenant").order_by("domain"))
    primary = {(row.tenant_id, row.kind): row.domain for row in rows if row.is_primary}
    land_host = next((row.domain for row in rows if row.kind == HostKind.LAND and row.is_primary), "")
    return {
        row.domain: Site(
            host=row.domain,
            kind=row.kind,
            schema_name=row.tenant.schema_name,
            type=row.tenant.type,
            ags=row.tenant.ags,
            name=row.tenant.name,
            short_name=row.tenant.short_name,
            kommune_kind=row.tenant.kind,
            state=row.tenant.state,
            theme=row.tenant.theme,
            primary_host=primary.get((row.tenant_id, row.kind), row.domain),
            land_host=land_host,
        )
        for row in rows
    }


hosts: Final = Register("hosts", load)


def port_of(header: str) -> str:
    """Return the port of a Host header with its colon, for links between hosts; empty in production.

    Behind a proxy the port is the usual one, and what a visitor writes there must not get into links.
    """
    found = _PORT.search(header)
    return f":{found[1]}" if found and found[1] and settings.PORT_IN_LINKS else ""


def site_of(request: HttpRequest) -> Site:
    """Return the site of a request that the first middleware let through."""
    return cast("Site", vars(request)["site"])


def normalised(header: str) -> str | None:
    """Return the host of a Host header as the table writes it, or nothing if it is no host name.

    Case, one dot at the end and the port do not matter (RFC 9110, section 7.2; RFC 3986, section 3.2.2).
    """
    host = _PORT.sub("", header).lower().removesuffix(".")
    return host if HOST_NAME.fullmatch(host) else None
