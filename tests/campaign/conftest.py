# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of the campaign."""

import pytest


@pytest.fixture
def tally():
    def note(name, **counts):
        print(name, counts)

    return note
