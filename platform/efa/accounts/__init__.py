# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and how they sign in; so far the sessions, each of one tenant and one host."""
