# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose statements follow: the one place that switches the tenant of the connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection

from efa.tenancy.hosts import Site
from efa.tenancy.models import Kommune
from efa.vocabulary.errors import DomainError


class NoTenant(DomainError):
    """A deed of a tenant was asked for where nobody is one."""

    def __init__(self) -> None:
        super().__init__(code="tenant.none")


@contextmanager
def tenant(of: Site | Kommune) -> Iterator[None]:
    """Run a block as a tenant; behind it the connection is whose it was before."""
    switch = cast("Any", connection)  # The backend of django-tenants has no types.
    before = switch.tenant
    switch.set_tenant(of)
    try:
        yield
    finally:
        if isinstance(before, Site | Kommune):
            switch.set_tenant(before)
        else:
            switch.set_schema_to_public()


def here() -> Site | Kommune:
    """Return the tenant whose statements these are. Raise `NoTenant`."""
    found = cast("Any", connection).tenant
    if not isinstance(found, Site | Kommune):
        raise NoTenant
    return found
