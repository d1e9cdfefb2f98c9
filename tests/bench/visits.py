# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The memory of a connection that visits one Kommune after the other, in a process of its own."""

from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db import close_old_connections, connection

from tests.bench import cost

_sites: list[Any] = []
_at_start = 0.0


def start(recycled: bool) -> None:
    """Set Django up; take the memory of a connection that has done nothing yet."""
    global _at_start  # noqa: PLW0603 -- this process exists for one walk only
    django.setup()
    from efa.tenancy.current import tenant
    from efa.tenancy.hosts import hosts
    from efa.wall.backend import base

    if not recycled:
        base.TABLES_OF_A_CONNECTION = 1_000_000
    _sites.extend(site for site in hosts.content().values() if site.type == "kommune")
    connection.close()
    with tenant(_sites[0]), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    _at_start = _memory()


def visit(first: int, behind: int, everything: bool) -> dict[str, float]:
    """Visit these Kommunen; return the most and the last memory above the start, in MB, and the connections used."""
    from efa.tenancy.current import tenant

    grown, backends = [], set()
    for site in _sites[first:behind]:
        # As Django does at the edges of a request.
        close_old_connections()
        with tenant(site):
            for model in _models() if everything else [apps.get_model("instance.OpeningHours")]:
                model.objects.order_by("pk").first()
        backends.add(connection.connection.info.backend_pid)
        grown.append(_memory() - _at_start)
    return {"most": max(grown), "last": grown[-1], "connections": len(backends)}


def _memory() -> float:
    connected: Any = connection.connection
    return cost.private_memory(connected.info.backend_pid)


def _models() -> list[Any]:
    names = set(settings.TENANT_TYPES["kommune"]["APPS"])
    return [model for app in apps.get_app_configs() if app.name in names for model in app.get_models()]
