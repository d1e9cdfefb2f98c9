# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """A log in the schema of the Land and of each Kommune."""

    name = "efa.audit"
    label = "audit"
    verbose_name = "Protokoll"
