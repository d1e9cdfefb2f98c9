# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a schema comes to be: recorded once from its migrations, replayed for each tenant in one round trip.

Recorded while really migrating a schema that is thrown away again, because collected without a database the statements
would lack each constraint whose name Django has to look up. One statement is one message, and `CREATE SCHEMA` stands by
itself, which keeps distributed engines possible. All of this needs the owner's login.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from django.db import transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg import Cursor
from psycopg.sql import SQL, Composed, Identifier

from efa.tenancy import catalogue, grants
from efa.tenancy.models import Kommune, Recording, Spare, new_schema_name
from efa.vocabulary.errors import DomainError
from efa.wall.names import owner_wall
from efa.wall.present import walled

_SENT: Final = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE", "COMMENT", "GRANT", "REVOKE")


class NotTheOwner(DomainError):
    """Only a command with the owner's login can make tables and roles."""

    def __init__(self) -> None:
        super().__init__(code="kommune.not_the_owner")


class NotRecorded(DomainError):
    """What is recorded does not fit the migrations of this version; `migrate_schemas` records anew."""

    def __init__(self) -> None:
        super().__init__(code="kommune.not_recorded")


@cache
def migrations_digest() -> str:
    """Return a name for the set of migrations that this version of the platform has; read once in a process."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    names = sorted(f"{app}.{name}" for app, name in loader.disk_migrations or {})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def record(tenant_type: str) -> Recording:
    """Migrate a schema of that type for real, keep what was sent and how it looks, and throw the schema away.

    Raise `NotTheOwner`.
    """
    require_owner()
    scratch = new_schema_name()
    sent: list[str] = []
    with transaction.atomic():
        try:
            _migrate(scratch, tenant_type, sent)
        finally:
            walled().set_schema_to_public()
        with walled().cursor() as cursor:
            looks = catalogue.structures(cursor, [scratch])[scratch]
        transaction.set_rollback(True)
    recording, _ = Recording.objects.update_or_create(
        type=tenant_type, defaults={"digest": migrations_digest(), "catalogue": looks, "statements": sent}
    )
    return recording


def _migrate(schema: str, tenant_type: str, sent: list[str]) -> None:
    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        if text.startswith(_SENT):
            sent.append(context["cursor"].mogrify(text, params) if params else text)
        return execute(sql, params, many, context)

    connection = walled()
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA " + connection.ops.quote_name(schema))
    connection.set_schema(schema, include_public=False, tenant_type=tenant_type)
    with connection.execute_wrapper(note):
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


def make(schema: str, recording: Recording) -> None:
    """Make schema, role, rights and tables of the recorded type, as part of the present transaction.

    One question, whether the server knows the role, and one round trip for all statements. Raise `NotTheOwner`,
    `NotRecorded`, or `ProgrammingError` where the schema is there already.
    """
    require_owner()
    if recording.digest != migrations_digest():
        raise NotRecorded
    roles = walled().roles
    with walled().cursor() as cursor:
        known = catalogue.role_is_known(cursor, roles.of(schema))
    send(
        [
            *grants.schema_statements(roles, schema, role_is_known=known),
            SQL("SET LOCAL search_path = {}").format(Identifier(schema)),
            *(SQL(statement) for statement in recording.statements),
            *grants.narrowing_statements(roles, schema, recording.type),
            *(SQL(statement) for statement in owner_wall().removesuffix(";").split("; ")),
        ]
    )


def send(statements: Sequence[SQL | Composed]) -> None:
    """Send statements in one pipeline, each a message of its own, within the present transaction."""
    connection = walled()
    with _errors(), connection.connection.pipeline(), Cursor(connection.connection) as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _errors() -> Iterator[None]:
    # The driver's errors become Django's, as behind any cursor of Django.
    with walled().wrap_database_errors:
        yield


def recording_of(tenant_type: str) -> Recording:
    """Return what is recorded for that type. Raise `NotRecorded`."""
    recording = Recording.objects.filter(type=tenant_type).order_by("pk").first()
    if recording is None:
        raise NotRecorded
    return recording


def is_recorded(tenant_type: str) -> bool:
    """Say whether what is recorded for that type fits this version."""
    return bool(Recording.objects.filter(type=tenant_type, digest=migrations_digest()))


def make_spare() -> Spare:
    """Make an empty schema for a Kommune to come. Raise `NotTheOwner`, `NotRecorded`."""
    require_owner()
    with transaction.atomic():
        recording = recording_of(Kommune.Type.KOMMUNE)
        spare = Spare.objects.create(schema_name=new_schema_name(), digest=recording.digest)
        make(spare.schema_name, recording)
    return spare


def count_spares() -> int:
    """Return how many spares of this version there are."""
    return Spare.objects.filter(digest=migrations_digest()).count()


def fill_spares(wanted: int) -> int:
    """Make spares until there are so many; return how many were made. Raise `NotTheOwner`, `NotRecorded`."""
    missing = max(0, wanted - count_spares())
    for _ in range(missing):
        make_spare()
    return missing


def take_spare() -> str | None:
    """Take a spare schema of this version, as part of the present transaction; nothing where there is none."""
    with walled().cursor() as cursor:
        # Two who open at once take two; the second one does not wait for the first.
        cursor.execute(
            "DELETE FROM tenancy_spare WHERE schema_name = ("
            "SELECT schema_name FROM tenancy_spare WHERE digest = %s ORDER BY schema_name LIMIT 1"
            " FOR UPDATE SKIP LOCKED) RETURNING schema_name",
            [migrations_digest()],
        )
        taken = cursor.fetchone()
    return str(taken[0]) if taken else None


def drop(schema: str) -> None:
    """Remove a schema that belongs to nobody, and its role. Raise `NotTheOwner`."""
    require_owner()
    me = Identifier(walled().roles.of(schema))
    send([SQL("DROP SCHEMA {} CASCADE").format(Identifier(schema)), SQL("DROP ROLE {}").format(me)])


def drop_old_spares() -> int:
    """Remove spares of other versions; return how many there were. Raise `NotTheOwner`."""
    with transaction.atomic():
        old = list(Spare.objects.select_for_update().exclude(digest=migrations_digest()).order_by("schema_name"))
        for spare in old:
            drop(spare.schema_name)
            spare.delete()
    return len(old)


def require_owner() -> None:
    """Raise `NotTheOwner` in any other process than the owner's."""
    if not walled().is_owner:
        raise NotTheOwner
