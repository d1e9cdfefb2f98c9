# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `generated` begins with: the facts of a person who meets everything, the borders of the law, the titles."""

from datetime import date
from typing import Any, Final

from efa.quickcheck import defaults

# The facts that only this product knows are left out: the second opinion has never heard of them.
DEFAULTS: Final[dict[str, Any]] = {
    key: value for key, value in defaults.FACTS.items() if key not in {"guardianship_reservation", "absence_months"}
} | {
    "birth_date": date(1990, 5, 10),
    "residence_periods": [{"from": date(2016, 9, 1), "to": None, "status": "permit"}],
}

FIRST: Final = date(2021, 8, 20)
BORDERS: Final = (
    date(2022, 12, 31),
    date(2024, 6, 1),
    date(2024, 6, 27),
    date(2025, 10, 30),
    date(2025, 12, 24),
    date(2026, 2, 28),
    date(2026, 7, 29),
)
_UNLIMITED: Final = "NE_9 NE_18C NE_26_3 NE_26_4 NE_28_2 NE_35 NE_38 DAUERAUFENTHALT_EU_9A FZ_EU ARB_1_80"
_STUDY_AND_WORK: Final = (
    "AE_16A AE_16B AE_16B_1 AE_16D AE_16E AE_16F AE_16G AE_17 AE_18A AE_18B AE_18D AE_18F BLUE_CARD_18G AE_19 AE_19B"
    " AE_19C AE_19D AE_19E AE_20 AE_20A AE_21"
)
_PROTECTION: Final = (
    "AE_22 AE_23_1 AE_23_2 AE_23_4 AE_23A AE_24 AE_25_1 AE_25_2 AE_25_3 AE_25_4 AE_25_4A AE_25_4B AE_25_5 AE_25A"
    " AE_25B AE_104C"
)
_FAMILY_AND_OTHERS: Final = "AE_28 AE_28_1 AE_30 AE_32 AE_33 AE_36A AE_37 AE_38A AE_CH_FZA"
TITLES: Final = f"{_UNLIMITED} {_STUDY_AND_WORK} {_PROTECTION} {_FAMILY_AND_OTHERS}".split()
