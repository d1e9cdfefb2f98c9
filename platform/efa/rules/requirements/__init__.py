# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The requirements of § 10 Abs. 1 StAG and its neighbours: each a function of facts, a day and the law of a day."""
