# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The look of a host, in the schema of the Land and of each Kommune."""

from django.apps import AppConfig


class ThemingConfig(AppConfig):
    """Components, layouts, branding."""

    name = "theming"
    verbose_name = "Gestaltung"
    default_auto_field = "django.db.models.BigAutoField"
