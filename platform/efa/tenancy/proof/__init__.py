# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The proof of the wall: plain SQL, sent by the driver as the logins of production. No Django in here.

`kinds` says what a probe is, `probes` what is tried, `ground` what there is to try it on; `run` sends and counts,
`report` writes it down.
"""
