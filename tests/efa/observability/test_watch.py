# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Health and metrics answer on their own listener only."""

import socket
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from efa.observability import checks, watch

BIND = "127.0.0.1:9000"


def ask(path: str, *, method: str = "GET", local: Any = ("127.0.0.1", 9000), port: str = "9000") -> tuple[str, bytes]:
    """Ask as gunicorn does; return the status and the body."""
    seen: list[Any] = []
    connected = SimpleNamespace(getsockname=lambda: local)
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_PORT": port, "gunicorn.socket": connected}
    body = b"".join(watch.beside(lambda *_: [b"django"])(environ, lambda *given: seen.append(given)))
    return (seen[0][0] if seen else "", body)


@pytest.fixture(autouse=True)
def _bound(settings):
    settings.WATCH_BIND = BIND


def test_live_needs_nothing():
    assert ask("/live") == ("200 OK", b"ok\n")


@pytest.mark.parametrize("path", ["/", "/live/", "/metrics/x", "//live", "/static/efa.css"])
def test_other_paths_are_not_found(path):
    assert ask(path)[0].startswith("404")


def test_other_methods_are_refused():
    assert ask("/live", method="POST")[0].startswith("405")
    assert ask("/live", method="HEAD") == ("200 OK", b"")


@pytest.mark.parametrize("local", [("127.0.0.1", 8000), ("127.0.0.2", 9000), "/run/web.sock", "", ("::1", 9000, 0, 0)])
def test_a_server_port_that_only_claims_to_be_the_listener_is_not_believed(local):
    assert ask("/live", local=local) == ("", b"django")


def test_the_public_listener_goes_to_django():
    assert ask("/live", local=("127.0.0.1", 8000), port="8000") == ("", b"django")


def test_ready_asks_the_database(monkeypatch):
    monkeypatch.setattr(watch, "ask_database", lambda: None)
    assert ask("/ready") == ("200 OK", b"ready\n")


def test_a_database_that_does_not_answer_is_not_waited_for(settings, monkeypatch):
    settings.TENANT_DOMAIN_MODEL = "tenancy.Domain"
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        login = {
            "NAME": "x",
            "USER": "x",
            "PASSWORD": "",
            "HOST": "127.0.0.1",
            "PORT": str(silent.getsockname()[1]),
        }
        monkeypatch.setattr(watch, "connection", SimpleNamespace(settings_dict={**login, "OPTIONS": {}}))
        monkeypatch.setattr(watch.apps, "get_model", lambda _: SimpleNamespace(_meta=SimpleNamespace(db_table="x")))
        started = monotonic()
        assert ask("/ready") == ("503 Service Unavailable", b"not ready\n")
        assert monotonic() - started < 20


def test_the_web_may_read_the_table_of_hosts(db):
    watch.ask_database()
    assert ask("/ready") == ("200 OK", b"ready\n")


def test_not_ready_while_the_table_of_hosts_is_missing(db, monkeypatch):
    missing = SimpleNamespace(_meta=SimpleNamespace(db_table="not_migrated_yet"))
    monkeypatch.setattr(watch.apps, "get_model", lambda _: missing)
    assert ask("/ready") == ("503 Service Unavailable", b"not ready\n")


def test_metrics_name_routes_and_no_versions():
    body = ask("/metrics")[1].decode()
    assert "efa_requests" in body
    assert "python_info" not in body


@pytest.mark.parametrize(
    "bind", ["0.0.0.0:9000", "[::]:9000", "192.0.2.1:9000", "localhost:9000", "9000", "", "127.0.0.1:x"]
)
def test_an_address_that_others_reach_stops_the_start(settings, bind):
    settings.WATCH_BIND = bind
    with pytest.raises(ImproperlyConfigured, match="EFA_WATCH_BIND"):
        watch.beside(lambda *_: [])
    assert [problem.id for problem in checks.watch_listener_is_local(None)] == ["observability.E001"]


@pytest.mark.parametrize(("bind", "found"), [(BIND, ("127.0.0.1", 9000)), ("[::1]:9001", ("::1", 9001))])
def test_a_loopback_address_is_read(settings, bind, found):
    settings.WATCH_BIND = bind
    assert watch.address(bind) == found
    assert checks.watch_listener_is_local(None) == []
