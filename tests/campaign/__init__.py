# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wall under load: many tenants, threads, cut connections, a pooler, a flood; each with small n in `make test`."""
