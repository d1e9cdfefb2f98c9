# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the stamps."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """One table in `public`."""

    name = "efa.registers"
    label = "registers"
