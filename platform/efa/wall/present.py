# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The connection of this thread, and whose its statements are for the length of a block."""

import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections

from efa.wall.backend.base import DatabaseWrapper, Tenant
from efa.wall.names import LAND, PUBLIC


@dataclass(frozen=True, slots=True)
class _Land:
    schema_name: str = LAND

    def get_tenant_type(self) -> str:
        return LAND


# The Land as keeper of the registers, known without asking for its row.
THE_LAND: Final = _Land()


class _OfThread(threading.local):
    connection: DatabaseWrapper


_OF_THREAD: Final = _OfThread()


def walled() -> DatabaseWrapper:
    """Return Django's connection as what it is: one with a wall.

    Looked up once in a thread: Django's own way takes 2 µs, and each row and each question asks several times.
    """
    try:
        return _OF_THREAD.connection
    except AttributeError:
        connection: Any = connections[DEFAULT_DB_ALIAS]
        _OF_THREAD.connection = connection
        return _OF_THREAD.connection


def present_schema() -> str | None:
    """Return the schema of the tenant whose statements these are, or nothing."""
    try:
        schema = _OF_THREAD.connection.schema_name
    except AttributeError:
        schema = walled().schema_name
    return None if schema == PUBLIC else schema


def forget_connection() -> None:
    """Look the connection of this thread up anew, after Django was given another one."""
    vars(_OF_THREAD).clear()


class _Acting:
    """A block as somebody else: a tenant, or who reads the registers.

    A generator would cost each request twice as much.
    Entering and leaving happen in one thread, so its connection is looked up once.
    """

    __slots__ = ("_before", "_connection", "_somebody", "_tenant")

    def __init__(self, tenant: Tenant | None) -> None:
        self._tenant = tenant

    def __enter__(self) -> None:
        self._connection = walled()
        self._before, self._somebody = self._connection.tenant, self._connection.schema_name is not None
        _become(self._connection, self._tenant)

    def __exit__(self, *_: object) -> None:
        if self._before is None and not self._somebody:
            self._connection.forget_tenant()
        else:
            _become(self._connection, self._before)


def _become(connection: DatabaseWrapper, tenant: Tenant | None) -> None:
    if tenant is None:
        connection.set_schema_to_public()
    else:
        connection.set_tenant(tenant)


def acting_as(tenant: Tenant) -> AbstractContextManager[None]:
    """Run a block as a tenant; behind it the connection is whose it was before.

    Entering raises `NoLogin`, `LoginChange`.
    """
    return _Acting(tenant)


def as_anybody() -> AbstractContextManager[None]:
    """Run a block as somebody who may read the registers and nothing else (the owner: as itself)."""
    return _Acting(None)
