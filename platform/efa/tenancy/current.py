# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose statements follow: the one place that switches the tenant of the connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection

from efa.tenancy.hosts import Site
from efa.tenancy.models import Kommune


@contextmanager
def tenant(of: Site | Kommune) -> Iterator[None]:
    """Run a block as a tenant; behind it the connection has none."""
    switch = cast("Any", connection)  # The backend of django-tenants has no types.
    switch.set_tenant(of)
    try:
        yield
    finally:
        switch.set_schema_to_public()
