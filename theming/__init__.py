# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""KERN components, page layouts, and the look of a host."""
