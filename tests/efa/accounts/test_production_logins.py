# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions with the two logins of production, each statement and each deed in a transaction of its own."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection

from efa.config.database import of_urls
from efa.tenancy import middleware
from efa.tenancy.hosts import hosts
from tests import ground
from tests.conftest import BEISPIELHAUSEN, MINISTRY, MUSTERSTADT, CheckedClient, one_login, use
from tests.efa.accounts.conftest import cookie_of

NAME = "__Host-session"


@pytest.fixture
def everything(
    database: dict[str, str], worker_id: str, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[psycopg.Connection[Any]]:
    """A superuser's connection to a copy that this test may leave anything in, which pages use by production's logins."""
    for kind in middleware.URLCONFS:
        monkeypatch.setitem(middleware.URLCONFS, kind, "tests.efa.accounts.pages")
    name = f"efa_sessions_{worker_id}"
    urls = ground.copy(database, name)
    with django_db_blocker.unblock():
        use(of_urls({"kommune": urls["DATABASE_URL"], "land": urls["DATABASE_LAND_URL"]}))
        hosts.forget()
        with psycopg.connect(database["ADMIN_URL"], dbname=name, autocommit=True) as superuser:
            yield superuser
        use(one_login(database))
        hosts.forget()
    with psycopg.connect(database["ADMIN_URL"], autocommit=True) as superuser:
        superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")


def visit(host, cookie=""):
    visitor = CheckedClient(raise_request_exception=False, HTTP_HOST=host)
    if cookie:
        visitor.cookies[NAME] = cookie
    return visitor


def count(superuser, host, table, where="true"):
    (schema,) = superuser.execute(
        "SELECT schema_name FROM tenancy_domain d JOIN tenancy_kommune k ON k.id = d.tenant_id WHERE domain = %s",
        [host],
    ).fetchone()
    (number,) = superuser.execute(f'SELECT count(*) FROM "{schema}".{table} WHERE {where}').fetchone()
    return number


def test_a_session_lives_at_home_and_is_refused_everywhere_else(everything):
    places = (MUSTERSTADT, BEISPIELHAUSEN, MINISTRY)
    visitors = {host: visit(host) for host in places}
    for host, visitor in visitors.items():
        assert visitor.get(f"/s/remember/{host}/").status_code == 200
    for host, visitor in visitors.items():
        assert visitor.get("/s/recall/").json()["word"] == host
        assert count(everything, host, "accounts_session") == 1
        for elsewhere in places:
            if elsewhere != host:
                for _ in range(2):
                    answer = visit(elsewhere, cookie_of(visitor)).get("/s/recall/")
                    assert (answer.status_code, answer.json()["word"]) == (200, None)
    for host, visitor in visitors.items():
        assert count(everything, host, "audit_entry", "event = 'session.refused'") == 2
        old = cookie_of(visitor)
        visitor.get("/s/rotate/")
        assert visit(host, old).get("/s/recall/").json()["word"] is None
        assert visitor.get("/s/recall/").json()["word"] == host
        visitor.get("/s/end/")
        assert count(everything, host, "accounts_session") == 0


def test_many_replays_at_once_are_one_entry(everything):
    visitor = visit(MUSTERSTADT)
    visitor.get("/s/remember/kept/")
    cookie, at_once = cookie_of(visitor), 8
    together = threading.Barrier(at_once)

    def replay(_):
        together.wait(timeout=30)
        try:
            return visit(BEISPIELHAUSEN, cookie).get("/s/recall/").json()["word"]
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as threads:
        assert list(threads.map(replay, range(at_once))) == [None] * at_once
    assert count(everything, BEISPIELHAUSEN, "audit_entry", "event = 'session.refused'") == 1
