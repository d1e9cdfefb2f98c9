# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may stand in an entry: codes, opaque ids, whole numbers, yes and no. Never a name, never free text.

The same patterns stand in constraints of the table, so they keep to what Python and PostgreSQL read alike.
"""

import json
import re
from collections.abc import Mapping
from typing import Final

Fact = str | int | bool

# Actors that are no person the platform knows: somebody at the command line; nobody who has signed in.
OPERATOR: Final = "operator"
NOBODY: Final = "nobody"

_UUID: Final = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
EVENT: Final = "^[a-z][a-z0-9_]{0,29}([.][a-z][a-z0-9_]{0,29}){1,2}$"
ACTOR: Final = f"^({OPERATOR}|{NOBODY}|([a-z][a-z_]{{0,29}}:)?{_UUID})$"
SUBJECT: Final = "^([a-z][a-z_]{0,29}:[a-z0-9][a-z0-9._-]{0,63})?$"
KEY: Final = "^[a-z][a-z0-9_]{0,39}$"
# All small or all capital: a word as people write names does not pass.
TEXT: Final = "^([a-z0-9][a-z0-9._:-]{0,63}|[A-Z][A-Z0-9_]{0,63})$"
SIZE: Final = 2048  # characters of all facts, as PostgreSQL and Python write them
_LARGEST: Final = 2**53  # Beyond, readers of JSON round.


class NotForTheLog(ValueError):
    """Something was to be logged that does not belong there; `key` says what: a column, or a key of the facts.

    No `DomainError`: it is a mistake in code and must reach its author. The value is not repeated.
    """

    def __init__(self, key: str) -> None:
        # A key that is itself no key can hold anything, so it is not repeated either.
        self.key = key if matches(KEY, key) else "facts"
        super().__init__(
            f"{self.key} holds what does not belong in the log, which takes codes, ids, numbers, booleans."
        )


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text has the form."""
    return re.fullmatch(pattern, text) is not None


def checked(*, event: str, actor: str, subject: str, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the facts. Raise `NotForTheLog` for whatever is not of the allowed form."""
    for name, pattern, text in (("event", EVENT, event), ("actor", ACTOR, actor), ("subject", SUBJECT, subject)):
        if not isinstance(text, str) or not matches(pattern, text):
            raise NotForTheLog(name)
    kept: dict[str, Fact] = {}
    for key, value in facts.items():
        if not matches(KEY, key) or not _is_fact(value):
            raise NotForTheLog(key)
        kept[key] = value
        if len(json.dumps(kept)) > SIZE:
            raise NotForTheLog(key)
    return kept


def _is_fact(value: object) -> bool:
    if isinstance(value, str):
        return matches(TEXT, value)
    return isinstance(value, int) and abs(value) < _LARGEST
