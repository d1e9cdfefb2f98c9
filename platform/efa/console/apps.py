# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the ministry's pages."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Pages without a table of their own."""

    name = "efa.console"
    label = "console"
