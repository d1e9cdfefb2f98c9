# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to try: the schemas of a database with their tables, and the roles nobody may take."""

from dataclasses import dataclass
from typing import Any, Final

import psycopg

from efa.wall.names import LAND, SCHEMA_NAME, Roles

# Each table of each schema of a tenant, with a column that may be written and whether the schema's own role reads it.
_TABLES: Final = """
SELECT n.nspname, c.relname, (
    SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    ORDER BY attidentity = 'a' OR attgenerated <> '', attnum LIMIT 1
), coalesce((
    SELECT has_table_privilege(r.oid, c.oid, 'SELECT') FROM pg_roles r WHERE rolname = %(prefix)s || n.nspname
), false)
FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
WHERE n.nspname ~ %(pattern)s
ORDER BY n.nspname, c.relname
"""
# A schema that is kept ready for the next Kommune has no key yet, so it is left out here.
_KEYS: Final = "SELECT schema_name, ags FROM public.tenancy_kommune WHERE opened_at IS NOT NULL"
_OFFICES: Final = "SELECT authority FROM public.responsibility_publishedoffice"
# What a Kommune stamps itself is its look and its office; all other stamps are the Land's.
_STAMPS: Final = "SELECT register FROM public.registers_registerversion WHERE register NOT IN ('hosts', 'offices')"
# Superusers, and the roles that PostgreSQL brings along: they read everything, write files, run programs …
_MIGHTY: Final = "SELECT rolname FROM pg_roles WHERE rolsuper OR rolname LIKE 'pg\\_%' ORDER BY rolname"


class NothingToProve(Exception):
    """There are not two schemas in the database, so there is no wall to be tried."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, one of its columns, and whether the role of its own schema may read it."""

    name: str
    column: str
    is_readable: bool


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema of a Kommune or of the Land; `ags` is its official key, empty for one that is kept in store."""

    name: str
    role: str
    ags: str
    tables: tuple[Table, ...]

    @property
    def readable(self) -> tuple[Table, ...]:
        """The tables its own role reads."""
        return tuple(table for table in self.tables if table.is_readable)


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything the probes need to know of a database."""

    roles: Roles
    schemas: tuple[Schema, ...]
    mighty: tuple[str, ...]
    offices: frozenset[str]
    stamps: tuple[str, ...]

    @property
    def kommunen(self) -> tuple[Schema, ...]:
        """All schemas but the Land's."""
        return tuple(schema for schema in self.schemas if schema.name != LAND)


def survey(owner: psycopg.Connection[Any], roles: Roles, *, limit: int | None = None) -> Ground:
    """Look around, as the owner; `limit` takes that many schemas only. Raise `NothingToProve`."""
    keys = dict(owner.execute(_KEYS).fetchall())
    tables: dict[str, list[Table]] = {}
    parameters = {"prefix": roles.prefix, "pattern": f"^({SCHEMA_NAME.pattern})$"}
    for schema, name, column, is_readable in owner.execute(_TABLES, parameters):
        of_schema = tables.setdefault(schema, [])
        if column:
            of_schema.append(Table(name, column, is_readable))
    found = [Schema(name, roles.of(name), keys.get(name, ""), tuple(there)) for name, there in tables.items()]
    schemas = tuple(sorted(found, key=lambda schema: (schema.name != LAND, schema.name))[:limit])
    if len(schemas) < 2:  # noqa: PLR2004 -- a wall has two sides
        raise NothingToProve
    return Ground(
        roles=roles,
        schemas=schemas,
        mighty=_first(owner, _MIGHTY),
        offices=frozenset(_first(owner, _OFFICES)),
        stamps=_first(owner, _STAMPS),
    )


def _first(connection: psycopg.Connection[Any], question: str) -> tuple[str, ...]:
    return tuple(value for (value,) in connection.execute(question).fetchall())
