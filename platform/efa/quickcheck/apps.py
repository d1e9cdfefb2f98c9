# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app."""

from django.apps import AppConfig


class QuickCheckConfig(AppConfig):
    """Quick-Check without tables."""

    name = "efa.quickcheck"
    label = "quickcheck"
