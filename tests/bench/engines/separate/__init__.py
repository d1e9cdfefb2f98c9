# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wall by BEGIN … COMMIT around each statement: four round trips."""
