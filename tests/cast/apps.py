# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app that brings the cast's command; installed in the suite only."""

from django.apps import AppConfig


class CastConfig(AppConfig):
    """One command."""

    name = "tests.cast"
    label = "cast"
