# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of the field as types: keys of areas, dated values, texts, refusals. Pure Python."""
