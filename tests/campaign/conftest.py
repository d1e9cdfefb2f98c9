# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of the campaign."""

from collections.abc import Callable

import pytest

from tests.campaign import counts


@pytest.fixture
def tally() -> Callable[..., None]:
    """Note what was counted under a name, for the page of figures."""
    return counts.note
