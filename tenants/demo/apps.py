# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the demo; not installed in production."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Commands only."""

    name = "tenants.demo"
    label = "demo"
