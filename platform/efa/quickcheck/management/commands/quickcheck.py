# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py quickcheck FILE`: judge every case of a file, one line each."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from efa.quickcheck import wording
from efa.quickcheck.casefile import Case, WrongCase, cases
from efa.quickcheck.yamlfile import Unreadable
from efa.rules.findings import Result

UNUSABLE: Final = 2


class Command(BaseCommand):
    """Needs neither database nor secrets."""

    help = "Beurteilt jeden Fall einer Datei; Ende mit 1, wenn einer anders ausgeht als erwartet, mit 2 bei Fehlern."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the forms of output."""
        parser.add_argument("file", type=Path, metavar="DATEI", help="Fälle als YAML, auch JSON")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="ein JSON-Objekt je Zeile")
        form.add_argument("--reasons", action="store_true", help="dazu jeden Befund in Worten, mit Fundstelle")

    def handle(self, **options: Any) -> None:
        """Print all cases; refuse at the end, so that one bad case hides no other. Raise `CommandError`."""
        judged = differing = 0
        wrong: list[str] = []
        try:
            for case in cases(options["file"]):
                try:
                    if isinstance(case, WrongCase):
                        raise case
                    result = case.judge()
                except WrongCase as error:
                    wrong.append(str(error))
                    continue
                matches = case.expected.matches(result) if case.expected else None
                judged += 1
                differing += matches is False
                self._print(case, result, matches, options)
        except Unreadable as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        if not options["json"]:
            self.stdout.write(f"{judged} cases, {differing} differ, {len(wrong)} could not be used.")
        if wrong:
            raise CommandError("\n".join(wrong), returncode=UNUSABLE)
        if differing:
            raise CommandError(f"{differing} of {judged} cases come out otherwise than expected.", returncode=1)

    def _print(self, case: Case, result: Result, matches: bool | None, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(_plain(case, result, matches), ensure_ascii=False))
            return
        self.stdout.write(wording.line(case.id, result, matches))
        if options["reasons"]:
            for sentence in wording.reasons(result):
                self.stdout.write(f"    {sentence}")


def _plain(case: Case, result: Result, matches: bool | None) -> dict[str, Any]:
    return {
        "id": case.id,
        "overall": result.overall,
        "route": result.route,
        "earliest_date": result.earliest and result.earliest.isoformat(),
        "per_requirement": {name: finding.value for name, finding in result.findings.items()},
        "matches": matches,
    }
