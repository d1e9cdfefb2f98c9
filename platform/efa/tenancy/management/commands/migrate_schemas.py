# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py migrate_schemas`: as django-tenants does it, and behind it rights, recordings, spares and the check."""

from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

from efa.tenancy import check, grants, opening
from efa.tenancy.models import Kommune, State
from efa.wall.present import walled


class Command(MigrateSchemasCommand):  # type: ignore[misc]  # django-tenants has no types.
    """Migrate, then see that the wall stands."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate. Raise `CommandError` if the catalogue is not as the models declare."""
        if not walled().is_owner:
            raise CommandError("Migrationen brauchen den Eigentümer der Datenbank: DATABASE_OWNER_URL.")
        super().handle(*args, **options)
        if options.get("plan") or options.get("check_unapplied") or options.get("app_label"):
            return
        walled().set_schema_to_public()
        put_right()
        found = check.findings()
        if found:
            lines = "\n".join(f"  {finding.area}: {finding.what}" for finding in found)
            raise CommandError(f"Die Datenbank ist nicht so, wie sie sein soll:\n{lines}")


def put_right() -> None:
    """Bring rights, recordings and spares to what this version declares, as the owner."""
    roles = walled().roles
    with transaction.atomic():
        opening.send(list(grants.public_statements(roles)))
        for schema, kind in (
            Kommune.objects.exclude(state=State.INVITED).order_by("schema_name").values_list("schema_name", "type")
        ):
            opening.send(list(grants.narrowing_statements(roles, schema, kind)))
    opening.drop_old_spares()
    for kind in Kommune.Type.values:
        if not opening.is_recorded(kind):
            opening.record(kind)
