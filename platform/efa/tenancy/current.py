# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose statements follow: the one place that switches the tenant of the connection."""

from contextlib import AbstractContextManager

from efa.tenancy.hosts import Site
from efa.tenancy.models import Kommune
from efa.vocabulary.errors import DomainError
from efa.wall.present import THE_LAND, acting_as, walled


class NoTenant(DomainError):
    """A deed of a tenant was asked for where nobody is one."""

    def __init__(self) -> None:
        super().__init__(code="tenant.none")


def tenant(of: Site | Kommune) -> AbstractContextManager[None]:
    """Run a block as a tenant; behind it the connection is whose it was before."""
    return acting_as(of)


def as_the_land() -> AbstractContextManager[None]:
    """Run a block as the Land, who keeps the registers. Entering raises `NoLogin` where this process must not."""
    return acting_as(THE_LAND)


def here() -> Site | Kommune:
    """Return the tenant whose statements these are. Raise `NoTenant`."""
    found = walled().tenant
    if not isinstance(found, Site | Kommune):
        raise NoTenant
    return found
