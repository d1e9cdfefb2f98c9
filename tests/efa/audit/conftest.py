# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ground for the log: real transactions of production's logins, and a superuser who tampers."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.conftest import one_login, use

Tamper = Callable[..., None]


@pytest.fixture(scope="module")
def superuser(database: dict[str, str]) -> Iterator[psycopg.Connection[Any]]:
    """The superuser, in this worker's database: nothing refuses it."""
    with psycopg.connect(database["DATABASE_TEST_URL"], autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def empty(superuser: psycopg.Connection[Any]) -> Iterator[Callable[[], None]]:
    """All logs are empty for the tests of a module; what stood in them comes back behind it. Call it to sweep."""
    tables = [
        sql.Identifier(*row)
        for row in superuser.execute(
            "SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE relkind = 'r' AND relname IN ('audit_entry', 'audit_segment')"
        )
    ]

    def sweep() -> None:
        superuser.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))

    kept = [(table, sql.Identifier(f"kept_{place}")) for place, table in enumerate(tables)]
    for table, copy in kept:
        superuser.execute(sql.SQL("CREATE TEMPORARY TABLE {} AS TABLE {}").format(copy, table))
    sweep()
    yield sweep
    sweep()
    for table, copy in kept:
        superuser.execute(sql.SQL("INSERT INTO {} TABLE {}").format(table, copy))


@pytest.fixture
def committed(
    database: dict[str, str], django_db_setup: None, django_db_blocker: Any, empty: Callable[[], None]
) -> Iterator[dict[str, Any]]:
    """The tenants by AGS, outside any transaction; what the test commits to logs is swept behind it.

    The logins are those of production: one for the Land, one for the Kommunen.
    """
    from efa.config.database import LOGINS, of_urls
    from efa.tenancy.models import Kommune
    from efa.wall.present import as_anybody

    with django_db_blocker.unblock():
        use(of_urls({kind: database[name] for kind, name in LOGINS.items()}))
        with as_anybody():
            tenants = {tenant.ags: tenant for tenant in Kommune.objects.exclude(state="INVITED")}
        yield tenants
        use(one_login(database))
    empty()


@pytest.fixture
def tamper(committed: dict[str, Any], superuser: psycopg.Connection[Any]) -> Tamper:
    """Run a statement of the superuser in the schema of a tenant, Musterstadt's unless told otherwise."""

    def do(statement: str, *, ags: str = "99001") -> None:
        schema = committed[ags].schema_name
        with superuser.transaction():
            superuser.execute(sql.SQL("SET LOCAL search_path TO {}").format(sql.Identifier(schema)))
            superuser.execute(statement)

    return do
