# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py kommune found|open|advance|suspend|reopen|archive|spares|list`: the life of a tenant by command."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from efa.audit.services import OPERATOR
from efa.tenancy import opening, selectors, services
from efa.tenancy.models import HostKind, Kind, State
from efa.vocabulary.errors import DomainError
from efa.vocabulary.keys import InvalidKey
from efa.wall.present import as_anybody

SPARES: Final = 2
_REACHED: Final = (State.TESTING, State.LIVE)


class Command(BaseCommand):
    """One sub-command for each deed."""

    help = "Eröffnet, sperrt, öffnet wieder und legt still: das Leben einer Kommune. Zeigt die Liste."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the sub-commands."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="Befehl")
        founding = deeds.add_parser("found", help="trägt das Land ein und legt sein Schema an; der Anfang von allem")
        founding.add_argument("ags", help="Schlüssel des Landes, zum Beispiel 15")
        founding.add_argument("--name", required=True, help="amtlicher Name")
        founding.add_argument("--short-name", help="Kurzname; ohne Angabe der amtliche Name")
        founding.add_argument("--host", required=True, help="Adresse der öffentlichen Seiten")
        founding.add_argument("--ministry-host", required=True, help="Adresse des Ministeriums")
        opening = deeds.add_parser("open", help="trägt eine Kommune ein und legt ihr Schema an")
        opening.add_argument("ags", help="Schlüssel, zum Beispiel 15003")
        opening.add_argument("--name", required=True, help="amtlicher Name")
        opening.add_argument("--short-name", help="Kurzname; ohne Angabe der amtliche Name")
        opening.add_argument("--host", action="append", required=True, help="Adresse; die erste ist die Hauptadresse")
        opening.add_argument("--kind", choices=[k.value for k in Kind if k != Kind.LAND], default=Kind.LANDKREIS.value)
        opening.add_argument("--ars", help="Regionalschlüssel; ohne Angabe der Schlüssel selbst")
        opening.add_argument("--population", type=int, help="Zahl der Einwohnerinnen und Einwohner")
        moving = deeds.add_parser("advance", help="führt in den Testbetrieb, in den Betrieb oder zurück")
        moving.add_argument("ags", help="Schlüssel, zum Beispiel 15003")
        moving.add_argument("to", choices=[s.value.lower() for s in _REACHED], help="der neue Stand")
        spares = deeds.add_parser("spares", help="legt leere Schemas auf Vorrat an, damit das Eröffnen nicht dauert")
        spares.add_argument("count", type=int, nargs="?", default=SPARES, help="wie viele bereitstehen sollen")
        for deed, text in (
            ("suspend", "schließt das Portal vorübergehend"),
            ("reopen", "öffnet ein geschlossenes Portal wieder"),
            ("archive", "legt ein geschlossenes Portal still"),
        ):
            deeds.add_parser(deed, help=text).add_argument("ags", help="Schlüssel, zum Beispiel 15003")
        listing = deeds.add_parser("list", help="zeigt alle Kommunen mit Stand und Adresse")
        listing.add_argument("--json", action="store_true", help="als JSON, eine Liste von Objekten")

    def handle(self, **options: Any) -> None:
        """Run one deed; a refusal is one sentence with its cure."""
        try:
            with as_anybody():
                getattr(self, "_" + options["deed"])(options)
        except DomainError as refusal:
            raise CommandError(_sentence(refusal)) from refusal

    def _found(self, options: dict[str, Any]) -> None:
        ags, at = options["ags"], now()
        services.invite(
            kind=Kind.LAND,
            ags=ags,
            ars=ags,
            name=options["name"],
            short_name=options["short_name"] or options["name"],
            population=None,
            host_names=[
                services.HostName(options["host"], HostKind.LAND),
                services.HostName(options["ministry_host"], HostKind.MINISTRY),
            ],
            by=OPERATOR,
            at=at,
        )
        land = services.open_schema(ags=ags, by=OPERATOR, at=at)
        for state in _REACHED:
            services.advance(ags=ags, to=state, by=OPERATOR, at=at)
        self.stdout.write(f"{land.name} ist eingerichtet; als Nächstes: kommune open")

    def _open(self, options: dict[str, Any]) -> None:
        ags, at = options["ags"], now()
        known = next((row for row in selectors.tenants() if row.ags == ags), None)
        if known is None or known.state != State.INVITED:
            services.invite(
                kind=Kind(options["kind"]),
                ags=ags,
                ars=options["ars"] or ags,
                name=options["name"],
                short_name=options["short_name"] or options["name"],
                population=options["population"],
                host_names=[services.HostName(name, HostKind.KOMMUNE) for name in options["host"]],
                by=OPERATOR,
                at=at,
            )
        kommune = services.open_schema(ags=ags, by=OPERATOR, at=at)
        self.stdout.write(f"{kommune.name} ist eröffnet (Schema {kommune.schema_name}).")
        self.stdout.flush()
        # Nobody waits for the next one's schema any more.
        opening.fill_spares(SPARES)

    def _spares(self, options: dict[str, Any]) -> None:
        made = opening.fill_spares(options["count"])
        self.stdout.write(f"{made} angelegt; bereit stehen {opening.count_spares()}.")

    def _advance(self, options: dict[str, Any]) -> None:
        to = State(options["to"].upper())
        kommune = services.advance(ags=options["ags"], to=to, by=OPERATOR, at=now())
        self.stdout.write(f"{kommune.name}: {kommune.get_state_display()}.")

    def _suspend(self, options: dict[str, Any]) -> None:
        kommune = services.suspend(ags=options["ags"], by=OPERATOR, at=now())
        self.stdout.write(
            f"{kommune.name}: Das Portal ist geschlossen. Wieder öffnen mit: kommune reopen {kommune.ags}"
        )

    def _reopen(self, options: dict[str, Any]) -> None:
        kommune = services.reopen(ags=options["ags"], by=OPERATOR, at=now())
        self.stdout.write(f"{kommune.name}: Das Portal ist wieder offen ({kommune.get_state_display()}).")

    def _archive(self, options: dict[str, Any]) -> None:
        kommune = services.archive(ags=options["ags"], by=OPERATOR, at=now())
        self.stdout.write(f"{kommune.name} ist stillgelegt. Das Schema {kommune.schema_name} ist noch da.")

    def _list(self, options: dict[str, Any]) -> None:
        rows = selectors.tenants()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(row) | {"host": row.hosts[0] if row.hosts else ""} for row in rows]))
            return
        if not rows:
            self.stdout.write("Noch ist niemand eingetragen. Der erste Schritt: kommune open --help")
        width = max((len(row.name) for row in rows), default=0)
        for row in rows:
            state = State(row.state).label
            self.stdout.write(f"{row.ags:<9}{row.name:<{width}}  {state:<19}{', '.join(row.hosts)}")


def _sentence(refusal: DomainError) -> str:  # noqa: PLR0911 -- one return per refusal reads best.
    match refusal:
        case services.AlreadyKnown():
            return f"{refusal.what} gehört schon zu einer Kommune. Die Liste zeigt: kommune list"
        case services.UnknownKommune():
            return f"Den Schlüssel {refusal.ags} kennt diese Installation nicht. Die Liste zeigt: kommune list"
        case services.NotAHostName():
            return f"{refusal.given!r} ist keine Adresse. Schreiben Sie nur den Namen, zum Beispiel harz.example.org."
        case services.WrongState():
            allowed = " oder ".join(State(state).label for state in refusal.allowed)
            return f"{refusal.ags} hat den Stand „{State(refusal.state).label}“; nötig ist: {allowed}."
        case services.TheLandStays():
            return "Die Seiten des Landes werden nicht geschlossen: Sie zeigen den Weg zu allen Behörden."
        case services.OnlyOneLand():
            return "Das Land ist schon eingetragen. Die Liste zeigt: kommune list"
        case opening.NotTheOwner():
            return "Das braucht den Eigentümer der Datenbank: DATABASE_OWNER_URL."
        case opening.NotRecorded():
            return "Die Tabellen sind nicht auf dem Stand dieser Version. Es hilft: migrate_schemas"
        case InvalidKey():
            return f"{refusal.given!r} ist kein Schlüssel. Erwartet werden 2, 3, 5, 9 oder 12 Ziffern."
        case _:
            return refusal.code
