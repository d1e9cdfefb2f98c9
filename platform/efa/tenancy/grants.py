# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Roles and rights as data: what the models declare, as statements to run and as facts to compare (security.md T2, T4).

Nothing here asks the database; `efa.tenancy.catalogue` does, and `efa.tenancy.check` compares the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from psycopg.sql import SQL, Composed, Identifier

from efa.wall.names import LAND, PUBLIC, Roles
from efa.wall.rights import CLOSED, Rights, Shared

WRITES: Final = ("INSERT", "UPDATE", "DELETE")
_MIGRATIONS: Final = "django_migrations"


class Right(NamedTuple):
    """One right of one role: the kind of object, its name (columns behind a dot), the role, the privilege."""

    kind: str
    name: str
    role: str
    privilege: str


class Policy(NamedTuple):
    """One policy of row level security."""

    table: str
    name: str
    command: str
    role: str
    using: str
    check: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of `public` and who may do what with it."""

    name: str
    shared: Shared


def shared_tables() -> list[Table]:
    """Return the tables of `public`, by name; what declares nothing is closed."""
    declared = {model._meta.db_table: getattr(model, "rights", CLOSED) for model in _models(PUBLIC)}
    return [Table(name, shared) for name, shared in sorted({**declared, _MIGRATIONS: CLOSED}.items())]


def tenant_tables(tenant_type: str) -> dict[str, Rights]:
    """Return the tables of a schema of that type and what its role may do with each."""
    rights = {model._meta.db_table: getattr(model, "rights", Rights.ALL) for model in _models(tenant_type)}
    return rights | {_MIGRATIONS: Rights.NONE}


def _models(tenant_type: str) -> Iterator[type[Model]]:
    names = set(settings.TENANT_TYPES[tenant_type]["APPS"])
    for app in apps.get_app_configs():
        if app.name in names:
            yield from (model for model in app.get_models(include_auto_created=True) if model._meta.managed)


# --- public --------------------------------------------------------------------------------------------------
def public_rights(roles: Roles) -> Iterator[Right]:
    """Yield all rights to tables of `public` that anybody but the owner shall have."""
    yield Right("schema", PUBLIC, roles.public, "USAGE")
    for table in shared_tables():
        name = f"{PUBLIC}.{table.name}"
        if table.shared.read:
            yield Right("table", name, roles.public, "SELECT")
        if table.shared.written:
            yield from (Right("table", name, roles.registrar, privilege) for privilege in WRITES)
        if table.shared.own:
            yield from (Right("column", f"{name}.{c}", roles.tenant, "UPDATE") for c in table.shared.columns)
            if table.shared.inserts:
                yield Right("table", name, roles.tenant, "INSERT")


def policies(roles: Roles) -> Iterator[Policy]:
    """Yield the policies of the tables of `public`; where there is none, row level security shows nothing."""
    for table in shared_tables():
        shared = table.shared
        yield Policy(table.name, "owner_all", "ALL", roles.owner, "true", "true")
        if shared.read:
            yield Policy(table.name, "everybody_reads", "SELECT", roles.public, "true", "")
        if shared.written:
            yield Policy(table.name, "land_inserts", "INSERT", roles.registrar, "", "true")
            yield Policy(table.name, "land_updates", "UPDATE", roles.registrar, "true", "true")
            yield Policy(table.name, "land_deletes", "DELETE", roles.registrar, "true", "")
        if shared.own:
            own = shared.own.replace("{role}", roles.prefix)
            yield Policy(table.name, "own_updated", "UPDATE", roles.tenant, own, own)
            if shared.inserts:
                yield Policy(table.name, "own_inserted", "INSERT", roles.tenant, "", own)


def public_statements(roles: Roles) -> Iterator[Composed]:
    """Yield what brings the rights to `public` to what the models declare, whatever they were; one message each."""
    for role in (*roles.groups, *roles.logins):
        yield _sql("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}", role=role)
    for right in public_rights(roles):
        if right.kind == "table":
            yield _sql(f"GRANT {right.privilege} ON {{name}} TO {{role}}", name=right.name, role=right.role)
        elif right.kind == "column":
            table, _, column = right.name.rpartition(".")
            yield _sql(
                f"GRANT {right.privilege} ({{column}}) ON {{name}} TO {{role}}",
                column=column,
                name=table,
                role=right.role,
            )
    for name in (f"{PUBLIC}.{shared.name}" for shared in shared_tables()):
        for deed in ("ENABLE", "FORCE"):
            yield _sql(f"ALTER TABLE {{name}} {deed} ROW LEVEL SECURITY", name=name)
    for policy in policies(roles):
        place = {"policy": policy.name, "name": f"{PUBLIC}.{policy.table}"}
        yield _sql("DROP POLICY IF EXISTS {policy} ON {name}", **place)
        using = f" USING ({policy.using})" if policy.using else ""
        check = f" WITH CHECK ({policy.check})" if policy.check else ""
        yield _sql(
            f"CREATE POLICY {{policy}} ON {{name}} FOR {policy.command} TO {{role}}{using}{check}",
            role=policy.role,
            **place,
        )


# --- a schema ------------------------------------------------------------------------------------------------
def members(roles: Roles, schema: str) -> Iterator[tuple[str, str]]:
    """Yield who is a member of what because of that schema: member, role."""
    me = roles.of(schema)
    yield me, roles.tenant
    if schema == LAND:
        yield me, roles.registrar
        yield roles.land, me
    else:
        yield roles.web, me
    yield roles.worker, me
    # Deeds of the command that opens (the demo's seeds) run as the tenant, too.
    yield roles.owner, me


def schema_statements(roles: Roles, schema: str, *, role_is_known: bool) -> Iterator[Composed]:
    """Yield what makes the schema and its role, before its tables; one message each.

    The role may log in, because a distributed engine passes statements on as it; it has no password, and only the
    coordinator's host rules let it in.
    """
    me = roles.of(schema)
    if not role_is_known:
        yield _sql("CREATE ROLE {me} LOGIN", me=me)
    taken: dict[str, list[Identifier]] = {}
    for member, role in members(roles, schema):
        taken.setdefault(role, []).append(Identifier(member))
    for role, by in taken.items():
        # All at once: after each of these statements the server works out anew who is a member of what.
        yield SQL("GRANT {} TO {}").format(Identifier(role), SQL(", ").join(by))
    yield _sql("CREATE SCHEMA {schema}", schema=schema)
    yield _sql("GRANT USAGE ON SCHEMA {schema} TO {me}", schema=schema, me=me)
    yield _sql(
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {{schema}} GRANT {', '.join(Rights.ALL.value)} ON TABLES TO {{me}}",
        schema=schema,
        me=me,
    )


def narrowing_statements(roles: Roles, schema: str, tenant_type: str) -> Iterator[Composed]:
    """Yield what takes away from the rights to the tables of a schema, behind its tables; one message each."""
    for table, rights in tenant_tables(tenant_type).items():
        if rights is not Rights.ALL:
            place = {"table": f"{schema}.{table}", "me": roles.of(schema)}
            yield _sql("REVOKE ALL ON {table} FROM {me}", **place)
            if rights.value:
                yield _sql(f"GRANT {', '.join(rights.value)} ON {{table}} TO {{me}}", **place)


def schema_rights(roles: Roles, schema: str, tenant_type: str) -> Iterator[Right]:
    """Yield all rights that the role of a schema shall have there."""
    me = roles.of(schema)
    yield Right("schema", schema, me, "USAGE")
    yield from (Right("default", schema, me, privilege) for privilege in Rights.ALL.value)
    for table, rights in tenant_tables(tenant_type).items():
        yield from (Right("table", f"{schema}.{table}", me, privilege) for privilege in rights.value)


def _sql(statement: str, **names: str) -> Composed:
    # No part of a statement comes from outside this module; the names travel as quoted identifiers.
    places = {key: Identifier(*name.split(".")) for key, name in names.items()}
    return SQL(statement).format(**places)
