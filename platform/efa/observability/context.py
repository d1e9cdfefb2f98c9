# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The request that is being answered, for whoever writes a log line or an error report meanwhile."""

import hashlib
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

NONE: Final = "none"


class Facts:
    """What may be said of a request: our own id, the route, the kind of host, the tenant's pseudonym."""

    __slots__ = ("request", "request_id")

    def __init__(self, request: HttpRequest, request_id: str) -> None:
        self.request = request
        self.request_id = request_id

    @property
    def route(self) -> str:
        """The name of the route, known once the resolver has run; never the path."""
        match = self.request.resolver_match
        return match.view_name if match else NONE

    @property
    def site(self) -> Any:
        """The host's facts (`kind`, `schema_name`), set by the tenancy, which stands above this package."""
        return getattr(self.request, "site", None)

    @property
    def host_kind(self) -> str:
        """The kind of host, "none" where no tenant answers."""
        site = self.site
        return str(site.kind) if site else NONE

    @property
    def tenant(self) -> str:
        """The tenant's pseudonym, "none" where no tenant answers."""
        site = self.site
        return pseudonym(site.schema_name) if site else NONE


current: ContextVar[Facts | None] = ContextVar("efa.observability.current", default=None)


def pseudonym(schema: str) -> str:
    """Return twelve hex digits that stand for a schema: stable under one secret key, useless without it."""
    # BLAKE2 has a key of its own (64 bytes at most) and takes a third of an HMAC's time; this runs always.
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(schema.encode(), key=key, digest_size=6, person=b"efa.tenant").hexdigest()
