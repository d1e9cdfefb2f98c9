# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The application's side of the wall: Django asks a router before each use of a row or a question."""

from typing import Any

from django.db.models import Model

from efa.wall.errors import OtherTenant
from efa.wall.models import TenantModel, belonging_here
from efa.wall.present import present_schema


class Guard:
    """A database router without an opinion on databases, which refuses what belongs to another tenant.

    Django asks it when a row is saved, deleted or loaded again, when a relation is followed or set, and when a
    question is at last asked.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> None:
        """Refuse to read as another tenant. Raise `OtherTenant`."""
        self._compare(model, hints)

    def db_for_write(self, model: type[Model], **hints: Any) -> None:
        """Refuse to write as another tenant. Raise `OtherTenant`."""
        self._compare(model, hints)

    def allow_relation(self, one: Model, other: Model, **_hints: Any) -> None:
        """Refuse to tie rows of two tenants. Raise `OtherTenant`."""
        if isinstance(one, TenantModel) and isinstance(other, TenantModel) and one._tenant != other._tenant:
            raise OtherTenant(type(other).__name__)

    @staticmethod
    def _compare(model: type[Model], hints: dict[str, Any]) -> None:
        instance = hints.get("instance")
        if isinstance(instance, TenantModel):
            belonging_here(instance)
        asked_by = hints.get("tenant")
        if asked_by and asked_by != present_schema():
            raise OtherTenant(f"A question about {model.__name__}")
