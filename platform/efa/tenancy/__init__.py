# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a portal here: Kommunen, their hosts and their state of life."""
