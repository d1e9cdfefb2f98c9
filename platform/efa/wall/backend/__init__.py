# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database backend; `ENGINE` names this package (docs/adr/0011)."""
