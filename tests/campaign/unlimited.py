# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of the control: no tenant has a limit to its share of the threads."""

from efa.config.settings.test import *  # noqa: F403 -- an overlay

TENANT_SHARE = 0
