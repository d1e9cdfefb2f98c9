# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ministry's address."""


def test_it_says_what_it_is_and_what_is_missing(visit):
    page = visit("ministerium.localhost").get("/")
    assert page.status_code == 200
    assert "Anmeldung ist noch nicht eingerichtet" in page.content.decode()
