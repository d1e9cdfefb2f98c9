# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The logins and the database, on the embedded server or on any other from PostgreSQL 15."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Self
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from efa.wall.names import Roles

# No page may hold a connection for longer. They belong to the logins, so that a pooler passes them on.
LIMITS: Final = {
    "statement_timeout": "10s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "30s",
}
# A name of ours among the advisory locks: who prepares a database waits for who does it at the same moment.
_LOCK: Final = 0x456641
_RANDOM: Final = 20  # characters


@dataclass(frozen=True)
class Passwords:
    """The passwords of the four logins."""

    owner: str = field(repr=False)
    web: str = field(repr=False)
    land: str = field(repr=False)
    worker: str = field(repr=False)

    @classmethod
    def derived_from(cls, password: str, roles: Roles) -> Self:
        """Derive them from the superuser's, so that who prepares a second database arrives at the same ones.

        That password must be random: who knows a login's password could try guesses of it. Raise `ValueError`
        if it is shorter than 20 characters.
        """
        if len(password) < _RANDOM:
            raise ValueError("The superuser has no long random password; name the passwords of the logins.")
        return cls(
            *(
                urlsafe_b64encode(hmac.digest(password.encode(), name.encode(), "sha256")).decode().rstrip("=")
                for name in (roles.owner, roles.web, roles.land, roles.worker)
            )
        )


def addresses(
    admin_url: str, name: str, *, passwords: Passwords | None = None, roles: Roles | None = None
) -> dict[str, str]:
    """Return the addresses of the database `name`, as `prepare_database` does. Raise `ValueError`."""
    of = roles or Roles()
    known = passwords or _derived(admin_url, of)
    logins = {
        "DATABASE_OWNER_URL": (of.owner, known.owner),
        "DATABASE_URL": (of.web, known.web),
        "DATABASE_LAND_URL": (of.land, known.land),
        "DATABASE_WORKER_URL": (of.worker, known.worker),
    }
    return {"ADMIN_URL": admin_url} | {
        key: with_parts(admin_url, dbname=name, user=user, password=password)
        for key, (user, password) in logins.items()
    }


def prepare_database(
    admin_url: str,
    name: str,
    *,
    template: str | None = None,
    passwords: Passwords | None = None,
    roles: Roles | None = None,
) -> dict[str, str]:
    """Make logins, groups and the database `name`, or bring them up to date, and return the addresses.

    `admin_url` is a superuser's; `template` is a database to copy, with nobody connected to it; without
    `passwords` they come from the superuser's own. Rights to tables come with the migrations. Raise
    `psycopg.Error`, `ValueError`.
    """
    of = roles or Roles()
    known = passwords or _derived(admin_url, of)
    with psycopg.connect(admin_url, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        for statement in statements_for_server(of):
            server.execute(statement)
        _set_passwords(server, of, known)
        if not server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
            server.execute(statement_for_creation(of, name, template))
        for statement in statements_for_database(of, name):
            server.execute(statement)
        with psycopg.connect(with_parts(admin_url, dbname=name), autocommit=True) as database:
            for statement in statements_inside(of):
                database.execute(statement)
    return addresses(admin_url, name, passwords=known, roles=of)


def _derived(admin_url: str, roles: Roles) -> Passwords:
    return Passwords.derived_from(str(conninfo_to_dict(admin_url).get("password", "")), roles)


def with_parts(url: str, **parts: str) -> str:
    """Return `url` with some parts replaced (the names of libpq: `dbname`, `user`, `password`, `host` …)."""
    known = {**conninfo_to_dict(url), **parts}
    user, password, name = (quote(str(known.pop(part, "")), safe="") for part in ("user", "password", "dbname"))
    rest = urlencode({key: str(value) for key, value in known.items()}, quote_via=quote, safe="/")
    return f"postgresql://{user}:{password}@/{name}?{rest}"


def statements_for_server(of: Roles) -> Iterator[sql.Composed]:
    """Yield what a superuser runs to make the roles, without passwords; what is there already is brought up to date."""
    for login, attributes in (
        (of.owner, "CREATEROLE"),
        # NOINHERIT: what a login may do beyond its own rights, which are none, it has to take for a transaction.
        *((login, "NOCREATEROLE NOINHERIT") for login in of.logins),
    ):
        yield _made_once(login)
        yield _sql(
            f"ALTER ROLE {{login}} LOGIN NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS {attributes}", login=login
        )
    for login in of.logins:
        # Where nobody has said whose a statement is, no name of a table means anything.
        for setting, value in {**LIMITS, "search_path": ""}.items():
            yield _sql(f"ALTER ROLE {{login}} SET {setting} = '{value}'", login=login)
    for group in of.groups:
        yield _made_once(group)
        # The owner passes it on to the role of each schema it opens.
        yield _sql("GRANT {group} TO {owner} WITH ADMIN OPTION", group=group, owner=of.owner)
    for member in (*of.logins, of.tenant):
        yield _sql("GRANT {public} TO {member}", public=of.public, member=member)


def statement_for_creation(of: Roles, name: str, template: str | None = None) -> sql.Composed:
    """Return what makes the database `name`, from the bare template or as a copy of another one."""
    encoding = "" if template else " ENCODING 'UTF8'"
    return _sql(
        f"CREATE DATABASE {{name}} OWNER {{owner}} TEMPLATE {{source}}{encoding}",
        name=name,
        owner=of.owner,
        source=template or "template0",
    )


def statements_for_database(of: Roles, name: str) -> Iterator[sql.Composed]:
    """Yield who may enter the database `name`."""
    yield _sql("ALTER DATABASE {name} OWNER TO {owner}", name=name, owner=of.owner)
    # TEMPORARY too: a temporary table outlives the transaction and would hide the next tenant's of that name.
    yield _sql("REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=name)
    for login in of.logins:
        yield _sql("GRANT CONNECT ON DATABASE {name} TO {login}", name=name, login=login)


def statements_inside(of: Roles) -> Iterator[sql.Composed]:
    """Yield what is run inside the new database."""
    yield _sql("ALTER SCHEMA public OWNER TO {owner}", owner=of.owner)
    yield _sql("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    yield _sql("GRANT USAGE ON SCHEMA public TO {public}", public=of.public)
    yield _sql("ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", owner=of.owner)
    # A large object belongs to no schema, so none may be made.
    yield _sql(
        "DO $$ DECLARE made regprocedure; BEGIN FOR made IN SELECT oid FROM pg_proc"
        " WHERE pronamespace = 'pg_catalog'::regnamespace"
        " AND (proname LIKE 'lo\\_%' OR proname IN ('loread', 'lowrite'))"
        " LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', made); END LOOP; END $$"
    )


def _set_passwords(server: psycopg.Connection[Any], of: Roles, passwords: Passwords) -> None:
    known = (passwords.owner, passwords.web, passwords.land, passwords.worker)
    for login, password in zip((of.owner, *of.logins), known, strict=True):
        # The server receives the hash only, so no log of statements can hold the password.
        verifier = server.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
        server.execute(_sql("ALTER ROLE {login} PASSWORD {verifier}", login=login, verifier=sql.Literal(verifier)))


def _made_once(role: str) -> sql.Composed:
    return _sql(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name})"
        " THEN CREATE ROLE {role}; END IF; END $$",
        name=sql.Literal(role),
        role=role,
    )


def _sql(statement: str, **names: str | sql.Literal) -> sql.Composed:
    # No part of a statement comes from outside this module; the names travel as quoted identifiers.
    places = {key: name if isinstance(name, sql.Literal) else sql.Identifier(name) for key, name in names.items()}
    return sql.SQL(statement).format(**places)
