# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings: a base, an overlay for each environment, and `by_environment`, which chooses."""
