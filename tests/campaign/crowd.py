# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database of many tenants, each with a row that says whose it is, and the logins of production to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend
from psycopg.sql import SQL, Identifier

from efa.wall.names import LAND, Roles
from efa.wall.present import forget_connection
from tests import ground

ROLES: Final = Roles()
AT: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
# The one row of `theming_branding` is every schema's, the Land's too.
_MARK: Final = """
INSERT INTO {schema}.theming_branding (single, mark, service_line_de, service_line_en, claim_de, claim_en, footer_de,
    footer_en, sign_language_url, easy_language_url, changed_at)
VALUES (true, 'sun', 'x', 'x', {schema_name}, '', '', '', '', '', now())
ON CONFLICT (single) DO UPDATE SET claim_de = excluded.claim_de
"""


@dataclass(frozen=True)
class Crowd:
    """The addresses of the database and the schemas in it, the Land's among them."""

    urls: dict[str, str]
    schemas: tuple[str, ...]

    @property
    def kommunen(self) -> tuple[str, ...]:
        """All schemas but the Land's."""
        return tuple(schema for schema in self.schemas if schema != LAND)

    @property
    def name(self) -> str:
        """The name of the database."""
        return str(psycopg.conninfo.conninfo_to_dict(self.urls["DATABASE_URL"])["dbname"])

    @property
    def logins(self) -> dict[str, Any]:
        """Django's settings with the logins of production."""
        from efa.config.database import of_urls

        return of_urls({"kommune": self.urls["DATABASE_URL"], "land": self.urls["DATABASE_LAND_URL"]})

    @property
    def superuser(self) -> str:
        """The superuser's address of this database."""
        return self.urls["DATABASE_TEST_URL"]


@contextmanager
def connected(settings: dict[str, Any]) -> Iterator[Any]:
    """Give this thread another connection of Django, closed behind the block."""
    before = connections[DEFAULT_DB_ALIAS]
    complete = before.settings_dict | settings
    mine = load_backend(complete["ENGINE"]).DatabaseWrapper(complete, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = mine
    forget_connection()
    try:
        yield mine
    finally:
        mine.close()
        connections[DEFAULT_DB_ALIAS] = before
        forget_connection()


@contextmanager
def crowd(server: dict[str, str], name: str, *, kommunen: int = 0) -> Iterator[Crowd]:
    """Copy the template, open Kommunen until there are so many, mark each schema; all of it goes behind the block.

    Roles belong to the server and would outlive the database.
    """
    urls = ground.copy(server, name)
    try:
        opened = _open(urls, kommunen)
        yield Crowd(urls, _mark(urls))
    finally:
        with psycopg.connect(server["ADMIN_URL"], autocommit=True) as admin:
            admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
            for schema in opened:
                admin.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(ROLES.of(schema))))


def _mark(urls: dict[str, str]) -> tuple[str, ...]:
    with psycopg.connect(urls["DATABASE_TEST_URL"], autocommit=True) as admin:
        question = "SELECT schema_name FROM public.tenancy_kommune WHERE opened_at IS NOT NULL ORDER BY 1"
        schemas = tuple(schema for (schema,) in admin.execute(question))
        with admin.pipeline():
            for schema in schemas:
                admin.execute(SQL(_MARK).format(schema=Identifier(schema), schema_name=schema))
    return schemas


def _open(urls: dict[str, str], kommunen: int) -> list[str]:
    from efa.audit.services import OPERATOR
    from efa.config.database import of_owner
    from efa.tenancy import services
    from efa.tenancy.models import Kind, Kommune

    opened: list[str] = []
    with connected(of_owner(urls["DATABASE_OWNER_URL"])):
        there = Kommune.objects.filter(type=Kommune.Type.KOMMUNE).count()
        for number in range(max(0, kommunen - there)):
            ags = f"98{number:03}"
            services.invite(
                kind=Kind.LANDKREIS, ags=ags, ars=ags, name=f"Landkreis {number}", short_name=f"{number}",
                population=None, host_names=[services.HostName(f"crowd-{number}.localhost")], by=OPERATOR, at=AT,
            )  # fmt: skip
            opened.append(services.open_schema(ags=ags, by=OPERATOR, at=AT).schema_name)
    return opened
