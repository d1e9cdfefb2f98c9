# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every transaction begins by saying whose it is.

Role and search path hold for one transaction; outside of one the login has no right to anything. The wall travels in
the same message as the statement behind it, so it costs no round trip; without `atomic` that message is a transaction
of its own (simple query protocol, which Django's client-side binding uses anyway).
"""

import select
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import wraps
from types import SimpleNamespace
from typing import Any, Final, Protocol

from django.db.backends.postgresql import base as postgresql
from psycopg.pq import TransactionStatus

from efa.wall import names
from efa.wall.errors import LoginChange, Nobody, NoLogin

# A savepoint reads nothing, and tests set one before they know a tenant.
_NEEDS_NOBODY: Final = ("SAVEPOINT", "ROLLBACK TO", "RELEASE", "SET CONSTRAINTS")
# A connection keeps some 25 kB for each table it has seen, and gives nothing back before it ends: so this is 16 MB.
TABLES_OF_A_CONNECTION: Final = 640


# The stubs know few of the methods that Django's classes have here.
_Cursor: Any = postgresql.Cursor
_Wrapper: Any = postgresql.DatabaseWrapper


class Tenant(Protocol):
    """What the connection must know of a tenant."""

    @property
    def schema_name(self) -> str:
        """Return its schema."""
        ...

    def get_tenant_type(self) -> str:
        """Return `land` or `kommune`, the name of its login in the settings."""
        ...


class WallCursor(_Cursor):  # type: ignore[misc]  # See above.
    """A cursor whose statements travel with their wall."""

    # One that the driver makes by itself has none, and so no rights.
    wall: "DatabaseWrapper | None" = None

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Send the wall, if one is due, and the statement in one message."""
        before = self.wall.before(query, self.connection) if self.wall else ""
        if not before:
            return super().execute(query, params, **options)
        super().execute(before + self.mogrify(query, params), **options)
        self.set_result(names.ANSWERS)
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        """Run a statement for each row, behind one wall."""
        with self._inside():
            super().executemany(query, params_seq, **options)

    @contextmanager
    def copy(self, *args: Any, **options: Any) -> Iterator[Any]:
        """Copy rows in or out, behind one wall."""
        with self._inside(), super().copy(*args, **options) as copy:
            yield copy

    def stream(self, *args: Any, **options: Any) -> Iterator[Any]:
        """Yield rows one by one, behind one wall."""
        with self._inside():
            yield from super().stream(*args, **options)

    @contextmanager
    def _inside(self) -> Iterator[None]:
        with self.connection.transaction() if self.connection.autocommit else nullcontext():
            self.execute("SELECT")
            yield


class DatabaseWrapper(_Wrapper):  # type: ignore[misc]  # See above.
    """Django's own backend with a wall, answering the calls of django-tenants.

    `settings_dict["WALL"]` has `INSTALLATION` (how the names of roles begin), `LOGINS` (by type of tenant: what libpq
    wants to know) and, for migrations and opening only, `OWNER`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin as nobody."""
        super().__init__(*args, **kwargs)
        self._firm: str | None = None
        self.connection: Any
        self.close_at: float | None
        self._parked: dict[str, tuple[Any, float | None, set[int]]] = {}
        self._seen: set[int] = set()
        self._login = ""
        self._walls: dict[str, str] = {}
        self.forget_tenant()

    # --- whose ---------------------------------------------------------------------------------------------------
    @property
    def roles(self) -> names.Roles:
        """The names of this installation's roles."""
        return names.Roles(self._wall["INSTALLATION"])

    @property
    def is_owner(self) -> bool:
        """Whether this process migrates and opens: without a tenant it acts as the owner."""
        return bool(self.settings_dict["WALL"].get("OWNER"))

    def set_tenant(self, tenant: Tenant, include_public: bool = True) -> None:  # noqa: ARG002 -- as in django-tenants
        """Make the statements that follow the tenant's. Raise `ValueError`, `NoLogin` or `LoginChange`."""
        schema = tenant.schema_name
        # Checked letter by letter when it is made, and asked for at each request.
        wanted = self._walls.get(schema)
        if wanted is None:
            wanted = self._walls[schema] = names.tenant_wall(self.roles, schema)
        self._log_in(tenant.get_tenant_type())
        self._note(tenant, schema, wanted)

    def set_schema(self, schema_name: str, include_public: bool = True, tenant_type: str | None = None) -> None:
        """Do as django-tenants asks: the owner migrates a schema as itself, everybody else becomes its tenant."""
        if schema_name == names.PUBLIC:
            self.set_schema_to_public()
            return
        kind = tenant_type or (names.LAND if schema_name == names.LAND else "kommune")
        tenant = SimpleNamespace(schema_name=schema_name, tenant_type=kind, get_tenant_type=lambda: kind)
        if not self.is_owner:
            self.set_tenant(tenant)
            return
        wanted = names.owner_wall(schema_name)
        self._note(tenant, schema_name, wanted if include_public else wanted.replace(f", {names.PUBLIC};", ";"))

    def set_schema_to_public(self) -> None:
        """Become somebody who reads the registers and is no tenant; the owner becomes itself."""
        wanted = names.owner_wall() if self.is_owner else names.public_wall(self.roles)
        self._note(None, names.PUBLIC, wanted)

    def forget_tenant(self) -> None:
        """Become nobody, at the end of each request, job, command and test; the owner becomes itself."""
        if self.is_owner:
            self.set_schema_to_public()
        else:
            self._note(None, None, None)

    def log_out(self) -> None:
        """Forget which login was used, after the settings have changed."""
        self._login = ""
        self._walls.clear()
        self.forget_tenant()

    def serves(self, kind: str) -> bool:
        """Say whether this process has a login for tenants of that type."""
        return self.is_owner or kind in self._wall["LOGINS"]

    @property
    def _wall(self) -> Mapping[str, Any]:
        wall: Mapping[str, Any] = self.settings_dict["WALL"]
        return wall

    def _note(self, tenant: Tenant | None, schema: str | None, wanted: str | None) -> None:
        self.tenant, self.schema_name, self._wanted = tenant, schema, wanted

    def _log_in(self, kind: str) -> None:
        """Change to the connection of that login; the other one is kept for its next turn."""
        if self.is_owner:
            return
        logins = self.settings_dict["WALL"]["LOGINS"]
        if kind not in logins:
            raise NoLogin(kind)
        if kind == self._login or logins[kind] == logins.get(self._login):
            return
        if self.in_atomic_block:
            raise LoginChange
        if self._login:
            self._parked[self._login] = self.connection, self.close_at, self._seen
        self.connection, self.close_at, self._seen = self._parked.pop(kind, (None, None, set()))
        self.health_check_done = False
        self._login = kind

    # --- the wall ------------------------------------------------------------------------------------------------
    def before(self, query: Any, connection: Any) -> str:
        """Return the wall that must stand before this statement on that connection, or nothing. Raise `Nobody`.

        First in its transaction it is firm. Later it may stand inside a savepoint, whose rollback would undo it
        unseen; so from then on it is repeated before each statement.
        """
        exempt = isinstance(query, str) and query.startswith(_NEEDS_NOBODY)
        if self._wanted is None and not exempt:
            raise Nobody
        if not exempt:
            self._see(query)
        status = connection.pgconn.transaction_status
        if status == TransactionStatus.IDLE:
            self._firm = None if connection.autocommit else self._wanted
            return self._wanted or ""
        # In any other state, a pipeline's too, nothing says that the wall of before still stands.
        if status == TransactionStatus.INERROR or exempt or self._wanted == self._firm:
            return ""
        self._firm = None
        return self._wanted or ""

    def _see(self, query: Any) -> None:
        """Count the tables that the server has to keep for this statement, if this schema was not asked it before.

        Statements are counted for tables: those of one table count several times, and a connection ends early; those
        of several count by their joins.
        """
        text = query if isinstance(query, str) else str(query)
        asked = hash((self.schema_name, text))
        if asked not in self._seen and len(self._seen) <= TABLES_OF_A_CONNECTION:
            self._seen.update(range(asked, asked + 1 + text.count(" JOIN ")))

    # --- Django's hooks ------------------------------------------------------------------------------------------
    def _set_autocommit(self, autocommit: bool) -> None:
        # The driver sends BEGIN past the cursor, so the marker of the last transaction must not survive.
        self._firm = None
        super()._set_autocommit(autocommit)

    def on_commit(self, func: Callable[[], object], robust: bool = False) -> None:
        """Run a hook as whoever asked for it, whoever is the tenant when the transaction ends."""
        whose = self.tenant, self.schema_name, self._wanted

        @wraps(func)
        def run() -> None:
            now = self.tenant, self.schema_name, self._wanted
            self._become(*whose)
            try:
                func()
            finally:
                self._become(*now)

        super().on_commit(run, robust)

    def _become(self, tenant: Tenant | None, schema: str | None, wanted: str | None) -> None:
        if tenant is not None:
            self._log_in(tenant.get_tenant_type())
        self._note(tenant, schema, wanted)

    def get_connection_params(self) -> dict[str, Any]:
        """Return Django's own, with the login of the present tenant."""
        logins = self._wall["LOGINS"]
        if not self._login and not self.is_owner:
            self._login = next(iter(logins))
        own = {} if self.is_owner else logins[self._login]
        params: dict[str, Any] = super().get_connection_params()
        return params | own | {"cursor_factory": WallCursor}

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor of ours; a named one declares itself in a message of its own, behind the wall."""
        if name:
            self.create_cursor().execute("SELECT")
        cursor = super().create_cursor(name)
        cursor.wall = self
        return cursor

    def chunked_cursor(self) -> Any:
        """Return a cursor that lives as long as its transaction: outside of one, an ordinary one."""
        return self.cursor() if self.get_autocommit() else super().chunked_cursor()

    def is_usable(self) -> bool:
        """Say whether the server still holds the connection, without asking it.

        A closed one has something to read: the end. Only where there is something to read is the server asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or bool(super().is_usable())

    def close_if_unusable_or_obsolete(self) -> None:
        """End the connection at the edge of a request, too, when it has seen many tables."""
        super().close_if_unusable_or_obsolete()
        if len(self._seen) > TABLES_OF_A_CONNECTION and not self.in_atomic_block:
            self.close()

    def close(self) -> None:
        """Close, and what is kept of other logins too."""
        super().close()
        self._seen = set()
        for connection, _, _ in self._parked.values():
            if connection is not None:
                connection.close()
        self._parked.clear()
