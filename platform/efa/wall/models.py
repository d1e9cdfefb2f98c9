# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every table of a tenant is made of: rows and questions that know whose they are (security.md T6, T7)."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from efa.wall.errors import OtherTenant
from efa.wall.present import present_schema
from efa.wall.rights import Rights

Row = TypeVar("Row", bound=models.Model)


class TenantQuerySet(models.QuerySet[Row]):
    """A question that refuses to be asked elsewhere, and rows that refuse to be read elsewhere.

    `efa.wall.guard` compares where Django asks for the database; here stands what passes it by: a database that is
    named (`using`), rows that are kept from a first reading, rows that are still to come.
    """

    # Django's own, which the stubs do not know.
    _hints: dict[str, Any]

    def _clone(self) -> "TenantQuerySet[Row]":
        clone: Any = super()._clone()  # type: ignore[misc]  # Django's own, private.
        # One that was made before there was a tenant (the field of a form) becomes the first one's that uses it.
        if clone._hints.get("tenant") is None:
            clone._hints = {**clone._hints, "tenant": present_schema()}
        own: TenantQuerySet[Row] = clone
        return own

    @property
    def db(self) -> str:
        """Return the name of the database, named or not. Raise `OtherTenant`."""
        self._compare()
        return super().db

    @property
    def _result_cache(self) -> list[Row] | None:
        rows: list[Row] | None = self.__dict__["_result_cache"]
        if rows is not None:
            self._compare()
        return rows

    @_result_cache.setter
    def _result_cache(self, rows: list[Row] | None) -> None:
        if rows is not None and self._hints.get("tenant") is None:
            self._hints = {**self._hints, "tenant": present_schema()}
        self.__dict__["_result_cache"] = rows

    def _iterator(self, *args: Any) -> Iterator[Row]:
        whose = self._hints.get("tenant") or present_schema()
        rows: Iterator[Row] = super()._iterator(*args)  # type: ignore[misc]  # Django's own, private.
        # A row is made when its turn comes, and would take whoever is the tenant then for its own.
        for row in rows:
            self._compare(whose)
            yield row

    def _compare(self, whose: str | None = None) -> None:
        asked_by = whose or self._hints.get("tenant")
        if asked_by and asked_by != present_schema():
            raise OtherTenant(f"A question about {self.model.__name__}")

    def bulk_create(self, objs: Iterable[Row], *args: Any, **options: Any) -> list[Row]:
        """Create rows of the present tenant. Raise `OtherTenant`."""
        rows = [belonging_here(row) for row in objs]
        return super().bulk_create(rows, *args, **options)

    def bulk_update(self, objs: Iterable[Row], *args: Any, **options: Any) -> int:
        """Update rows of the present tenant. Raise `OtherTenant`."""
        return super().bulk_update([belonging_here(row) for row in objs], *args, **options)


class TenantManager(models.Manager[Row]):
    """Begins each question with the tenant who asks it."""

    def get_queryset(self) -> TenantQuerySet[Row]:
        """Return all rows of the present tenant."""
        hints = {**getattr(self, "_hints", {}), "tenant": present_schema()}
        return TenantQuerySet(model=self.model, using=self._db, hints=hints)


class TenantModel(models.Model):
    """A row in a schema of its tenant, with a key that cannot be guessed or counted."""

    # What the role of the schema may do with the table.
    rights: ClassVar[Rights] = Rights.ALL

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    objects: ClassVar[TenantManager[Self]] = TenantManager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember whose row this is, loaded or new."""
        # First, because rows that are given along are compared with it.
        self._tenant = present_schema()
        super().__init__(*args, **kwargs)

    # Django asks the router, and so the guard, only where no database is named.
    def save_base(self, *args: Any, **options: Any) -> None:
        """Save as Django does. Raise `OtherTenant`."""
        belonging_here(self)
        super().save_base(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete as Django does. Raise `OtherTenant`."""
        belonging_here(self)
        return super().delete(*args, **options)

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        """Load again, or load what was deferred, as Django does. Raise `OtherTenant`."""
        belonging_here(self)
        super().refresh_from_db(*args, **options)


class OneRow(TenantModel):
    """A table of one row, whose key says nothing."""

    id = None  # type: ignore[assignment]  # Replaced below.
    single = models.BooleanField(primary_key=True, default=True, editable=False)

    class Meta:
        abstract = True


def belonging_here(row: Row) -> Row:
    """Return the row. Raise `OtherTenant` if it was loaded or made as another tenant.

    One that was made before there was a tenant becomes the present one's.
    """
    here = present_schema()
    theirs = getattr(row, "_tenant", here)
    if theirs is None:
        row._tenant = here  # type: ignore[attr-defined]  # Ours, see `TenantModel`.
    elif theirs != here:
        raise OtherTenant(type(row).__name__)
    return row
