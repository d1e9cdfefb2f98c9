# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be seen of the running platform: logs, error reports, metrics, health."""
