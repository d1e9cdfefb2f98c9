# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Quick-Check: worked cases, the law in words; pages follow. No table, so it serves every Kommune and the Land."""
