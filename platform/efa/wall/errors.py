# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the wall refuses. None of these is a `DomainError`: each is a mistake in code and must reach its author."""


class WallError(Exception):
    """Something would have crossed the wall between tenants."""


class Nobody(WallError):
    """A statement was to run before the request, job, command or thread had said whose it is."""

    def __init__(self) -> None:
        super().__init__("No statement runs before somebody has said whose it is: use efa.tenancy.current.tenant.")


class OtherTenant(WallError):
    """An object or a question of one tenant was used as another one. The message names no tenant."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} belongs to another tenant than the one whose statements these are.")


class NoLogin(WallError):
    """This process has no login for that kind of tenant, and must not have one."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"This process has no database login for hosts of the kind {kind!r}.")


class LoginChange(WallError):
    """A transaction belongs to one login; the Land and a Kommune cannot share it."""

    def __init__(self) -> None:
        super().__init__("Inside a transaction the login cannot change between the Land and a Kommune.")
