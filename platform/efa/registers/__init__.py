# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Public registers that every process keeps in memory, reloaded soon after they changed."""
