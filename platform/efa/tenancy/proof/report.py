# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The result for people: lines for the terminal and a page in Markdown, both German."""

from collections.abc import Iterator
from datetime import datetime

from efa.tenancy.proof.kinds import KINDS
from efa.tenancy.proof.run import Result, Tally

_HEAD = """\
<!--
SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Nachweis: Die Kommunen sind voneinander getrennt

Geschrieben von `manage.py wall prove`; nicht von Hand ändern. Was die Wörter bedeuten, erklärt die Seite
[Wie die Kommunen getrennt sind](mandantentrennung.md).
"""
_COLUMNS = """\
| Was versucht wurde | Versuche | wie erwartet | durchgekommen oder anders abgewiesen | Gegenproben | davon gelungen |
| --- | ---: | ---: | ---: | ---: | ---: |
"""
_READING = """\
## Wie die Zahlen zu lesen sind

**Versuche.** Jeder Versuch ist eine Anweisung an die Datenbank, die es nicht geben darf, zum Beispiel: „Als Kommune A
lies die Tabelle von Kommune B.“ Geschickt wird sie mit den Anmeldungen, mit denen die Plattform selbst arbeitet, für
jede Kommune und jede Anmeldung, die deren Rolle annehmen kann, gegen jedes andere Schema.

**Wie erwartet.** Es genügt nicht, dass ein Versuch scheitert: Die Datenbank muss ihn mit genau der Begründung abweisen,
die zur Trennung gehört („das Recht fehlt“, „diese Tabelle ist nicht zu sehen“). Jeder andere Ausgang zählt als Loch.
Nur in der ersten Zeile muss der Versuch gelingen; sonst bewiese das Scheitern der anderen nichts.

**Gegenproben.** Dieselbe Anweisung, geschickt mit vollen Rechten (Superuser). Dort muss sie gelingen. So ist
ausgeschlossen, dass ein Versuch nur an einem Schreibfehler scheitert. Mehrere Rollen teilen sich eine Gegenprobe, wenn
die Anweisung dieselbe ist.

Alle Versuche und Gegenproben werden zurückgenommen; am Bestand ändert der Lauf nichts.
"""
_LIMITS = """\
## Was dieser Nachweis nicht zeigt

- **Wer die Datenbank verwaltet, sieht alles.** Der Eigentümer der Tabellen und jeder Superuser stehen über den Rechten,
  die hier geprüft werden. Dasselbe gilt für jeden, der die Dateien oder Sicherungen des Servers lesen kann.
- **Eine Anmeldung dient vielen Kommunen.** Die Anmeldung der Portale darf die Rolle jeder Kommune annehmen, die der
  Aufgaben im Hintergrund auch die des Landes. Wer eigene Anweisungen in das Programm einschleust, könnte das auch. Die
  Trennung schützt vor Fehlern und Vergesslichkeit des Programms, nicht vor seiner Übernahme.
- **Namen sind zu sehen.** Jede Rolle kann im Katalog der Datenbank lesen, welche Schemas und Tabellen es gibt und wie
  viele Zeilen sie ungefähr haben. Die Namen der Schemas sind deshalb ausgelost und sagen nichts.
- **Innerhalb einer Kommune** prüft der Lauf nichts: wer dort welchen Vorgang sehen darf, entscheidet die Plattform.
- **Er gilt für diese Datenbank in diesem Augenblick.** Nach jeder Änderung der Tabellen vergleicht die Plattform die
  Rechte von selbst (`wall check`); der Nachweis gehört nach jeder neuen Version wiederholt.
"""
_AGAIN = """\
## Wie man ihn wiederholt

```
.venv/bin/python manage.py wall prove --report nachweis.md
```

Auf dem Server der Plattform, mit den Adressen aller vier Anmeldungen und für die Gegenprobe der eines Superusers
(`DATABASE_OWNER_URL`, `DATABASE_URL`, `DATABASE_LAND_URL`, `DATABASE_WORKER_URL`, `DATABASE_ADMIN_URL`). Der Befehl
endet mit 0, wenn alles hält, mit 1 bei einem Loch und mit 3, wenn die Gegenprobe fehlt. Die Anweisungen stehen lesbar
in `platform/efa/tenancy/proof/probes.py`.
"""


def lines(result: Result) -> Iterator[str]:
    """Yield what the terminal shows: counts, then each hole and each control that failed."""
    width = max(len(KINDS[kind]) for kind in result.tallies)
    yield f"{'':{width}} {'Versuche':>9} {'gehalten':>9}  Gegenprobe"
    for kind, tally in result.tallies.items():
        controls = f"{number(tally.leaked)} von {number(tally.controls)}" if tally.controls else "–"
        mark = "" if tally.is_sound else "  FEHLER"
        yield f"{KINDS[kind]:{width}} {number(tally.tried):>9} {number(tally.held):>9}  {controls}{mark}"
    yield from result.holes
    yield from result.blind


def verdict(result: Result) -> str:
    """Return the result in one or two sentences."""
    holes = sum(tally.tried - tally.held for tally in result.tallies.values())
    blind = sum(tally.controls - tally.leaked for tally in result.tallies.values())
    untried = [KINDS[kind] for kind, tally in result.tallies.items() if not tally.tried]
    if holes:
        return (
            f"Die Trennung hält nicht: {number(holes)} von {number(result.tried)} Versuchen endeten nicht wie erwartet."
        )
    if blind:
        return f"Nicht bewiesen: {number(blind)} Gegenproben gelangen nicht."
    if untried:
        return f"Nicht bewiesen: Nichts versucht wurde bei „{untried[0]}“."
    held = f"Die Trennung hält: Alle {number(result.tried)} Versuche in {result.schemas} Schemas endeten wie erwartet"
    if not result.is_controlled:
        return f"{held}, aber ohne Gegenprobe. Für sie fehlt die Adresse eines Superusers: DATABASE_ADMIN_URL."
    return f"{held}, alle Gegenproben gelangen."


def page(result: Result, *, at: datetime, version: str) -> str:
    """Return the report as Markdown; `version` names the commit or the release that ran, `at` is now."""
    facts = [
        ("Ergebnis", f"**{verdict(result)}**"),
        ("Zeitpunkt", f"{at:%d.%m.%Y, %H:%M} Uhr ({at:%Z})"),
        ("Version der Plattform", version),
        ("PostgreSQL", result.version),
        ("Schemas", f"{result.kommunen} von Kommunen, dazu das Schema des Landes"),
        ("Dauer", f"{result.seconds:.0f} Sekunden"),
    ]
    rows = [_row(KINDS[kind], tally) for kind, tally in result.tallies.items()]
    total = Tally(
        *(
            sum(getattr(tally, part) for tally in result.tallies.values())
            for part in ("tried", "held", "controls", "leaked")
        )
    )
    found = [f"- {sentence}\n" for sentence in (*result.holes, *result.blind)]
    return "\n".join(
        [
            _HEAD,
            "| | |\n| --- | --- |\n" + "".join(f"| {name} | {value} |\n" for name, value in facts),
            "## Ergebnis im Einzelnen\n",
            _COLUMNS + "".join([*rows, _row("**zusammen**", total)]),
            *(["## Was nicht stimmt\n", "".join(found)] if found else []),
            _READING,
            _LIMITS,
            _AGAIN.rstrip("\n"),
            "",
        ]
    )


def _row(name: str, tally: Tally) -> str:
    figures = (tally.tried, tally.held, tally.tried - tally.held, tally.controls, tally.leaked)
    return f"| {name} | " + " | ".join(number(figure) for figure in figures) + " |\n"


def number(figure: int) -> str:
    """Write a number as Germans do."""
    return f"{figure:,}".replace(",", ".")
