# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test suite: like production as far as a test can be, on a database and a folder of its own."""

import os
from pathlib import Path

os.environ.setdefault("EFA_SECRET_KEY", "test only, and so written here for everybody to read")
os.environ.setdefault("EFA_VAR", str(Path(__file__).resolve().parents[4] / "var" / "test"))

from efa.config.settings.base import *  # noqa: F403 -- overlay; key and folder must stand before the base is read

GALLERY = True
PORT_IN_LINKS = True
INSTALLED_APPS = [*INSTALLED_APPS, "tenants.demo", "tests.cast"]  # noqa: F405 -- from the star above
