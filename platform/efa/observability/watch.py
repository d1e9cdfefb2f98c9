# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Health and metrics beside the platform, on a listener of their own that only this machine reaches.

`/live` needs nothing, `/ready` asks the database, `/metrics` is for Prometheus.
None tells versions or tenants.
"""

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from psycopg import sql

from efa.observability import logs, metrics
from efa.wall.names import public_wall
from efa.wall.present import walled

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

_SECONDS: Final = 2
HEADERS: Final = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Content-Security-Policy",
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
_PLAIN: Final = "text/plain; charset=utf-8"
# Keys of Django's settings and the names libpq has for them.
_LOGIN: Final = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
_LIBPQ: Final = ("sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile", "channel_binding")
_log = logs.get_logger(__name__)


class Address(NamedTuple):
    """Where the watch listener listens."""

    host: str
    port: int


def address(bind: str) -> Address:
    """Read `host:port`. Raise `ImproperlyConfigured` unless the host is a loopback address in digits."""
    host, _, port = bind.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    try:
        found, number = ipaddress.ip_address(host), int(port)
    except ValueError as problem:
        raise ImproperlyConfigured(f"EFA_WATCH_BIND is {bind!r}; write it like 127.0.0.1:9000.") from problem
    if not found.is_loopback:
        raise ImproperlyConfigured(f"EFA_WATCH_BIND is {bind!r}, which others can reach; only loopback is allowed.")
    return Address(str(found), number)


def beside(application: Application) -> Application:
    """Answer what came in on the watch listener, hand everything else to `application`.

    Raise `ImproperlyConfigured` if `settings.WATCH_BIND` is no loopback address.
    """
    watch = address(settings.WATCH_BIND)
    port = str(watch.port)

    def serve(environ: Environ, start_response: Start) -> Iterable[bytes]:
        if environ["SERVER_PORT"] == port and _came_in_on(watch, environ):
            return answer(environ, start_response)
        return application(environ, start_response)

    return serve


def answer(environ: Environ, start_response: Start) -> Iterable[bytes]:
    """Answer a request to the watch listener."""
    page = _PAGES.get(environ["PATH_INFO"])
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        status, body = "405 Method Not Allowed", b"method not allowed\n"
    elif page is None:
        status, body = "404 Not Found", b"not found\n"
    else:
        status, body = page()
    start_response(status, [("Content-Type", _PLAIN), ("Content-Length", str(len(body))), *HEADERS])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _came_in_on(watch: Address, environ: Environ) -> bool:
    # On a socket in the file system gunicorn takes SERVER_PORT from the Host header; the socket cannot lie.
    connected = environ.get("gunicorn.socket")
    return connected is not None and connected.getsockname()[:2] == tuple(watch)


def _live() -> tuple[str, bytes]:
    return "200 OK", b"ok\n"


def _ready() -> tuple[str, bytes]:
    try:
        ask_database()
    except psycopg.Error as problem:
        _log.warning("ready.failed", exc_info=problem)
        return "503 Service Unavailable", b"not ready\n"
    return "200 OK", b"ready\n"


def _metrics() -> tuple[str, bytes]:
    return "200 OK", metrics.exposition()


_PAGES: Final = {"/live": _live, "/ready": _ready, "/metrics": _metrics}


def ask_database() -> None:
    """Read the table of hosts over a connection of its own. Raise `psycopg.Error` if that fails or takes 2 s.

    Its own connection, because a thread's may be broken or bound to a tenant, and because only a new one
    shows within a known time that the server is frozen.
    """
    given = connection.settings_dict
    login = {name: given[key] for key, name in _LOGIN.items() if given[key]}
    login |= {key: value for key, value in given["OPTIONS"].items() if key in _LIBPQ}
    table = apps.get_model(settings.TENANT_DOMAIN_MODEL)._meta.db_table
    with psycopg.connect(
        **login, connect_timeout=_SECONDS, options=f"-c statement_timeout={_SECONDS * 1000}", autocommit=True
    ) as asked:
        # The login itself may read nothing; in one message with the wall it may.
        question = sql.SQL("select 1 from public.{} limit 1").format(sql.Identifier(table)).as_string()
        asked.execute((public_wall(walled().roles) + question).encode())
