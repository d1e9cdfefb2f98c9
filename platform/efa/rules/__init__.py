# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law of naturalisation as functions of facts and a day. Pure Python.

`facts` says what a person brings, `figures` what the statute fixed from which day on, `reasons` why a finding can come
about and where it stands, `requirements` judge, `evaluation` takes all routes and keeps the best.
"""
