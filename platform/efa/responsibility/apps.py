# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the responsibilities."""

from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    """Tables in `public`: areas, postcodes, who is responsible where, and what authorities publish of themselves."""

    name = "efa.responsibility"
    label = "responsibility"
