# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wall ahead of the statement in one pipeline of the driver: one round trip, two messages."""
