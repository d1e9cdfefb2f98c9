# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Servers with a number of Kommunen each, kept between runs; two numbers can be compared in turn.

A Kommune has at least 33 tables, as those had by which the goals were set; what we do not have yet is ballast. Each number has a server of its own, because roles belong to the server and not to a database. `EFA_BENCH_TENANTS=2000`
asks for one more.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from tests import ground

FEW: Final = 14
MANY: Final = 400
WEEKDAYS: Final = 5
# What could change how a schema looks or what the server knows of it.
_INPUTS: Final = (
    "platform/efa/tenancy/*.py", "platform/efa/audit/*.py", "platform/efa/wall/*.py", "platform/efa/*/migrations/*.py",
    "tenants/*/migrations/*.py", "theming/migrations/*.py", "platform/efa/config/postgres/*.py",
    "platform/efa/config/settings/base.py"
)  # fmt: skip


@dataclass(frozen=True)
class Crowd:
    """A running server with `size` Kommunen; `urls` are the addresses of its database."""

    size: int
    urls: dict[str, str]


def postmaster(urls: Mapping[str, str]) -> int:
    """Return the process that all others of a server are children of."""
    with psycopg.connect(urls["ADMIN_URL"]) as admin:
        folder = admin.execute("SHOW data_directory").fetchone()
    assert folder is not None
    return int((Path(folder[0]) / "postmaster.pid").read_text().split("\n", 1)[0])


def tables(urls: Mapping[str, str]) -> int:
    """Return how many tables a Kommune has."""
    with psycopg.connect(urls["DATABASE_OWNER_URL"]) as owner:
        found = owner.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = (SELECT min(schema_name) FROM tenancy_kommune"
            " WHERE type = 'kommune' AND opened_at IS NOT NULL)"
        ).fetchone()
    assert found is not None
    return int(found[0])


def more() -> int | None:
    """Return the third number of Kommunen that was asked for, if any."""
    asked = os.environ.get("EFA_BENCH_TENANTS", "")
    return int(asked) if asked else None


@contextmanager
def of(size: int) -> Iterator[Crowd]:
    """Run a block beside a server with that many Kommunen, which is stopped behind it."""
    from efa.config import postgres

    state = ground.VAR / f"bench-{size}"
    wanted = _fingerprint()
    try:
        urls = postgres.start(state, fast=True)
        if _mark(urls) != wanted:
            postgres.destroy(state)
            urls = postgres.start(state, fast=True)
            _fill(urls, size, wanted)
        yield Crowd(size, urls)
    finally:
        postgres.stop(state)


def environment(urls: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process beside that server."""
    return ground.environment(urls) | {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"}


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(found for pattern in _INPUTS for found in ground.ROOT.glob(pattern)):
        digest.update(str(path.relative_to(ground.ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _mark(urls: dict[str, str]) -> str:
    with psycopg.connect(urls["ADMIN_URL"]) as admin:
        row = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'efa'"
        ).fetchone()
    return str(row[0]) if row else ""


def _fill(urls: dict[str, str], size: int, wanted: str) -> None:
    with psycopg.connect(urls["ADMIN_URL"], autocommit=True) as admin:
        # A vacuum in the background would be charged to whoever is measured at that moment.
        admin.execute("ALTER SYSTEM SET autovacuum = off")
        admin.execute("SELECT pg_reload_conf()")
    for command in (["manage.py", "migrate_schemas", "--shared", "-v0"], ["-m", "tests.bench.crowd", str(size)]):
        subprocess.run([sys.executable, "-W", "ignore", *command], cwd=ground.ROOT, env=environment(urls), check=True)
    from efa.config.postgres.database import with_parts

    with psycopg.connect(with_parts(urls["ADMIN_URL"], dbname="efa"), autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
        # Written last: a server that was cut off is made again.
        admin.execute(f"COMMENT ON DATABASE efa IS '{wanted}'")


def host(number: int) -> str:
    """Return the host of a Kommune."""
    return f"k{number}.localhost"


def invite(number: int) -> str:
    """Enter one more Kommune and return its key; needs the owner's login."""
    from efa.tenancy.models import HostKind, Kind

    return _invite(f"{number:05}", f"Landkreis {number}", kind=Kind.LANDKREIS, host=(host(number), HostKind.KOMMUNE))


def _invite(ags: str, name: str, *, kind: Any, host: tuple[str, Any]) -> str:
    from django.utils.timezone import now

    from efa.audit.services import OPERATOR
    from efa.tenancy import services

    services.invite(
        kind=kind, ags=ags, ars=ags, name=name, short_name=name, population=None,
        host_names=[services.HostName(*host)], by=OPERATOR, at=now(),
    )  # fmt: skip
    return ags


def _open(size: int) -> None:
    """Found the Land and open that many Kommunen with their hours, in a process with the owner's login."""
    from django.utils.timezone import now

    from efa.audit.services import OPERATOR
    from efa.tenancy import services
    from efa.tenancy.current import tenant
    from efa.tenancy.models import HostKind, Kind, State
    from tenants.instance.models import OpeningHours

    services.open_schema(
        ags=_invite("15", "Land", kind=Kind.LAND, host=("localhost", HostKind.LAND)), by=OPERATOR, at=now()
    )
    for number in range(1, size + 1):
        kommune = services.open_schema(ags=invite(number), by=OPERATOR, at=now())
        services.advance(ags=kommune.ags, to=State.TESTING, by=OPERATOR, at=now())
        with tenant(kommune):
            OpeningHours.objects.bulk_create(
                OpeningHours(weekday=day, opens_at=f"{hour:02}:00", closes_at=f"{hour + 3:02}:00")
                for day in range(1, WEEKDAYS + 1)
                for hour in (9, 13)
            )


def as_owner(urls: dict[str, str], *, engine: str = "") -> None:
    """Start Django in this process with the owner's login, whatever the command line; by another engine if given."""
    os.environ |= environment(urls)
    from django.conf import settings

    from efa.config.database import of_owner

    own = of_owner(urls["DATABASE_OWNER_URL"])
    settings.DATABASES = {"default": own | ({"ENGINE": engine} if engine else {})}
    if engine:
        # With its own executor, which would stop at a tenant that has no schema yet.
        settings.GET_EXECUTOR_FUNCTION = None
    import django

    django.setup()


if __name__ == "__main__":
    as_owner({key: os.environ[key] for key in ("DATABASE_OWNER_URL", "DATABASE_URL", "DATABASE_LAND_URL")})
    _open(int(sys.argv[1]))
