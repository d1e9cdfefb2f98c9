# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the web server calls: the platform on its public address, health and metrics on their own."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "efa.config.settings.by_environment")

from django.core.wsgi import get_wsgi_application

from efa.observability.watch import beside

application = beside(get_wsgi_application())
