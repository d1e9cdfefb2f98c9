# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of schemas and database roles. Pure: the embedded server needs them before there is a Django."""

import re
from dataclasses import dataclass
from typing import Final

PUBLIC: Final = "public"
LAND: Final = "land"
# Generated and meaningless, because any role of the database can read the names in its catalogue.
SCHEMA_NAME: Final = re.compile(r"land|k_[a-z2-7]{12}")
INSTALLATION: Final = re.compile(r"[a-z][a-z0-9]{0,19}")


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of one installation; they begin with its name, because a server may carry several.

    Logins: `owner` migrates and opens, `web` may take the roles of Kommunen, `land` the Land's only, `worker` is for
    jobs. Groups without login: `public` reads the registers, `tenant` is what the role of each schema inherits,
    `registrar` writes the registers and is inherited by the Land's role only.
    """

    installation: str = "efa"

    def __post_init__(self) -> None:
        """Raise `ValueError` for a name that could not begin a role."""
        if not INSTALLATION.fullmatch(self.installation):
            raise ValueError(f"{self.installation!r} cannot begin the names of roles: small letters and digits only.")

    @property
    def owner(self) -> str:
        """Owns everything; migrations and opening only."""
        return f"{self.installation}_owner"

    @property
    def web(self) -> str:
        """The login of pages of Kommunen."""
        return f"{self.installation}_web"

    @property
    def land(self) -> str:
        """The login of the Land's public pages and of the ministry."""
        return f"{self.installation}_land"

    @property
    def worker(self) -> str:
        """The login of jobs."""
        return f"{self.installation}_worker"

    @property
    def logins(self) -> tuple[str, str, str]:
        """The three logins of production; the owner is none of them."""
        return self.web, self.land, self.worker

    @property
    def public(self) -> str:
        """Reads the registers in `public`."""
        return f"{self.installation}_public"

    @property
    def tenant(self) -> str:
        """What the role of every schema inherits."""
        return f"{self.installation}_tenant"

    @property
    def registrar(self) -> str:
        """Writes the registers in `public`."""
        return f"{self.installation}_registrar"

    @property
    def groups(self) -> tuple[str, str, str]:
        """The roles that nobody logs in as and no schema belongs to."""
        return self.public, self.tenant, self.registrar

    @property
    def prefix(self) -> str:
        """What the role of a schema begins with; the name of its schema follows."""
        return f"{self.installation}_s_"

    def of(self, schema: str) -> str:
        """Return the role of a schema. Raise `ValueError` for a name that was not generated."""
        if not SCHEMA_NAME.fullmatch(schema):
            raise ValueError("not a generated schema name")
        return self.prefix + schema


# How many answers of the server come before that of the statement behind a wall.
ANSWERS: Final = 2


def wall(*, path: str, role: str) -> str:
    """Return the statements that make the transaction somebody's, with nothing left on the connection behind it.

    They cost the server half of what one question with two calls of `set_config` costs: no plan, no row.
    """
    return f"SET LOCAL search_path = {path}; SET LOCAL role = {role};"


def public_wall(roles: Roles) -> str:
    """Return the wall of those who are no tenant: the registers, to read."""
    return wall(path=PUBLIC, role=roles.public)


def tenant_wall(roles: Roles, schema: str) -> str:
    """Return the wall of a tenant: its own tables first, then the registers. Raise `ValueError`."""
    return wall(path=f"{schema}, {PUBLIC}", role=roles.of(schema))


def owner_wall(schema: str = PUBLIC) -> str:
    """Return the wall of migrations: the owner itself, in one schema. Raise `ValueError`."""
    if schema != PUBLIC and not SCHEMA_NAME.fullmatch(schema):
        raise ValueError("not a generated schema name")
    path = schema if schema == PUBLIC else f"{schema}, {PUBLIC}"
    return wall(path=path, role="none")
