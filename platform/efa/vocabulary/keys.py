# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys of areas: ARS and AGS of the Federal Statistical Office, and postcodes.

Keys are strings, because they have leading zeros. Structure of the ARS: Land 2, Regierungsbezirk 1, Kreis 2,
Gemeindeverband 4, Gemeinde 3 digits; the AGS leaves the Gemeindeverband out.
"""

import re
from typing import Final

from efa.vocabulary.errors import DomainError

LAND_LENGTH: Final = 2
DISTRICT_LENGTH: Final = 5
ARS_LENGTH: Final = 12
_LENGTHS: Final = (LAND_LENGTH, 3, DISTRICT_LENGTH, 9, ARS_LENGTH)
_POSTCODE: Final = re.compile(r"[0-9]{5}")
_DIGITS: Final = re.compile(r"[0-9]+")


class InvalidKey(DomainError):
    """The text is no key of an area; `given` is the text."""

    def __init__(self, given: str) -> None:
        super().__init__(code="key.invalid")
        self.given = given


def ars(given: str) -> str:
    """Return an ARS, whole (12 digits) or as the prefix of an area (2, 3, 5 or 9). Raise `InvalidKey`."""
    key = given.strip()
    if not _DIGITS.fullmatch(key) or len(key) not in _LENGTHS:
        raise InvalidKey(given)
    return key


def is_postcode(given: str) -> bool:
    """Whether the text has the form of a German postcode, which says nothing about its existence."""
    return _POSTCODE.fullmatch(given) is not None
