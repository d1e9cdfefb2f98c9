# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other ways to send the wall, to be measured beside ours; each package is a Django `ENGINE`."""
