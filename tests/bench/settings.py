# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of the measurements: those of the suite, and as many tables in a Kommune as the goals were set for."""

from efa.config.settings.test import *  # noqa: F403 -- overlay

# Eight tables are there (November 2026); with this ballast a Kommune has 33. Make it less where tables come in.
MISSING = 25
TENANT_TYPES = {**TENANT_TYPES, "kommune": {"APPS": [*TENANT_TYPES["kommune"]["APPS"], "tests.bench.ballast"]}}  # noqa: F405 -- see above
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.ballast"]  # noqa: F405 -- see above
