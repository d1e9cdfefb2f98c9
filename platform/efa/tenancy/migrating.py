# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which tenants `migrate_schemas` visits; django-tenants asks by `GET_EXECUTOR_FUNCTION`."""

from typing import Any

from django_tenants.migration_executors import get_executor
from django_tenants.migration_executors.standard import StandardExecutor

from efa.tenancy.models import State


class OpenedOnly(StandardExecutor):  # type: ignore[misc]  # django-tenants has no types.
    """One schema after the other, without tenants that were invited and have none yet."""

    codename = "opened"

    def run_multi_type_migrations(self, tenants: Any = None) -> None:
        """Migrate the schemas of a queryset of tenants."""
        super().run_multi_type_migrations(tenants.exclude(state=State.INVITED) if tenants is not None else None)


def executor(codename: str | None = None) -> Any:
    """Return ours, or the one that the command line names."""
    return OpenedOnly if codename in {None, StandardExecutor.codename} else get_executor(codename)
