# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py law show DAY` and `manage.py law diff DAY DAY`: the rules in words, with their sources."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from efa.quickcheck import lawbook
from efa.rules.dated import NotCovered

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MARKS: Final = re.compile(r"^#+ |\*\*|`")


class Command(BaseCommand):
    """Needs neither database nor secrets."""

    help = "Zeigt die Regeln eines Tages, oder was sich zwischen zwei Tagen ändert, mit Fundstellen."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the sub-commands."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="Befehl")
        showing = deeds.add_parser("show", help="die Regeln eines Tages")
        showing.add_argument("days", nargs=1, type=_day, metavar="TAG")
        comparing = deeds.add_parser("diff", help="was sich zwischen zwei Tagen ändert")
        comparing.add_argument("days", nargs=2, type=_day, metavar="TAG")
        for one in (showing, comparing):
            one.add_argument("--markdown", action="store_true", help="als Markdown, für ein Handbuch")

    def handle(self, **options: Any) -> None:
        """Print. Raise `CommandError` for a day before the first that is covered."""
        write = lawbook.document if options["deed"] == "show" else lawbook.comparison
        try:
            lines = list(write(*options["days"]))
        except NotCovered as error:
            raise CommandError(
                f"Der {error.asked:%d.%m.%Y} ist nicht erfasst; der erste erfasste Tag ist der {error.first:%d.%m.%Y}."
            ) from error
        for line in lines:
            self.stdout.write(line if options["markdown"] else _MARKS.sub("", line))


def _day(given: str) -> date:
    """A day of the command line. Raise `ArgumentTypeError`."""
    try:
        if _DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise ArgumentTypeError(f"{given} ist kein Tag wie 2026-11-23")
