# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ground for the log: real transactions, and a superuser who tampers."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

Tamper = Callable[..., None]


@pytest.fixture
def superuser(database: dict[str, str]) -> Iterator[psycopg.Connection[Any]]:
    """The superuser, in this worker's database: nothing refuses it."""
    from efa.config.postgres.database import with_parts

    name = str(conninfo_to_dict(database["DATABASE_URL"])["dbname"])
    with psycopg.connect(with_parts(database["ADMIN_URL"], dbname=name), autocommit=True) as connection:
        yield connection


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: Any, superuser: psycopg.Connection[Any]
) -> Iterator[dict[str, Any]]:
    """The tenants by AGS, outside any transaction; what the test commits to logs is swept behind it."""
    from django.db import connection

    from efa.tenancy.models import Kommune

    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        tenants = {tenant.ags: tenant for tenant in Kommune.objects.exclude(state="INVITED")}
        yield tenants
        connection.close()
    for tenant in tenants.values():
        for table in ("audit_entry", "audit_segment"):
            superuser.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(tenant.schema_name, table)))


@pytest.fixture
def tamper(committed: dict[str, Any], superuser: psycopg.Connection[Any]) -> Tamper:
    """Run a statement of the superuser in the schema of a tenant, Musterstadt's unless told otherwise."""

    def do(statement: str, *, ags: str = "99001") -> None:
        schema = committed[ags].schema_name
        with superuser.transaction():
            superuser.execute(sql.SQL("SET LOCAL search_path TO {}").format(sql.Identifier(schema)))
            superuser.execute(statement)

    return do
