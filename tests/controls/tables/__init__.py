# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""All controls, by the rows of the threat model: T1 to T16."""

from typing import Final

from tests.controls.control import Control
from tests.controls.tables import everything, hosts, keys, roles, rows, surroundings, transactions

CONTROLS: Final[tuple[Control, ...]] = (
    *transactions.CONTROLS, *roles.CONTROLS, *rows.CONTROLS, *keys.CONTROLS, *surroundings.CONTROLS, *hosts.CONTROLS,
    *everything.CONTROLS,
)  # fmt: skip
