# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is tried: plain statements, each of which must be refused, and how PostgreSQL must refuse it.

`kinds` says how a statement travels and what its control is.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from psycopg.sql import SQL, Literal

from efa.tenancy.proof.ground import Ground, Schema, Table
from efa.tenancy.proof.kinds import (
    KINDS,
    NO_ROLE,
    NO_ROW,
    NO_SCHEMA,
    NO_TABLE,
    REFUSED,
    SUCCESS,
    Actor,
    Probe,
    with_names,
    with_values,
)
from efa.wall.names import LAND, PUBLIC, Roles

_UNKNOWN: Final = "k_aaaaaaaaaaaa"


def probes(ground: Ground, kinds: Collection[str] = tuple(KINDS), *, every_table: bool = True) -> Iterator[Probe]:
    """Yield all probes of these kinds; without `every_table` one table of each foreign schema, in turn another one.

    Those of `password` are no statements; `run` knows how to knock.
    """
    for kinds_made, make in _MAKERS:
        if wanted := kinds_made & set(kinds):
            yield from make(ground, wanted, every_table)


def actors(ground: Ground) -> Iterator[Actor]:
    """Yield every role of a schema with each login that may take it."""
    for schema in ground.schemas:
        pages = ground.roles.land if schema.name == LAND else ground.roles.web
        for login in (pages, ground.roles.worker):
            yield Actor(login, schema.role, schema.name)


def _strangers(roles: Roles) -> Iterator[Actor]:
    """Yield who belongs to no schema: each login by itself, and with the role that reads the registers."""
    for login in roles.logins:
        yield Actor(login)
        yield Actor(login, roles.public)


# --- the own schema ------------------------------------------------------------------------------------------
def _own(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    """Everybody reads its own tables. If this failed, all the refusals below would mean nothing."""
    own = {schema.name: schema for schema in ground.schemas}
    for actor in actors(ground):
        path = f"{actor.schema}, {PUBLIC}"
        # A schema without a table that its role reads fails here.
        tables = own[actor.schema].readable or (Table("keine_lesbare_tabelle", "", is_readable=False),)
        for table in tables:
            for statement in (
                with_names("SELECT 1 FROM {schema}.{table} LIMIT 1", schema=actor.schema, table=table.name),
                with_names("SELECT 1 FROM {table} LIMIT 1", table=table.name),
            ):
                yield Probe("own", actor, f"{actor.schema}.{table.name}", statement, SUCCESS, path)


# --- a foreign schema ----------------------------------------------------------------------------------------
# Tries on a table. `WHERE false`: PostgreSQL checks the right before it looks for rows, so the statement needs the very
# right in question and could change nothing even if the rollback behind it failed.
_ON_TABLE: Final = (
    ("read", "SELECT 1 FROM {schema}.{table} LIMIT 1"),
    ("path", "SELECT 1 FROM {table} LIMIT 1"),
    ("insert", "INSERT INTO {schema}.{table} ({column}) SELECT NULL WHERE false"),
    ("update", "UPDATE {schema}.{table} SET {column} = DEFAULT WHERE false"),
    ("delete", "DELETE FROM {schema}.{table} WHERE false"),
    ("delete", "TRUNCATE {schema}.{table} CASCADE"),
)
# Only who owns a table may do these, and one owner has them all; so one table of each schema is enough.
_ON_ONE_TABLE: Final = (
    ("build", "ALTER TABLE {schema}.{table} ADD COLUMN probe integer"),
    ("build", "DROP TABLE {schema}.{table} CASCADE"),
    ("build", "GRANT SELECT ON {schema}.{table} TO CURRENT_USER"),
)
_ON_SCHEMA: Final = (
    ("build", "CREATE TABLE {schema}.probe (x integer)"),
    ("build", "CREATE VIEW {schema}.probe AS SELECT 1 AS x"),
    ("build", "GRANT USAGE ON SCHEMA {schema} TO CURRENT_USER"),
    ("build", "DROP SCHEMA {schema} CASCADE"),
)


def _foreign(ground: Ground, kinds: Collection[str], every_table: bool) -> Iterator[Probe]:
    """Every role of a schema, by every login that may take it, at every foreign schema; and those without a schema."""
    # Each statement is written once for a table and used for all who try it.
    targets = [
        (
            schema.name,
            [_tries(_ON_TABLE, kinds, schema, table) for table in schema.tables],
            [_tries(_ON_ONE_TABLE, kinds, schema, table) for table in schema.tables],
            _tries(_ON_SCHEMA, kinds, schema),
        )
        for schema in ground.schemas
    ]
    everybody = [*actors(ground)] + ([*_strangers(ground.roles)] if "alone" in kinds else [])
    for turn, actor in enumerate(everybody):
        for schema, of_each, of_one, of_schema in targets:
            if schema == actor.schema:
                continue
            tables = len(of_each)
            # Everybody's one table is another one; together they reach all.
            one = turn % tables if tables else 0
            data = [entry for of_table in (of_each if every_table else of_each[one : one + 1]) for entry in of_table]
            for kind, statement, expected, path in (*data, *(of_one[one] if tables else ()), *of_schema):
                mine = kind if actor.schema else "alone"
                if mine in kinds:
                    yield Probe(mine, actor, schema, statement, expected, path)


def _tries(
    statements: tuple[tuple[str, str], ...], kinds: Collection[str], schema: Schema, table: Table | None = None
) -> list[tuple[str, str, str, str]]:
    """Return kind, statement, expected code and search path of what is tried on a table or on the schema itself."""
    names = {"schema": schema.name} | ({"table": table.name, "column": table.column} if table else {})
    # By the search path alone: a schema in it that one may not enter is passed over, so the name leads nowhere.
    return [
        (kind, with_names(statement, **names), *((NO_TABLE, schema.name) if kind == "path" else (REFUSED, "")))
        for kind, statement in statements
        if kind in kinds or "alone" in kinds
    ]


# Whatever PostgreSQL itself counts as a right, on whatever kind of object, ways round the name included; asked as the
# role itself. Columns too: a right to one column is none to the table.
_ANY_RIGHT: Final = """
SELECT CASE WHEN relkind IS NULL THEN 'Schema ' || nspname ELSE c.oid::regclass::text END
FROM pg_namespace n LEFT JOIN pg_class c ON relnamespace = n.oid AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
WHERE nspname = ANY({schemas}) AND (
    has_schema_privilege(n.oid, 'USAGE') OR has_schema_privilege(n.oid, 'CREATE')
    OR CASE WHEN relkind = 'S' THEN has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE')
       ELSE has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
       OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') END)
LIMIT 1
"""


def _rights(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    names = [schema.name for schema in ground.schemas]
    # A role has the same rights whoever took it.
    each = {actor.role: actor for actor in actors(ground)}
    for actor in (*each.values(), *_strangers(ground.roles)):
        foreign = [name for name in names if name != actor.schema]
        statement = SQL(_ANY_RIGHT).format(schemas=Literal(foreign)).as_string()
        yield Probe("rights", actor, "alle fremden Schemas", statement, NO_ROW, counts=len(foreign))


# --- the registers that all share ----------------------------------------------------------------------------
# As one Kommune ({own}: its schema) at another one's entry ({other}: its schema, {key}: its official key).
_ON_NEIGHBOURS_ENTRY: Final = (
    # The address of the neighbour's look. A Kommune may write its own; row level security hides all others.
    (NO_ROW, "UPDATE public.tenancy_kommune SET theme = 'probe' WHERE schema_name = {other} RETURNING 1"),
    (REFUSED, "DELETE FROM public.tenancy_kommune WHERE schema_name = {other}"),
    # A host of its own that leads to the neighbour, or the neighbour's host for itself.
    (REFUSED, ("INSERT INTO public.tenancy_domain (domain, is_primary, kind, tenant_id)"
               " SELECT 'x.invalid', false, 'kommune', id FROM public.tenancy_kommune WHERE schema_name = {other}")),
    (REFUSED, ("UPDATE public.tenancy_domain SET kind = 'ministry' FROM public.tenancy_kommune k"
               " WHERE k.id = tenant_id AND k.schema_name = {other}")),
    # An office under the neighbour's key, new or over the old one.
    (REFUSED, ("INSERT INTO public.responsibility_publishedoffice (authority, name, office, street, postcode, city,"
               " hint, phone, email, hours, paper_de, paper_en, published_at)"
               " VALUES ({key}, 'x', 'x', 'x', '00000', 'x', '', '0', 'x@x.invalid', '[]', '', '', now())"
               " ON CONFLICT (authority) DO UPDATE SET phone = excluded.phone")),
    (REFUSED, "UPDATE public.responsibility_assignment SET authority = {key} WHERE false"),
)  # fmt: skip
_ON_NEIGHBOURS_OFFICE: Final = (
    (NO_ROW, "UPDATE public.responsibility_publishedoffice SET phone = '0' WHERE authority = {key} RETURNING 1"),
    (REFUSED, "UPDATE public.responsibility_publishedoffice SET authority = '00' WHERE authority = {key}"),
    (REFUSED, "DELETE FROM public.responsibility_publishedoffice WHERE authority = {key}"),
)
# As a Kommune, or as nobody, at what is its own but not its business, or the Land's.
_ON_REGISTERS: Final = (
    (REFUSED, "UPDATE public.tenancy_kommune SET state = state WHERE schema_name = {own}"),
    (REFUSED, "UPDATE public.tenancy_kommune SET schema_name = {own} WHERE schema_name = {own}"),
    (REFUSED, "INSERT INTO public.registers_registerversion (register, stamp) VALUES ('probe', 1)"),
    (REFUSED, "DELETE FROM public.registers_registerversion WHERE false"),
    (REFUSED, "INSERT INTO public.responsibility_area (key, name, valid_from) VALUES ('99', 'x', '1900-01-01')"),
)
_ON_A_STAMP: Final = "UPDATE public.registers_registerversion SET stamp = 1 WHERE register = {stamp} RETURNING 1"
# What only the owner reads, the Land neither.
_CLOSED: Final = (
    "SELECT count(*) FROM public.tenancy_recording",
    "SELECT count(*) FROM public.tenancy_spare",
    "SELECT count(*) FROM public.django_migrations",
)


def _registers(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    neighbours = [schema for schema in ground.kommunen if schema.ags]
    own = {schema.name: schema for schema in ground.schemas}
    for actor in (*_strangers(ground.roles), *actors(ground)):
        me = {"own": actor.schema}
        tries = [(REFUSED, with_values(statement)) for statement in _CLOSED]
        if actor.schema != LAND:
            tries += [(expected, with_values(statement, **me)) for expected, statement in _ON_REGISTERS]
            tries += [
                (NO_ROW if actor.schema else REFUSED, with_values(_ON_A_STAMP, stamp=stamp)) for stamp in ground.stamps
            ]
        for expected, statement in tries:
            yield Probe("registers", actor, "Verzeichnisse", statement, expected)
        if actor.schema in {"", LAND} or not own[actor.schema].ags:
            continue
        for neighbour in neighbours:
            if neighbour.name == actor.schema:
                continue
            published = _ON_NEIGHBOURS_OFFICE if neighbour.ags in ground.offices else ()
            for expected, statement in (*_ON_NEIGHBOURS_ENTRY, *published):
                filled = with_values(statement, other=neighbour.name, key=neighbour.ags, **me)
                yield Probe("registers", actor, f"Eintrag von {neighbour.name}", filled, expected)


# --- the own log ---------------------------------------------------------------------------------------------
# Who may write into its log may do nothing else to it, so nobody can cover its tracks as itself.
_ON_LOG: Final = (
    "UPDATE {own}.audit_entry SET event = DEFAULT WHERE false",
    "DELETE FROM {own}.audit_entry WHERE false",
    "TRUNCATE {own}.audit_entry CASCADE",
)


def _log(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    for actor in actors(ground):
        for statement in _ON_LOG:
            yield Probe("log", actor, actor.schema, with_names(statement, own=actor.schema))


# --- roles ---------------------------------------------------------------------------------------------------
def _roles(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    """Each login takes each role that it must not take; by itself, and from the role of a schema."""
    roles = ground.roles
    land = roles.of(LAND)
    kommunen = [schema.role for schema in ground.kommunen]
    everywhere = (roles.owner, *ground.mighty)
    forbidden = {
        roles.web: (land, roles.registrar, roles.land, roles.worker, *everywhere),
        roles.land: (*kommunen, roles.web, roles.worker, *everywhere),
        roles.worker: (roles.web, roles.land, *everywhere),
    }
    for actor in (*_strangers(roles), *actors(ground)):
        for role in forbidden[actor.login]:
            yield Probe("roles", actor, role, f"SELECT set_config('role', '{role}', true)")
        yield Probe("roles", actor, roles.owner, f"SET LOCAL SESSION AUTHORIZATION {roles.owner}")


# --- beyond the schemas --------------------------------------------------------------------------------------
_BEYOND: Final = (
    # A temporary table outlives the transaction and would hide the next tenant's table of that name.
    "CREATE TEMPORARY TABLE probe (x integer)",
    # Large objects belong to no schema.
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "CREATE SCHEMA probe",
    "CREATE TABLE public.probe (x integer)",
    "CREATE FUNCTION public.probe() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE probe_of_the_wall",
    # Files of the server.
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT pg_ls_dir('.')",
    # Hashes of passwords, samples of the data of all tables, the contents of large objects.
    "SELECT count(*) FROM pg_authid",
    "SELECT count(*) FROM pg_statistic",
    "SELECT count(*) FROM pg_largeobject",
    # Switches off constraints and triggers.
    "SET LOCAL session_replication_role = replica",
)
_IN_OWN_SCHEMA: Final = ("CREATE TABLE {own}.probe (x integer)", "DROP SCHEMA {own} CASCADE")
# What other connections have just sent; the statements of a neighbour have values in them.
_OTHERS_STATEMENTS: Final = (
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND query NOT IN ('', '<insufficient privilege>')"
)


def _beyond(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    for actor in (*_strangers(ground.roles), *actors(ground)):
        statements = [*_BEYOND, *(with_names(one, own=actor.schema) for one in _IN_OWN_SCHEMA if actor.schema)]
        for statement in statements:
            yield Probe("beyond", actor, "Datenbank", statement)
        if actor.role:
            yield Probe("beyond", actor, "Anweisungen anderer", _OTHERS_STATEMENTS, NO_ROW)


# --- outside of a transaction --------------------------------------------------------------------------------
# A transaction of a tenant, in the ways in which one can end; {wall} says whose it is, {table} is its own.
_TRANSACTIONS: Final = (
    "{wall}SELECT 1 FROM {table} LIMIT 1",
    "BEGIN;{wall}SELECT 1 FROM {table} LIMIT 1;COMMIT",
    "BEGIN;{wall}SELECT 1 FROM {table} LIMIT 1;ROLLBACK",
    "BEGIN;SAVEPOINT a;{wall}SELECT 1 FROM {table} LIMIT 1;ROLLBACK TO a;COMMIT",
)
# The next statement on the same connection finds nobody: no role, no search path, no right.
_LEFT_OVER: Final = (
    (NO_ROW, "SELECT 1 WHERE current_user <> session_user OR current_setting('search_path') NOT IN ('', '\"\"')"),
    (REFUSED, "SELECT 1 FROM {schema}.{table} LIMIT 1"),
    (NO_TABLE, "SELECT 1 FROM {table} LIMIT 1"),
)


def _after(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    own = {schema.name: schema for schema in ground.schemas}
    for actor in actors(ground):
        for table in own[actor.schema].readable[:1]:
            names = {"schema": actor.schema, "table": table.name}
            for transaction in _TRANSACTIONS:
                settings = f"SET {{0}} search_path = {actor.schema}; SET {{0}} role = {actor.role};"
                first = transaction.format(wall=settings.format("LOCAL"), table=table.name)
                # The control does what the platform never does: it sets both for the length of the session.
                left = settings.format("SESSION")
                for expected, statement in _LEFT_OVER:
                    filled = with_names(statement, **names)
                    yield Probe("after", actor, actor.schema, filled, expected, first=first, control_first=left)


# --- what is not there ---------------------------------------------------------------------------------------
def _unknown(ground: Ground, _kinds: Collection[str], _every_table: bool) -> Iterator[Probe]:
    own = {schema.name: schema for schema in ground.schemas}
    for actor in actors(ground):
        me, readable = actor.schema, own[actor.schema].readable
        for table in readable[:1]:
            statement = with_names("SELECT 1 FROM {table} LIMIT 1", table=table.name)
            for path in ("", PUBLIC, _UNKNOWN, f"{_UNKNOWN}, {PUBLIC}"):
                yield Probe("unknown", actor, path or "kein Suchpfad", statement, NO_TABLE, path, control_path=me)
        made = "CREATE TABLE probe (x integer)"
        yield Probe("unknown", actor, _UNKNOWN, made, NO_SCHEMA, _UNKNOWN, control_path=me)
        taken = "SELECT set_config('role', '{role}', true)"
        nobody, somebody = taken.format(role=ground.roles.of(_UNKNOWN)), taken.format(role=actor.role)
        yield Probe("unknown", actor, ground.roles.of(_UNKNOWN), nobody, NO_ROLE, control=somebody)


# Which kinds come from where.
_MAKERS: Final[tuple[tuple[frozenset[str], Callable[[Ground, Collection[str], bool], Iterator[Probe]]], ...]] = (
    (frozenset({"own"}), _own),
    (frozenset({"read", "path", "insert", "update", "delete", "build", "alone"}), _foreign),
    (frozenset({"rights"}), _rights),
    (frozenset({"registers"}), _registers),
    (frozenset({"log"}), _log),
    (frozenset({"roles"}), _roles),
    (frozenset({"beyond"}), _beyond),
    (frozenset({"after"}), _after),
    (frozenset({"unknown"}), _unknown),
)
