# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The connection of this thread, and whose its statements are for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, cast

from django.db import DEFAULT_DB_ALIAS, connections

from efa.wall.backend.base import DatabaseWrapper, Tenant
from efa.wall.names import LAND


@dataclass(frozen=True, slots=True)
class _Land:
    schema_name: str = LAND

    def get_tenant_type(self) -> str:
        return LAND


# The Land as keeper of the registers, known without asking for its row.
THE_LAND: Final = _Land()


def walled() -> DatabaseWrapper:
    """Return Django's connection as what it is: one with a wall."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    return cast("DatabaseWrapper", connection)


@contextmanager
def acting_as(tenant: Tenant) -> Iterator[None]:
    """Run a block as a tenant; behind it the connection is whose it was before. Raise `NoLogin`, `LoginChange`."""
    with _as_before():
        walled().set_tenant(tenant)
        yield


@contextmanager
def as_anybody() -> Iterator[None]:
    """Run a block as somebody who may read the registers and nothing else (the owner: as itself)."""
    with _as_before():
        walled().set_schema_to_public()
        yield


@contextmanager
def _as_before() -> Iterator[None]:
    before, somebody = walled().tenant, walled().schema_name is not None
    try:
        yield
    finally:
        if before is not None:
            walled().set_tenant(before)
        elif somebody:
            walled().set_schema_to_public()
        else:
            walled().forget_tenant()
