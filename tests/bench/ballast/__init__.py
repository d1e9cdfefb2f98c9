# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of a Kommune that are still to come, so that the goals are tried on as many as they were set for."""
