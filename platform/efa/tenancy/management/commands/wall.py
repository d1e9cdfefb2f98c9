# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py wall check|repair|prove|sql`: is the wall between the tenants as it should be, and does it hold?"""

import shutil
import subprocess
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from psycopg import sql

from efa.config.postgres import database
from efa.tenancy import check
from efa.tenancy.management.commands.migrate_schemas import put_right
from efa.tenancy.proof import report
from efa.tenancy.proof.ground import NothingToProve
from efa.tenancy.proof.kinds import KINDS
from efa.tenancy.proof.run import Addresses, Result, WrongAddress, prove
from efa.wall.present import walled

# Everything held, but nothing shows that a hole would have been seen.
UNCONTROLLED: Final = 3


class Command(BaseCommand):
    """One sub-command for each question."""

    help = "Prüft und beweist die Trennung der Kommunen in der Datenbank: Rollen, Rechte, Regeln, Tabellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the sub-commands."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="Befehl")
        deeds.add_parser("check", help="vergleicht die Datenbank mit dem, was gelten soll; ändert nichts")
        deeds.add_parser("repair", help="setzt Rechte und Regeln neu und prüft danach")
        proving = deeds.add_parser("prove", help="versucht, die Trennung zu überwinden, und zählt; ändert nichts")
        proving.add_argument("--report", type=Path, metavar="DATEI", help="schreibt den Nachweis als Markdown dorthin")
        proving.add_argument("--schemas", type=int, metavar="ZAHL", help="nur so viele Schemas; ohne Angabe alle")
        proving.add_argument(
            "--kind", action="append", choices=list(KINDS), help="nur diese Art von Versuchen; mehrfach"
        )
        proving.add_argument(
            "--quick", action="store_true", help="je Rolle nur eine Tabelle jedes fremden Schemas, reihum eine andere"
        )
        printing = deeds.add_parser("sql", help="zeigt, was der Administrator der Datenbank einmal ausführt")
        printing.add_argument("--database", default="efa", metavar="NAME", help="Name der Datenbank; ohne Angabe: efa")

    def handle(self, **options: Any) -> None:
        """Run one of them. Raise `CommandError` for findings and holes."""
        if options["deed"] != "sql":
            if not walled().is_owner:
                raise CommandError("Die Prüfung braucht den Eigentümer der Datenbank: DATABASE_OWNER_URL.")
            walled().set_schema_to_public()
        getattr(self, "_" + options["deed"])(options)

    def _check(self, _options: dict[str, Any]) -> None:
        found = check.findings()
        for finding in found:
            self.stdout.write(f"{finding.area}: {finding.what}")
        if found:
            raise CommandError(
                f"Die Trennung ist an {len(found)} Stellen anders, als sie sein soll. Rechte und Regeln setzt neu: "
                "wall repair. Fehlende Tabellen legt an: migrate_schemas."
            )
        self.stdout.write("Die Trennung ist so, wie sie sein soll.")

    def _repair(self, options: dict[str, Any]) -> None:
        put_right()
        self._check(options)

    def _prove(self, options: dict[str, Any]) -> None:
        result = self._result(options)
        for line in report.lines(result):
            self.stdout.write(line)
        if options["report"]:
            text = report.page(result, at=timezone.localtime(), version=_version())
            options["report"].write_text(text, encoding="utf-8")
        if not result.is_sound:
            raise CommandError(report.verdict(result))
        if not result.is_controlled:
            raise CommandError(report.verdict(result), returncode=UNCONTROLLED)
        self.stdout.write(report.verdict(result))

    def _result(self, options: dict[str, Any]) -> Result:
        logins: dict[str, str] = settings.WALL_LOGINS
        missing = [name for name, address in logins.items() if not address and name != "DATABASE_ADMIN_URL"]
        if missing:
            raise CommandError(f"Der Nachweis braucht die Adressen aller Anmeldungen; es fehlt: {', '.join(missing)}.")
        try:
            return prove(
                Addresses(
                    owner=logins["DATABASE_OWNER_URL"],
                    web=logins["DATABASE_URL"],
                    land=logins["DATABASE_LAND_URL"],
                    worker=logins["DATABASE_WORKER_URL"],
                    admin=logins["DATABASE_ADMIN_URL"],
                ),
                walled().roles,
                kinds=options["kind"] or tuple(KINDS),
                schemas=options["schemas"],
                every_table=not options["quick"],
            )
        except WrongAddress as problem:
            raise CommandError(problem.what) from problem
        except NothingToProve as problem:
            raise CommandError("Es gibt noch keine zwei Schemas, die zu trennen wären.") from problem
        except psycopg.Error as problem:
            raise CommandError(f"Die Datenbank brach den Nachweis ab: {problem}") from problem

    def _sql(self, options: dict[str, Any]) -> None:
        roles, name = walled().roles, options["database"]
        parts = (
            ("Einmal, als Superuser. Was es schon gibt, wird nur auf den neuesten Stand gebracht.", None),
            ("Die Rollen, noch ohne Passwort.", database.statements_for_server(roles)),
            (
                "Die Datenbank. Gibt es sie schon, entfällt diese Anweisung.",
                [database.statement_for_creation(roles, name)],
            ),
            ("Wer die Datenbank betreten darf.", database.statements_for_database(roles, name)),
            ("Ab hier in der neuen Datenbank.", None),
        )
        for comment, statements in parts:
            self.stdout.write(f"-- {comment}")
            for statement in statements or ():
                self.stdout.write(f"{statement.as_string()};")
        self.stdout.write(f"\\connect {sql.Identifier(name).as_string()}")
        for statement in database.statements_inside(roles):
            self.stdout.write(f"{statement.as_string()};")
        self.stdout.write("-- Zuletzt für jede Anmeldung ein eigenes langes Passwort, zum Beispiel in psql:")
        for login in (roles.owner, *roles.logins):
            self.stdout.write(f"--   \\password {login}")


def _version() -> str:
    """Return the release and the commit that runs, as far as they are known."""
    names = [settings.RELEASE] if settings.RELEASE != "development" else []
    git = shutil.which("git")
    if git and (settings.BASE_DIR / ".git").exists():
        for command in (["rev-parse", "--short", "HEAD"], ["status", "--porcelain", "--untracked-files=no"]):
            done = subprocess.run(  # noqa: S603 -- both commands stand above
                [git, *command], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
            )
            found = done.stdout.strip()
            if command[0] == "rev-parse" and found:
                names.append(f"Commit {found}")
            elif found:
                names[-1] += " (mit Änderungen, die nicht eingetragen sind)"
    return ", ".join(names) or "unbekannt"
