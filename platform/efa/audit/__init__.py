# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The append-only log of every schema: who did what when, as a chain in which each entry fixes the one before."""
