# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this package, to be included by name in the URL map of a kind of host.

`legal_pages` and `components` belong inside `i18n_patterns`, `machines` outside; `closed` is the whole map of a host
that stands for nobody. Each brings its name space: `legal:imprint`, `gallery:all`, `technical:robots`.
"""
