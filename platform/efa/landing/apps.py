# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the Land's public pages."""

from django.apps import AppConfig


class LandingConfig(AppConfig):
    """Pages without a table of their own."""

    name = "efa.landing"
    label = "landing"
