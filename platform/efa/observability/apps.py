# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registers the check of the watch listener's address."""

from django.apps import AppConfig


class ObservabilityConfig(AppConfig):
    """Logs, error reports, metrics, health."""

    name = "efa.observability"
    label = "observability"

    def ready(self) -> None:
        """Register the system checks."""
        from efa.observability import checks  # noqa: F401, PLC0415 -- registers itself once apps are loaded
