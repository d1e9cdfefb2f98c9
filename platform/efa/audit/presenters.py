# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences about a log, for the person at the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from efa.audit.verify import Finding, What

_CHANGED: Final = "Mit der letzten Sicherung vergleichen, die den Eintrag unverändert hat."
_KEY: Final = (
    "Wurde EFA_SECRET_KEY gewechselt, den alten in SECRET_KEY_FALLBACKS nennen; sonst mit der Sicherung vergleichen."
)
_CUT: Final = "Aus der letzten Sicherung holen, was fehlt, und klären, wer es entfernt hat."
# What is wrong, and what to do.
SENTENCES: Final = {
    What.EDITED: ("Der Eintrag wurde verändert.", _CHANGED),
    What.SWAPPED: ("Der Eintrag wurde verändert oder steht nicht an seinem Platz.", _CHANGED),
    What.FOREIGN: ("Der Eintrag stammt aus dem Protokoll einer anderen Stelle.", _CHANGED),
    What.REPLACED: ("Der Eintrag folgt auf einen anderen, als jetzt davor steht.", _CHANGED),
    What.FORK: ("Die Nummer ist zweimal vergeben.", "Mit der letzten Sicherung vergleichen, welcher Eintrag echt ist."),
    What.GAP: ("Einträge fehlen.", _CUT),
    What.MISSING_START: ("Der Anfang fehlt, und kein abgelaufener Abschnitt steht dafür.", _CUT),
    What.TRUNCATED: ("Das Ende fehlt.", _CUT),
    What.REWRITTEN: (
        "Der Eintrag ist nicht der, den der Export von damals nennt; das Protokoll wurde neu geschrieben.",
        "Mit einer Sicherung aus der Zeit des Exports vergleichen; alles bis hierher gilt als ungeprüft.",
    ),
    What.EXPIRED: ("Der Eintrag ist abgelaufen und trotzdem da.", "Klären, wer ihn wieder eingefügt hat."),
    What.SEGMENT: (
        "Die Unterschrift des abgelaufenen Abschnitts ist falsch, oder er schließt nicht an den vorigen an.",
        _KEY,
    ),
    What.UNREADABLE: (
        "Das Protokoll lässt sich nicht lesen.",
        "Tabellen, Rechte und Anmeldung prüfen (EFA_SERVES); fehlen Tabellen, manage.py migrate_schemas ausführen.",
    ),
    What.GONE: (
        "Das Protokoll steht im Export, aber zu keiner eingetragenen Kommune gehört es.",
        "Wurde die Kommune entfernt, ihre Zeilen aus dem Export nehmen; sonst die Sicherung zurückspielen.",
    ),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying one log has shown; `more` says that reading ended before the log did."""

    schema: str
    name: str
    entries: int
    expired: int
    findings: Sequence[Finding]
    more: bool = False

    def lines(self) -> list[str]:
        """Return one line, and two for each finding."""
        total = f"{self.entries} {'Eintrag' if self.entries == 1 else 'Einträge'}"
        if self.expired:
            total += f" und {self.expired} abgelaufene"
        if not self.findings:
            return [f"{self.name}: {total}, unversehrt"]
        many = f"{len(self.findings)} {'Befund' if len(self.findings) == 1 else 'Befunde'}"
        lines = [f"{self.name} ({self.schema}): {total} gelesen, {many}"]
        for finding in self.findings:
            wrong, cure = SENTENCES[finding.what]
            lines += [f"  {_numbers(finding)}{wrong}", f"    Abhilfe: {cure}"]
        if self.more:
            lines.append("  Hier wurde nicht weitergelesen; es kann mehr Befunde geben.")
        return lines

    def as_json(self) -> dict[str, object]:
        """Return the same for programs."""
        return {
            "schema": self.schema,
            "name": self.name,
            "entries": self.entries,
            "expired": self.expired,
            "findings": [{"what": f.what.value, "number": f.number, "until": f.until} for f in self.findings],
            "more": self.more,
        }


def _numbers(finding: Finding) -> str:
    if not finding.number:
        return ""
    if finding.until > finding.number:
        return f"Nr. {finding.number} bis {finding.until}: "
    return f"Nr. {finding.number}: "
