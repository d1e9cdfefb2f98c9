# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which database and which login a command gets.

The web and the jobs get `DATABASE_URL`, a login that owns nothing; migrations and the opening of tenants get
`DATABASE_OWNER_URL`. A switch and not a second alias, because the router of django-tenants knows one alias.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from efa.config import postgres
from efa.config.environment import secret

OWNER_COMMANDS: Final = {"migrate_schemas", "makemigrations", "kommune", "seed", "cast"}
_PARTS: Final = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
_KNOWN: Final = set(_PARTS.values())


def settings_for(argv: Sequence[str], var: Path) -> dict[str, Any]:
    """Return Django's settings of the database for the command in `argv`. Raise `ImproperlyConfigured`."""
    name = "DATABASE_OWNER_URL" if argv[1:2] and argv[1] in OWNER_COMMANDS else "DATABASE_URL"
    url = secret(name, default="") or postgres.running(var / "postgres").get(name, "")
    # Commands without a database must start without one; the first query then says what is missing.
    return of_url(url or "postgresql:///efa?host=/no-database-is-running", name=name)


def of_url(url: str, *, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Return Django's settings for a `postgresql://` address. Raise `ImproperlyConfigured` if it is none."""
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as problem:
        raise ImproperlyConfigured(f"{name} is no address of a PostgreSQL database: {problem}") from problem
    return {
        "ENGINE": "django_tenants.postgresql_backend",
        **{key: str(parts.get(part, "")) for key, part in _PARTS.items()},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5} | {key: value for key, value in parts.items() if key not in _KNOWN},
    }
