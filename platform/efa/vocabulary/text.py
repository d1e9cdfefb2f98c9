# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts that people type: what is refused, and what counts as the same name."""

import re
import unicodedata
from typing import Final

# Controls, formats (bidi marks, zero widths, tags), separators of lines, half, private and unassigned characters.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NO_WORD: Final = re.compile(r"[^0-9a-z]+")


def hidden_characters(given: str) -> bool:
    """Whether the text holds characters nobody can see."""
    return any(unicodedata.category(c) in _HIDDEN for c in given)


def _words(given: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", given) if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", bare).strip()


def search_keys(name: str) -> tuple[str, ...]:
    """Return the ways in which a name may be typed: umlauts as two letters, and umlauts without their dots.

    Case, accents, hyphens and brackets do not matter; ß counts as ss. The same function prepares names and
    queries, so `Köthen`, `KOETHEN`, `Kothen` and the decomposed form meet.
    """
    folded = unicodedata.normalize("NFC", given) if (given := name.casefold()) else ""
    return tuple(dict.fromkeys((_words(folded.translate(_UMLAUTS)), _words(folded))))
