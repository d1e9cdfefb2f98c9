# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clone on a developer's machine and the demo: the embedded server, the gallery, a fixed key."""

import os

os.environ.setdefault("EFA_SECRET_KEY", "development only, and so written here for everybody to read")

from efa.config.settings.base import *  # noqa: F403 -- overlay; the key must stand before the base is read

GALLERY = True
PORT_IN_LINKS = True
INSTALLED_APPS = [*INSTALLED_APPS, "tenants.demo"]  # noqa: F405 -- from the star above
