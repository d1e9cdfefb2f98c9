# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The matrix: every address × every method × every role × {own, foreign} (security.md T16).

Who adds a route gives it a place in `places`; until then the suite fails.
"""
