# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py audit verify|heads|expire`: are the logs what was written, what shows it later, and their end."""

import json
import re
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.timezone import localdate, now
from django_tenants.utils import get_tenant_model

from efa.audit import selectors, services
from efa.audit.chain import Row
from efa.audit.presenters import Report
from efa.audit.signature import is_genuine
from efa.audit.verify import Finding, Log, What, findings
from efa.wall.errors import NoLogin
from efa.wall.names import SCHEMA_NAME
from efa.wall.present import acting_as, as_anybody, walled

# From a table that is missing to a moment, a number or a depth of nesting that Python cannot hold.
_UNREADABLE: Final = (DatabaseError, NoLogin, RecursionError, ValueError)
_ENOUGH: Final = 100  # findings of one log
_SHA256: Final = re.compile("[0-9a-f]{64}")

Answer = TypeVar("Answer")
Heads = Mapping[str, Mapping[int, set[str]]]


class Command(BaseCommand):
    """Visits the Land and every Kommune that has a schema, one after the other."""

    help = "Prüft die Protokolle aller Stellen, gibt ihre letzten Einträge zum Aufbewahren aus, lässt ältere ablaufen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the sub-commands."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="Befehl")
        verifying = deeds.add_parser("verify", help="prüft; Rückgabewert 1, wenn etwas nicht stimmt")
        verifying.add_argument("--heads", type=Path, help="Datei mit früheren Ausgaben von „audit heads“")
        verifying.add_argument("--schema", help="nur dieses Schema")
        verifying.add_argument("--json", action="store_true", help="als JSON, eine Liste von Objekten")
        expiring = deeds.add_parser("expire", help="ersetzt ältere Einträge durch ihre unterschriebene Prüfsumme")
        expiring.add_argument(
            "--before", type=date.fromisoformat, required=True, help="erster Tag, der bleibt: 2026-01-01"
        )
        expiring.add_argument("--schema", help="nur dieses Schema")
        deeds.add_parser("heads", help="gibt Nummer und Prüfsumme des letzten Eintrags aus, eine Zeile JSON je Stelle")

    def handle(self, **options: Any) -> None:
        """Run one of them. Raise `CommandError` for findings and for whatever could not be done."""
        getattr(self, "_" + options["deed"])(options)

    def _verify(self, options: dict[str, Any]) -> None:
        heads = _read_heads(options["heads"]) if options["heads"] else {}
        tenants = _tenants()
        schemas = [tenant.schema_name for tenant in tenants]
        asked = _asked(tenants, options["schema"])
        gone = [] if options["schema"] else sorted(set(heads) - set(schemas))
        reports = []
        for report in chain((_verified(tenant, schemas, heads) for tenant in asked), map(_gone, gone)):
            reports.append(report)
            if not options["json"]:
                self.stdout.write("\n".join(report.lines()))
        if options["json"]:
            self.stdout.write(json.dumps([report.as_json() for report in reports]))
        elif not options["heads"]:
            self.stdout.write("Ob am Ende eines Protokolls etwas fehlt, zeigt nur ein früherer Export: --heads DATEI")
        broken = sum(bool(report.findings) for report in reports)
        if broken:
            raise CommandError(f"Befunde in {broken} von {len(reports)} Protokollen. Nichts verändern, erst sichern.")

    def _expire(self, options: dict[str, Any]) -> None:
        if not walled().is_owner:
            raise CommandError("Das Ablaufen braucht den Eigentümer der Datenbank: DATABASE_OWNER_URL.")
        if options["before"] > localdate():
            raise CommandError("Ablaufen kann nur, was vergangen ist: --before liegt in der Zukunft.")
        refused = []
        for tenant in _asked(_tenants(), options["schema"]):
            # As the owner in that schema, not as the tenant, whose role cannot delete entries.
            with as_anybody():
                walled().set_schema(tenant.schema_name)
                try:
                    segment = services.expire(before=options["before"], by=services.OPERATOR, at=now())
                except (services.NotIntact, *_UNREADABLE):
                    refused.append(tenant.schema_name)
                    said = "nichts gelöscht, das Protokoll ist nicht unversehrt"
                else:
                    said = f"Nr. {segment.first_number} bis {segment.last_number}" if segment else "nichts"
                    said += " abgelaufen"
            self.stdout.write(f"{tenant.name}: {said}")
        if refused:
            raise CommandError(f"Nicht unversehrt: {', '.join(refused)}. Mehr sagt: audit verify")

    def _heads(self, _options: dict[str, Any]) -> None:
        unreadable = []
        for tenant in _tenants():
            at = now()
            try:
                number, digest = _as(tenant, selectors.head)
            except _UNREADABLE:
                unreadable.append(tenant.schema_name)
                continue
            line = {"schema": tenant.schema_name, "number": number, "hash": digest, "at": at.isoformat()}
            self.stdout.write(json.dumps(line))
        if unreadable:
            raise CommandError(f"Nicht lesbar: {', '.join(unreadable)}. Mehr sagt: audit verify")


def _asked(tenants: list[Any], schema: str | None) -> list[Any]:
    """Return those with that schema, or all. Raise `CommandError` where there is none."""
    found = [tenant for tenant in tenants if schema in (None, tenant.schema_name)]
    if schema and not found:
        raise CommandError(f"Das Schema {schema} gehört zu keiner eröffneten Stelle. Die Liste zeigt: audit heads")
    return found


def _tenants() -> list[Any]:
    """Return everybody who has a schema, the Land first."""
    with as_anybody():
        return list(get_tenant_model().objects.exclude(state="INVITED").order_by("-type", "ags"))


def _as(tenant: Any, question: Callable[[], Answer]) -> Answer:
    with acting_as(tenant):
        return question()


def _verified(tenant: Any, schemas: list[str], heads: Heads) -> Report:
    schema, name = tenant.schema_name, tenant.name
    others = [other for other in schemas if other != schema]
    try:
        return _as(tenant, partial(_look, schema, name, others, heads.get(schema, {})))
    except _UNREADABLE:
        return Report(schema, name, 0, 0, [Finding(What.UNREADABLE)])


def _look(schema: str, name: str, others: list[str], heads: Mapping[int, set[str]]) -> Report:
    while True:
        segments = selectors.segments()
        log = Log(
            schema=schema, segments=segments, heads=heads, others=others, is_genuine=partial(is_genuine, schema=schema)
        )
        entries = Counted(selectors.rows())
        found = list(islice(findings(entries, log), _ENOUGH + 1))
        # Entries that expire while they are read would look like a gap.
        if selectors.segments() == segments:
            expired = sum(segment.count for segment in segments)
            return Report(schema, name, entries.count, expired, found[:_ENOUGH], more=len(found) > _ENOUGH)


def _gone(schema: str) -> Report:
    return Report(schema, schema, 0, 0, [Finding(What.GONE)])


class Counted:
    """Rows, and how many of them were read."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.count = 0
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _read_heads(path: Path) -> Heads:
    """Return hashes by number by schema. Raise `CommandError` for a file that is none of ours."""
    heads: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path} lässt sich nicht lesen.") from problem
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            known = json.loads(line)
            schema, number, digest = known["schema"], known["number"], known["hash"]
            is_ours = SCHEMA_NAME.fullmatch(schema) and type(number) is int and _SHA256.fullmatch(digest)
        except (ValueError, TypeError, KeyError):
            is_ours = None
        if not is_ours:
            raise CommandError(f"{path}, Zeile {place}: keine Ausgabe von „audit heads“.")
        heads[schema][number].add(digest)
    if not heads:
        raise CommandError(f"{path} ist leer; ein Export hat eine Zeile für jede Stelle.")
    return heads
