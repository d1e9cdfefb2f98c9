# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a probe is, what kinds there are, and in which words PostgreSQL must answer.

Each probe travels as one message, which PostgreSQL runs as one transaction:

    SET LOCAL search_path = …; SET LOCAL role = …;        -- who asks, as the platform says it
    SELECT 1 FROM k_neighbour.theming_branding LIMIT 1;   -- what is tried
    ROLLBACK                                              -- whatever came of it is undone

The control is the same message without a role, sent as the superuser: there it must succeed. A probe whose control
fails proves nothing, since its statement may fail for any other reason, a slip of the pen included.
"""

from dataclasses import dataclass
from typing import Final

from psycopg.sql import SQL, Identifier, Literal

# How PostgreSQL must answer: the codes are the SQL standard's (appendix A of its handbook).
REFUSED: Final = "42501"  # insufficient_privilege: the right is missing
NO_TABLE: Final = "42P01"  # undefined_table: under that name there is nothing to be seen
NO_SCHEMA: Final = "3F000"  # invalid_schema_name: there is no such schema
NO_ROLE: Final = "22023"  # invalid_parameter_value: there is no such role
EMPTY: Final = "''"  # a search path that leads nowhere
NO_ROW: Final = "keine Zeile"  # the statement runs and finds nothing, because row level security hides it
SUCCESS: Final = "gelungen"

# What is tried, in the order of the report: key and heading.
KINDS: Final = {
    "own": "Eigene Tabelle lesen (muss gelingen)",
    "read": "Fremde Tabelle lesen, mit vollem Namen",
    "path": "Fremde Tabelle lesen, über einen fremden Suchpfad",
    "insert": "In eine fremde Tabelle schreiben: einfügen",
    "update": "In eine fremde Tabelle schreiben: ändern",
    "delete": "In eine fremde Tabelle schreiben: löschen, leeren",
    "build": "Fremdes Schema umbauen: Tabellen anlegen, ändern, entfernen, Rechte vergeben",
    "rights": "Auskunft der Datenbank: ein Recht an irgendetwas in einem fremden Schema",
    "alone": "Anmeldung ohne die Rolle einer Kommune: lesen, schreiben, umbauen",
    "registers": "Einträge anderer in den gemeinsamen Verzeichnissen ändern",
    "log": "Das eigene Protokoll nachträglich ändern oder löschen",
    "roles": "Eine Rolle annehmen, die der Anmeldung nicht zusteht",
    "beyond": "Außerhalb der Schemas: temporäre Tabellen, große Objekte, Dateien, Rollen, Systemkatalog",
    "after": "Nach dem Ende einer Transaktion: Rolle, Suchpfad und Rechte sind fort",
    "unknown": "Unbekanntes Schema, unbekannte Rolle: nichts fällt auf ein anderes Schema zurück",
    "password": "Sich ohne Passwort als Rolle einer Kommune anmelden",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who tries: a login, the role it takes first (none: by itself), and the schema that role belongs to."""

    login: str
    role: str = ""
    schema: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """One try.

    `at` is what it is after, for people. `first` is a message of its own, sent before and committed; then the
    statement goes without a wall. `control` and `control_path` replace statement and path in the control, where the
    superuser, too, could not succeed with the same. `counts` is how many tries it stands for.
    """

    kind: str
    actor: Actor
    at: str
    statement: str
    expected: str = REFUSED
    path: str = ""
    first: str = ""
    control: str = ""
    control_first: str = ""
    control_path: str | None = None
    counts: int = 1

    @property
    def message(self) -> str:
        """What is sent."""
        return self.statement if self.first else _message(self.path, self.actor.role, self.statement)

    @property
    def control_message(self) -> str:
        """What the superuser sends."""
        if self.first:
            return self.statement
        path = self.path if self.control_path is None else self.control_path
        return _message(path, "", self.control or self.statement)


def _message(path: str, role: str, statement: str) -> str:
    return f"SET LOCAL search_path = {path or EMPTY}; SET LOCAL role = {role or 'none'}; {statement}; ROLLBACK"


def with_names(statement: str, **names: str) -> str:
    """Put names into a statement, quoted as identifiers."""
    return SQL(statement).format(**{key: Identifier(name) for key, name in names.items()}).as_string()


def with_values(statement: str, **values: str) -> str:
    """Put values into a statement, quoted as texts."""
    return SQL(statement).format(**{key: Literal(value) for key, value in values.items()}).as_string()
