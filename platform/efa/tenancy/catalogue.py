# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions to PostgreSQL's own catalogue: which roles, rights, policies and tables there really are."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, Protocol

from psycopg.sql import SQL, Identifier

from efa.tenancy.grants import Policy, Right


class Asked(Protocol):
    """A cursor, of Django or of the driver."""

    def execute(self, query: Any, params: Any = None, /) -> Any:
        """Run one statement."""
        ...

    def fetchall(self) -> list[Any]:
        """Return what it gave."""
        ...


class Role(NamedTuple):
    """A role and what it may do by itself."""

    name: str
    attributes: frozenset[str]


_COPY: Final = "copy_for_a_condition"
# Every schema but the system's own; it stands where the questions say so.
_OURS: Final = "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%%'"
# Everything granted to anybody who is not the owner of the object. `acldefault` shows what holds where nothing was
# ever granted: EXECUTE on functions, for instance, is everybody's.
_RIGHTS: Final = """
SELECT kind, name, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, privilege FROM (
    SELECT 'schema', n.nspname::text, a.grantee, a.privilege_type, nspowner FROM pg_namespace n,
        aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a WHERE /*ours*/
    UNION ALL SELECT CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, n.nspname || '.' || relname,
        a.grantee, a.privilege_type, relowner FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace,
        aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))) a
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND /*ours*/
    UNION ALL SELECT 'column', n.nspname || '.' || relname || '.' || attname, a.grantee, a.privilege_type, relowner
        FROM pg_attribute t JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace,
        aclexplode(attacl) a WHERE attacl IS NOT NULL AND /*ours*/
    UNION ALL SELECT 'function', n.nspname || '.' || proname, a.grantee, a.privilege_type, proowner
        FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace,
        aclexplode(coalesce(proacl, acldefault('f', proowner))) a WHERE /*ours*/
    UNION ALL SELECT 'large object function', proname::text, a.grantee, a.privilege_type, proowner
        FROM pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
        WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname LIKE 'lo\\_%%' OR proname IN ('loread', 'lowrite'))
    UNION ALL SELECT 'large object', o.oid::text, a.grantee, a.privilege_type, 0
        FROM pg_largeobject_metadata o, aclexplode(coalesce(lomacl, acldefault('L', lomowner))) a
    UNION ALL SELECT 'database', 'this', a.grantee, a.privilege_type, datdba FROM pg_database,
        aclexplode(coalesce(datacl, acldefault('d', datdba))) a WHERE datname = current_database()
    UNION ALL SELECT 'default', coalesce(n.nspname::text, defaclobjtype::text), a.grantee, a.privilege_type, defaclrole
        FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace, aclexplode(defaclacl) a
) granted (kind, name, grantee, privilege, owner) WHERE grantee <> owner
"""
_POLICIES: Final = """
SELECT tablename, policyname, cmd, array_to_string(roles, ', '), coalesce(qual, ''), coalesce(with_check, '')
FROM pg_policies WHERE schemaname = 'public' AND permissive = 'PERMISSIVE'
"""
_OPEN_TABLES: Final = """
SELECT n.nspname || '.' || relname, relrowsecurity AND relforcerowsecurity, pg_get_userbyid(relowner)
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p') AND /*ours*/
"""
_ROLES: Final = """
SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls
FROM pg_roles WHERE starts_with(rolname, %s)
"""
_ATTRIBUTES: Final = ("super", "inherit", "createrole", "createdb", "login", "replication", "bypassrls")
_MEMBERS: Final = """
SELECT member.rolname, role.rolname, bool_or(admin_option) FROM pg_auth_members m
JOIN pg_roles member ON member.oid = m.member JOIN pg_roles role ON role.oid = roleid
WHERE starts_with(member.rolname, %s) OR starts_with(role.rolname, %s) GROUP BY 1, 2
"""
# Rights that a login has without taking the role they belong to.
_INHERITED: Final = """
SELECT login.rolname, role.rolname FROM pg_roles login JOIN pg_roles role ON role.oid <> login.oid
WHERE login.rolname = ANY(%s) AND NOT login.rolsuper AND pg_has_role(login.oid, role.oid, 'USAGE')
"""
# What a session begins with; an empty name of a role stands for all roles.
_SETTINGS: Final = """
SELECT coalesce(rolname, ''), split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1)
FROM pg_db_role_setting LEFT JOIN pg_roles r ON r.oid = setrole, unnest(setconfig) setting
WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
AND (setrole = 0 OR starts_with(rolname, %s))
"""
# Columns, constraints, indexes, triggers, rules and inheritance of a schema, without its name. The hash of
# `django_migrations` is of the names of migrations: two schemas that look alike may have come there differently.
_STRUCTURE: Final = """
SELECT schema, encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex') FROM (
    SELECT n.nspname, concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
        replace(pg_get_expr(adbin, adrelid), n.nspname || '.', ''))
        FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
        LEFT JOIN pg_attrdef d ON (adrelid, adnum) = (attrelid, attnum)
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND attnum > 0 AND NOT attisdropped
        AND n.nspname = ANY(%(schemas)s)
    UNION ALL SELECT n.nspname, conname || ' ' || replace(pg_get_constraintdef(c.oid), n.nspname || '.', '')
        FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace
        WHERE contype <> 'n' AND n.nspname = ANY(%(schemas)s)
    UNION ALL SELECT schemaname, replace(indexdef, schemaname || '.', '') FROM pg_indexes
        WHERE schemaname = ANY(%(schemas)s)
    UNION ALL SELECT n.nspname, 'trigger ' || tgname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
        JOIN pg_namespace n ON n.oid = relnamespace WHERE NOT tgisinternal AND n.nspname = ANY(%(schemas)s)
    UNION ALL SELECT schemaname, 'rule ' || rulename FROM pg_rules WHERE schemaname = ANY(%(schemas)s)
    UNION ALL SELECT n.nspname, 'part of another table ' || relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
        JOIN pg_namespace n ON n.oid = relnamespace WHERE n.nspname = ANY(%(schemas)s)
) lines (schema, line) GROUP BY schema
"""
_SCHEMAS: Final = "SELECT n.nspname, pg_get_userbyid(nspowner) FROM pg_namespace n WHERE /*ours*/"
_TABLES: Final = """
SELECT n.nspname, relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p') AND n.nspname = ANY(%s)
"""


def rights(asked: Asked) -> set[Right]:
    """Return all rights of everybody but the owners, in this database and outside the system's own schemas."""
    return {Right(*row) for row in _rows(asked, _RIGHTS, {})}


def policies(asked: Asked) -> set[Policy]:
    """Return the policies of `public` as PostgreSQL writes them; several roles stand in one text."""
    return {Policy(*row) for row in _rows(asked, _POLICIES, {})}


def condition_as_written(asked: Asked, table: str, condition: str) -> str:
    """Return how PostgreSQL writes the condition of a policy on that table of `public`.

    It writes in its own words what it has understood, so the condition is given to a copy of the table; the caller
    rolls back.
    """
    copy, policy = Identifier("public", _COPY), Identifier(_COPY)
    asked.execute(SQL("CREATE TABLE {} (LIKE {})").format(copy, Identifier("public", table)))
    # The name of the table stands in the conditions where a sub-query uses one of its columns.
    understood = SQL(condition.replace(f"{table}.", f"{_COPY}."))
    asked.execute(SQL("CREATE POLICY {} ON {} USING ({})").format(policy, copy, understood))
    ((written,),) = _rows(asked, "SELECT qual FROM pg_policies WHERE policyname = %s", [_COPY])
    asked.execute(SQL("DROP TABLE {}").format(copy))
    return str(written).replace(_COPY, table)


def inherited(asked: Asked, logins: Iterable[str]) -> list[tuple[str, str]]:
    """Return which of these logins have the rights of which role without having to take it."""
    return [(login, role) for login, role in _rows(asked, _INHERITED, [list(logins)])]


def settings(asked: Asked, prefix: str) -> set[tuple[str, str, str]]:
    """Return role, name and value of all settings with which sessions of these roles begin in this database."""
    return {(role, name, value) for role, name, value in _rows(asked, _SETTINGS, [prefix])}


def tables(asked: Asked) -> dict[str, tuple[bool, str]]:
    """Return, by full name of table, whether row level security is forced and who owns it."""
    return {name: (forced, owner) for name, forced, owner in _rows(asked, _OPEN_TABLES, {})}


def tables_of(asked: Asked, schemas: Iterable[str]) -> dict[str, set[str]]:
    """Return the names of the tables of each schema."""
    found: dict[str, set[str]] = {schema: set() for schema in schemas}
    for schema, table in _rows(asked, _TABLES, [list(found)]):
        found[schema].add(table)
    return found


def schemas(asked: Asked) -> dict[str, str]:
    """Return the owners of all schemas that are not the system's."""
    return dict(_rows(asked, _SCHEMAS, {}))


def roles(asked: Asked, prefix: str) -> set[Role]:
    """Return the roles of the installation, which begin with `prefix`."""
    return {
        Role(name, frozenset(a for a, has in zip(_ATTRIBUTES, flags, strict=True) if has))
        for name, *flags in _rows(asked, _ROLES, [prefix])
    }


def members(asked: Asked, prefix: str) -> dict[tuple[str, str], bool]:
    """Return who is a member of what (member, role), and whether it may pass that on."""
    return {(member, role): admin for member, role, admin in _rows(asked, _MEMBERS, [prefix, prefix])}


def structures(asked: Asked, schemas: Iterable[str]) -> dict[str, str]:
    """Return a fingerprint of the structure of each schema, without its name; one without anything has none."""
    return dict(_rows(asked, _STRUCTURE, {"schemas": list(schemas)}))


def role_is_known(asked: Asked, role: str) -> bool:
    """Say whether the server has that role, which other databases may use too."""
    return bool(_rows(asked, "SELECT 1 FROM pg_roles WHERE rolname = %s", [role]))


def _rows(asked: Asked, query: str, params: Mapping[str, Any] | list[Any]) -> list[Any]:
    asked.execute(query.replace("/*ours*/", _OURS), params)
    return list(asked.fetchall())
