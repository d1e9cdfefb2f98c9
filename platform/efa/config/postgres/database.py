# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The logins and the database, on the embedded server or on any other from PostgreSQL 15."""

import hmac
from base64 import urlsafe_b64encode
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
        _roles(server, of, known)
        _database(server, name, template, of)
        with psycopg.connect(with_parts(admin_url, dbname=name), autocommit=True) as database:
            _inside(database, of)
    return addresses(admin_url, name, passwords=known, roles=of)


def _derived(admin_url: str, roles: Roles) -> Passwords:
    return Passwords.derived_from(str(conninfo_to_dict(admin_url).get("password", "")), roles)


def with_parts(url: str, **parts: str) -> str:
    """Return `url` with some parts replaced (the names of libpq: `dbname`, `user`, `password`, `host` …)."""
    known = {**conninfo_to_dict(url), **parts}
    user, password, name = (quote(str(known.pop(part, "")), safe="") for part in ("user", "password", "dbname"))
    rest = urlencode({key: str(value) for key, value in known.items()}, quote_via=quote, safe="/")
    return f"postgresql://{user}:{password}@/{name}?{rest}"


def _roles(server: psycopg.Connection[Any], of: Roles, passwords: Passwords) -> None:
    _login(server, of.owner, "CREATEROLE", passwords.owner)
    for login, password in zip(of.logins, (passwords.web, passwords.land, passwords.worker), strict=True):
        # NOINHERIT: what a login may do beyond its own rights, which are none, it has to take for a transaction.
        _login(server, login, "NOCREATEROLE NOINHERIT", password)
        # Where nobody has said whose a statement is, no name of a table means anything.
        for setting, value in {**LIMITS, "search_path": ""}.items():
            _run(server, f"ALTER ROLE {{login}} SET {setting} = '{value}'", login=login)
    for group in of.groups:
        if not _known(server, group):
            _run(server, "CREATE ROLE {group} NOLOGIN", group=group)
        # The owner passes it on to the role of each schema it opens.
        _run(server, "GRANT {group} TO {owner} WITH ADMIN OPTION", group=group, owner=of.owner)
    for member in (*of.logins, of.tenant):
        _run(server, "GRANT {public} TO {member}", public=of.public, member=member)


def _known(server: psycopg.Connection[Any], role: str) -> bool:
    return bool(server.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount)


def _login(server: psycopg.Connection[Any], name: str, attributes: str, password: str) -> None:
    if not _known(server, name):
        _run(server, "CREATE ROLE {name}", name=name)
    # The server receives the hash only, so no log of statements can hold the password.
    verifier = server.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    statement = f"ALTER ROLE {{name}} LOGIN NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS {attributes} PASSWORD "
    _run(server, statement + "{verifier}", name=name, verifier=sql.Literal(verifier))


def _database(server: psycopg.Connection[Any], name: str, template: str | None, of: Roles) -> None:
    if not server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
        encoding = "" if template else " ENCODING 'UTF8'"
        source = template or "template0"
        _run(
            server,
            f"CREATE DATABASE {{name}} OWNER {{owner}} TEMPLATE {{source}}{encoding}",
            name=name,
            owner=of.owner,
            source=source,
        )
    _run(server, "ALTER DATABASE {name} OWNER TO {owner}", name=name, owner=of.owner)
    # TEMPORARY too: a temporary table outlives the transaction and would hide the next tenant's of that name.
    _run(server, "REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=name)
    for login in of.logins:
        _run(server, "GRANT CONNECT ON DATABASE {name} TO {login}", name=name, login=login)


def _inside(database: psycopg.Connection[Any], of: Roles) -> None:
    _run(database, "ALTER SCHEMA public OWNER TO {owner}", owner=of.owner)
    _run(database, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    _run(database, "GRANT USAGE ON SCHEMA public TO {public}", public=of.public)
    _run(database, "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", owner=of.owner)
    # A large object belongs to no schema, so none may be made.
    for (function,) in database.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
        " AND (proname LIKE 'lo\\_%' OR proname IN ('loread', 'lowrite'))"
    ).fetchall():
        database.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(function)))


def _run(connection: psycopg.Connection[Any], statement: str, **names: str | sql.Literal) -> None:
    places = {key: name if isinstance(name, sql.Literal) else sql.Identifier(name) for key, name in names.items()}
    # No part of a statement comes from outside this module; the names travel as quoted identifiers.
    connection.execute(sql.SQL(statement).format(**places))
