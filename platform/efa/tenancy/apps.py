# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of the tenants."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Tables in `public`: the Land, its Kommunen and their hosts."""

    name = "efa.tenancy"
    label = "tenancy"
