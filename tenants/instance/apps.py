# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of a Kommune's portal."""

from django.apps import AppConfig


class InstanceConfig(AppConfig):
    """Tables in the schema of each Kommune."""

    name = "tenants.instance"
    label = "instance"
