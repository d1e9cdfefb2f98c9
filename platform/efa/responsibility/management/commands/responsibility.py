# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py responsibility 39104 [--on 2026-11-23]`: the look-up of the pages, on the command line."""

from argparse import ArgumentParser
from datetime import date
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from efa.responsibility import directory as d
from efa.responsibility.selectors import directory_on
from efa.wall.present import as_anybody

REASONS: Final = {
    "empty": "Geben Sie eine Postleitzahl oder einen Ort an.",
    "too_long": f"Die Eingabe ist länger als {d.LONGEST_QUERY} Zeichen.",
    "hidden": "Die Eingabe enthält unsichtbare Zeichen.",
    "postcode_form": "Eine Postleitzahl hat fünf Ziffern.",
    "postcode_unknown": "Diese Postleitzahl steht nicht im Verzeichnis.",
    "place_unknown": "Dieser Ort steht nicht im Verzeichnis.",
}


class Command(BaseCommand):
    """Print one outcome in one line."""

    help = "Nennt die zuständige Behörde zu einer Postleitzahl oder einem Ort, für jeden Tag."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare place and day."""
        parser.add_argument("place", help="Postleitzahl oder Ort")
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="Tag, zum Beispiel 2026-11-23")

    def handle(self, **options: Any) -> None:
        """Look up and print; raise `CommandError` where nothing fits."""
        with as_anybody():
            outcome = directory_on(options["on"] or localdate()).find(options["place"])
        match outcome:
            case d.Found():
                self.stdout.write(f"{outcome.authority} ({outcome.place.name})")
            case d.AskBack() | d.Suggest():
                for place in outcome.choices:
                    self.stdout.write(f"{place.authority or 'offen':<9}{place.name}, {place.district}")
            case d.Elsewhere():
                self.stdout.write(f"{outcome.postcode} liegt in {', '.join(outcome.lands)}.")
            case d.Nobody():
                self.stdout.write(f"Für {outcome.place.name} ist an diesem Tag niemand eingetragen.")
            case d.Conflict():
                self.stdout.write(
                    f"Für {outcome.place.name} sind mehrere eingetragen: {', '.join(outcome.authorities)}"
                )
            case d.NotFound():
                raise CommandError(REASONS[outcome.reason])
