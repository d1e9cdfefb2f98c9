# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sachsen-Anhalt and its fourteen Kommunen, for trying out; never in production."""
