# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app of people and their sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tables in every schema with hosts on which somebody signs in: each Kommune's and the Land's."""

    name = "efa.accounts"
    label = "accounts"
