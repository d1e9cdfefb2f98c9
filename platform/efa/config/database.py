# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which database and which logins a command gets.

Pages and jobs get `DATABASE_URL` for Kommunen and `DATABASE_LAND_URL` for the Land and the ministry, logins that own
nothing and may do nothing before they have said whose they are; migrations and the opening of tenants get
`DATABASE_OWNER_URL`. A switch and not a second alias, because the router of django-tenants knows one alias.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from efa.config import postgres
from efa.config.environment import secret, text

# Commands, or their sub-commands, that make or change tables and roles.
OWNER_COMMANDS: Final = {
    ("migrate_schemas",), ("migrate",), ("makemigrations",), ("seed",), ("cast",), ("kommune", "found"),
    ("kommune", "open"), ("kommune", "spares"), ("audit", "expire"),
    ("wall", "check"), ("wall", "repair"), ("wall", "prove"),
}  # fmt: skip
LOGINS: Final = {"kommune": "DATABASE_URL", "land": "DATABASE_LAND_URL"}
# What `wall prove` speaks to the database as.
PROVEN: Final = ("DATABASE_OWNER_URL", *LOGINS.values(), "DATABASE_WORKER_URL")
# What a process serves decides which logins it knows (`EFA_SERVES`).
SERVES: Final = {"all": ("kommune", "land"), "kommunen": ("kommune",), "land": ("land",)}
_PARTS: Final = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
_KNOWN: Final = set(_PARTS.values())
# Commands without a database must start without one; the first query then says what is missing.
_NONE: Final = "postgresql:///efa?host=/no-database-is-running"


def settings_for(argv: Sequence[str], var: Path) -> dict[str, Any]:
    """Return Django's settings of the database for the command in `argv`. Raise `ImproperlyConfigured`."""
    words = tuple(argv[1:3])
    if words[:1] in OWNER_COMMANDS or words in OWNER_COMMANDS:
        return of_owner(_url("DATABASE_OWNER_URL", var) or _NONE)
    return of_urls({kind: _url(LOGINS[kind], var) or _NONE for kind in served()})


def of_urls(urls: Mapping[str, str]) -> dict[str, Any]:
    """Return Django's settings for the logins by type of tenant (`kommune`, `land`). Raise `ImproperlyConfigured`.

    A process without the login of a type serves no host of that type.
    """
    logins = {kind: _parts(url, LOGINS[kind]) for kind, url in urls.items()}
    first = next(iter(logins.values()))
    return _settings(first) | {
        "WALL": {
            "INSTALLATION": installation(),
            "LOGINS": {kind: {part: parts[part] for part in _KNOWN if part in parts} for kind, parts in logins.items()},
        }
    }


def of_owner(url: str) -> dict[str, Any]:
    """Return Django's settings for migrations and opening. Raise `ImproperlyConfigured`."""
    wall = {"INSTALLATION": installation(), "LOGINS": {}, "OWNER": True}
    return _settings(_parts(url, "DATABASE_OWNER_URL")) | {"WALL": wall}


def for_proof(argv: Sequence[str], var: Path) -> dict[str, str]:
    """Return the addresses of all logins for `wall prove`, and nothing for any other command.

    The superuser's is for the control and may be empty; it is the embedded server's only where the others are, too.
    """
    if tuple(argv[1:3]) != ("wall", "prove"):
        return {}
    embedded = "" if secret("DATABASE_URL", default="") else postgres.running(var / "postgres").get("ADMIN_URL", "")
    return {name: _url(name, var) for name in PROVEN} | {
        "DATABASE_ADMIN_URL": secret("DATABASE_ADMIN_URL", default="")
        or (embedded and postgres.with_parts(embedded, dbname=postgres.DATABASE))
    }


def served() -> tuple[str, ...]:
    """Return the types of tenants that this process serves."""
    return SERVES[text("EFA_SERVES", default="all", one_of=tuple(SERVES))]


def installation() -> str:
    """Return how the names of this installation's roles begin."""
    return text("EFA_INSTALLATION", default="efa")


def _url(name: str, var: Path) -> str:
    return secret(name, default="") or postgres.running(var / "postgres").get(name, "")


def _parts(url: str, name: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except ProgrammingError as problem:
        raise ImproperlyConfigured(f"{name} is no address of a PostgreSQL database: {problem}") from problem


def _settings(parts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "ENGINE": "efa.wall.backend",
        **{key: parts.get(part, "") for key, part in _PARTS.items()},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5} | {key: value for key, value in parts.items() if key not in _KNOWN},
        # Spares tests with transactions of their own a flush, for which the login has no right.
        "TEST": {"MIRROR": "default"},
    }
