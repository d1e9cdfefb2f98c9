# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contrast of two colours by WCAG 2.2, and the nearest colour that has enough of it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from efa.vocabulary.errors import DomainError

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
# Below this value of a channel sRGB is linear (WCAG 2.2, "relative luminance").
_LINEAR_BELOW: Final = 0.04045
_FULL: Final = 255


class Colour(NamedTuple):
    """A colour in sRGB; each channel from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return "#" + bytes(self).hex()


class InvalidColour(DomainError):
    """The text is no colour in the form `#rgb` or `#rrggbb`; `given` is the text."""

    def __init__(self, given: str) -> None:
        super().__init__(code="theme.invalid_colour")
        self.given = given


def parse(given: str) -> Colour:
    """Read `#rgb` or `#rrggbb`. Raise `InvalidColour` for everything else: names, functions, CSS."""
    if not _HEX.fullmatch(given):
        raise InvalidColour(given)
    digits = given[1:]
    if len(digits) == len("rgb"):
        digits = "".join(digit * 2 for digit in digits)
    return Colour(*bytes.fromhex(digits))


def luminance(colour: Colour) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / _FULL) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast ratio, from 1 (the same) to 21 (black and white); the order does not matter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: Colour, demands: Sequence[tuple[Colour, float]]) -> Colour | None:
    """Return the colour with the least black or white mixed in that meets each demand.

    A demand is a colour to stand against and the ratio needed. Nothing where no shade meets all of them.
    """
    for share in range(_FULL + 1):
        for end in (0, _FULL):
            shade = Colour(*(round(c + (end - c) * share / _FULL) for c in colour))
            if all(ratio(shade, against) >= needed for against, needed in demands):
                return shade
    return None


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else float(((channel + 0.055) / 1.055) ** 2.4)
