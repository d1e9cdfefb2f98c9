# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of rights of residence, as printed on the card: `AE_<paragraph>[_<Absatz>]` of the AufenthG, and the others."""

import re
from typing import Final

UNLIMITED: Final = frozenset(
    {
        "NE_9",
        "NE_18C",
        "NE_26_3",
        "NE_26_4",
        "NE_28_2",
        "NE_35",
        "NE_38",
        "DAUERAUFENTHALT_EU_9A",
        "FZ_EU",
        "HAUSLG",
        "ARB_1_80",
    }
)
FREE_MOVEMENT: Final = "FZ_EU"
SWISS: Final = "AE_CH_FZA"
BLUE_CARD: Final = "BLUE_CARD_18G"
CONTINUED: Final = "FIKTION_81_4"
NO_TITLE: Final = "NONE"
LAWFUL_ONLY: Final = "FIKTION_81_3"
WITHOUT: Final = frozenset({LAWFUL_ONLY, "GESTATTUNG", "DULDUNG", NO_TITLE})
FIXED: Final = UNLIMITED | WITHOUT | {SWISS, BLUE_CARD, CONTINUED}

# Paragraphs of the AufenthG, today's and former ones that are still printed on cards, by which a permit is given.
PARAGRAPHS: Final = frozenset(
    {
        "7",
        "16",
        "16A",
        "16B",
        "16C",
        "16D",
        "16E",
        "16F",
        "16G",
        "17",
        "17A",
        "17B",
        "18",
        "18A",
        "18B",
        "18D",
        "18E",
        "18F",
        "18G",
        "19",
        "19A",
        "19B",
        "19C",
        "19D",
        "19E",
        "19F",
        "20",
        "20A",
        "20B",
        "21",
        "22",
        "23",
        "23A",
        "24",
        "25",
        "25A",
        "25B",
        "26",
        "27",
        "28",
        "29",
        "30",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "36A",
        "37",
        "38",
        "38A",
        "104A",
        "104B",
        "104C",
    }
)
_LIMITED: Final = re.compile(r"AE_(?P<paragraph>[0-9]{1,3}[A-Z]?)(?:_(?P<absatz>[0-9]{1,2}[A-Z]?))?")


def limited(code: str) -> tuple[str, str] | None:
    """Paragraph and Absatz of a limited permit, the Absatz empty where none is named; None for anything else."""
    match = _LIMITED.fullmatch(code)
    if not match or match["paragraph"] not in PARAGRAPHS:
        return None
    return match["paragraph"], match["absatz"] or ""


def is_known(code: str) -> bool:
    """Whether the vocabulary has the code."""
    return code in FIXED or limited(code) is not None
