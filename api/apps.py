# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the HTTP API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Views without a table of their own."""

    name = "api"
    label = "api"
