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

OWNER: Final = "efa_owner"
WEB: Final = "efa_web"
# A name of ours among the advisory locks: who prepares a database waits for who does it at the same moment.
# No page may hold a connection for longer. They belong to the role, so that a pooler passes them on.
LIMITS: Final = {
    "statement_timeout": "10s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "30s",
}
_LOCK: Final = 0x456641
_RANDOM: Final = 20  # characters


@dataclass(frozen=True)
class Passwords:
    """The passwords of the two logins."""

    owner: str = field(repr=False)
    web: str = field(repr=False)

    @classmethod
    def derived_from(cls, password: str) -> Self:
        """Derive both from the superuser's, so that who prepares a second database arrives at the same ones.

        That password must be random: who knows a login's password could try guesses of it. Raise `ValueError`
        if it is shorter than 20 characters.
        """
        if len(password) < _RANDOM:
            raise ValueError("The superuser has no long random password; name the passwords of the logins.")
        owner, web = (
            urlsafe_b64encode(hmac.digest(password.encode(), name.encode(), "sha256")).decode().rstrip("=")
            for name in (OWNER, WEB)
        )
        return cls(owner=owner, web=web)


def addresses(admin_url: str, name: str, *, passwords: Passwords | None = None) -> dict[str, str]:
    """Return the addresses of the database `name`, as `prepare_database` does. Raise `ValueError`."""
    known = passwords or Passwords.derived_from(str(conninfo_to_dict(admin_url).get("password", "")))
    return {
        "ADMIN_URL": admin_url,
        "DATABASE_OWNER_URL": with_parts(admin_url, dbname=name, user=OWNER, password=known.owner),
        "DATABASE_URL": with_parts(admin_url, dbname=name, user=WEB, password=known.web),
    }


def prepare_database(
    admin_url: str, name: str, *, template: str | None = None, passwords: Passwords | None = None
) -> dict[str, str]:
    """Make the logins and the database `name`, or bring them up to date, and return their addresses.

    `admin_url` is a superuser's; `template` is a database to copy, with nobody connected to it; without
    `passwords` they come from the superuser's own. Raise `psycopg.Error`, `ValueError`.
    """
    known = passwords or Passwords.derived_from(str(conninfo_to_dict(admin_url).get("password", "")))
    with psycopg.connect(admin_url, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        _login(server, OWNER, "CREATEROLE", known.owner)
        # NOINHERIT: what the web may do beyond its own rights it has to take, statement by statement.
        _login(server, WEB, "NOCREATEROLE NOINHERIT", known.web)
        for limit, value in LIMITS.items():
            _run(server, f"ALTER ROLE {{web}} SET {limit} = '{value}'", web=WEB)
        _database(server, name, template)
        with psycopg.connect(with_parts(admin_url, dbname=name)) as database:
            _inside(database)
    return addresses(admin_url, name, passwords=known)


def grant_defaults(database: psycopg.Connection[Any], *, owner: str, web: str) -> None:
    """Let `web` read and write rows in whatever `owner` makes from now on, and make nothing itself.

    The wall between the tenants replaces this: then the web's login has no right of its own to any table.
    """
    for right in (
        "USAGE ON SCHEMAS",
        "SELECT, INSERT, UPDATE, DELETE ON TABLES",
        "USAGE ON SEQUENCES",
    ):
        _run(
            database,
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {{owner}} GRANT {right} TO {{web}}",
            owner=owner,
            web=web,
        )
    _run(database, "GRANT USAGE ON SCHEMA public TO {web}", web=web)


def with_parts(url: str, **parts: str) -> str:
    """Return `url` with some parts replaced (the names of libpq: `dbname`, `user`, `password`, `host` …)."""
    known = {**conninfo_to_dict(url), **parts}
    user, password, name = (quote(str(known.pop(part, "")), safe="") for part in ("user", "password", "dbname"))
    rest = urlencode({key: str(value) for key, value in known.items()}, quote_via=quote, safe="/")
    return f"postgresql://{user}:{password}@/{name}?{rest}"


def _login(server: psycopg.Connection[Any], name: str, attributes: str, password: str) -> None:
    if not server.execute("SELECT FROM pg_roles WHERE rolname = %s", [name]).rowcount:
        _run(server, "CREATE ROLE {name}", name=name)
    # The server receives the hash only, so no log of statements can hold the password.
    verifier = server.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    statement = f"ALTER ROLE {{name}} LOGIN NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS {attributes} PASSWORD "
    _run(server, statement + "{verifier}", name=name, verifier=sql.Literal(verifier))


def _database(server: psycopg.Connection[Any], name: str, template: str | None) -> None:
    if not server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
        encoding = "" if template else " ENCODING 'UTF8'"
        source = template or "template0"
        _run(
            server,
            f"CREATE DATABASE {{name}} OWNER {OWNER} TEMPLATE {{source}}{encoding}",
            name=name,
            source=source,
        )
    _run(server, f"ALTER DATABASE {{name}} OWNER TO {OWNER}", name=name)
    # TEMPORARY too: a temporary table outlives the transaction and would hide the next tenant's of that name.
    _run(server, "REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=name)
    _run(server, f"GRANT CONNECT ON DATABASE {{name}} TO {WEB}", name=name)


def _inside(database: psycopg.Connection[Any]) -> None:
    _run(database, f"ALTER SCHEMA public OWNER TO {OWNER}")
    _run(database, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    grant_defaults(database, owner=OWNER, web=WEB)


def _run(connection: psycopg.Connection[Any], statement: str, **names: str | sql.Literal) -> None:
    places = {key: name if isinstance(name, sql.Literal) else sql.Identifier(name) for key, name in names.items()}
    # No part of a statement comes from outside this module; the names travel as quoted identifiers.
    connection.execute(sql.SQL(statement).format(**places))
