# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hosts whose pages use sessions, a second host of Musterstadt, and what their logs say."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from efa.audit.models import Entry
from efa.tenancy import middleware
from efa.tenancy.current import tenant
from efa.tenancy.hosts import hosts
from efa.tenancy.models import Kommune
from tests.conftest import BEISPIELHAUSEN, LAND, MINISTRY, MUSTERSTADT, Visit

ALIAS = "antrag.musterstadt.localhost"
# Every host on which somebody can have a session: two of one Kommune, a neighbour's, the ministry's.
PLACES = (MUSTERSTADT, ALIAS, BEISPIELHAUSEN, MINISTRY)
AGS = {MUSTERSTADT: "99001", ALIAS: "99001", BEISPIELHAUSEN: "99002"}


def kommune_of(host: str) -> Kommune:
    """Return the tenant of a host; of the ministry's the Land."""
    return Kommune.objects.get(ags=AGS[host]) if host in AGS else Kommune.objects.get(type="land")


def cookie_of(client: Client) -> str:
    """Return the value of the session's cookie that the browser has."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def come(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """A visitor of a host with the pages of `pages`, who may bring a cookie.

    The alias stands in the memory of this process only, so that the test keeps the login of the web.
    """
    for kind in middleware.URLCONFS:
        monkeypatch.setitem(middleware.URLCONFS, kind, "tests.efa.accounts.pages")
    table = hosts.content()
    with_alias = {**table, ALIAS: replace(table[MUSTERSTADT], host=ALIAS)}
    monkeypatch.setattr(hosts, "content", lambda: with_alias)

    def of(host: str, cookie: str = "") -> Client:
        visitor = visit(host)
        if cookie:
            visitor.cookies[settings.SESSION_COOKIE_NAME] = cookie
        return visitor

    return of


@pytest.fixture
def refusals(db: None) -> Callable[[str], list[str]]:
    """The subjects of the entries about refused sessions in the log of a host's tenant."""

    def of(host: str) -> list[str]:
        with tenant(kommune_of(host)):
            return list(
                Entry.objects.filter(event="session.refused").order_by("number").values_list("subject", flat=True)
            )

    return of


__all__ = ["ALIAS", "LAND", "PLACES", "cookie_of", "kommune_of"]
