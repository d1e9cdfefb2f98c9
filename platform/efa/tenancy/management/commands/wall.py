# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py wall check|repair`: is the wall between the tenants as it should be?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from efa.tenancy import check
from efa.tenancy.management.commands.migrate_schemas import put_right
from efa.wall.present import walled


class Command(BaseCommand):
    """One sub-command for each question."""

    help = "Prüft die Trennung der Kommunen in der Datenbank: Rollen, Rechte, Regeln, Tabellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the sub-commands."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="Befehl")
        deeds.add_parser("check", help="vergleicht die Datenbank mit dem, was gelten soll; ändert nichts")
        deeds.add_parser("repair", help="setzt Rechte und Regeln neu und prüft danach")

    def handle(self, **options: Any) -> None:
        """Run one of them. Raise `CommandError` for findings."""
        if not walled().is_owner:
            raise CommandError("Die Prüfung braucht den Eigentümer der Datenbank: DATABASE_OWNER_URL.")
        walled().set_schema_to_public()
        getattr(self, "_" + options["deed"])()

    def _check(self) -> None:
        found = check.findings()
        for finding in found:
            self.stdout.write(f"{finding.area}: {finding.what}")
        if found:
            raise CommandError(
                f"Die Trennung ist an {len(found)} Stellen anders, als sie sein soll. Rechte und Regeln setzt neu: "
                "wall repair. Fehlende Tabellen legt an: migrate_schemas."
            )
        self.stdout.write("Die Trennung ist so, wie sie sein soll.")

    def _repair(self) -> None:
        put_right()
        self._check()
