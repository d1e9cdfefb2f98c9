# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page with 0, 1 or 10 queries in a process of its own, by Django without tenants or by one way to have them.

All ways ask the same table with the same two rows an answer. Those with tenants serve all Kommunen in turn.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final

import psycopg
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.bench import cost, crowd

PLAIN: Final = "plain"
# The wall without rows and questions that know their tenant, which are a second one in the application.
BARE: Final = "bare"
# Ours, by the name of its way: the engine, what says whose the request is, one transaction for each request.
OURS: Final = {
    "wall": ("efa.wall.backend", "tests.bench.pages.Given", False),
    BARE: ("efa.wall.backend", "tests.bench.pages.Given", False),
    "hosts": ("efa.wall.backend", "efa.tenancy.middleware.Hosts", False),
    "pipeline": ("tests.bench.engines.pipeline", "tests.bench.pages.Given", False),
    "separate": ("tests.bench.engines.separate", "tests.bench.pages.Given", False),
    "request": ("efa.wall.backend", "tests.bench.pages.Given", True),
}
DJANGO_TENANTS: Final = "django-tenants"
WAYS: Final = (PLAIN, DJANGO_TENANTS, *OURS)
QUERIES: Final = (0, 1, 10)

Handler = Callable[[HttpRequest], HttpResponse]
_hours: Any = None
_handler: WSGIHandler
_hosts: Iterator[str]


def page(request: HttpRequest, queries: int) -> HttpResponse:
    """Ask that often and answer with the number of rows."""
    rows = 0
    for number in range(queries):
        rows += len(list(_hours.objects.filter(weekday=number % crowd.WEEKDAYS + 1).order_by("opens_at")))
    return HttpResponse(str(rows))


urlpatterns = [path("<int:queries>/", page)]


class Given:
    """Middleware for a tenant that is known by its host, and nothing else."""

    def __init__(self, get_response: Handler) -> None:
        from efa.tenancy.current import tenant
        from efa.tenancy.hosts import hosts

        self._get_response = get_response
        self._tenant = tenant
        self._sites = hosts.content()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as that tenant."""
        with self._tenant(self._sites[request.META["HTTP_HOST"]]):
            return self._get_response(request)


class Cached:
    """The same for django-tenants: its own middleware asks the database for each request."""

    def __init__(self, get_response: Handler) -> None:
        from django.db import connection

        self._get_response = get_response
        self._connection = connection
        self._tenants = {host: _Schema(name) for host, name in _schemas().items()}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as that tenant."""
        self._connection.set_tenant(self._tenants[request.META["HTTP_HOST"]])
        return self._get_response(request)


class _Schema:
    def __init__(self, name: str) -> None:
        self.schema_name = name


# --- orders --------------------------------------------------------------------------------------------------
def start(kind: str, hosts: int = 0, recycled: bool = True) -> None:
    """Set Django up for that way; `hosts` says how many Kommunen are served, all of them without it."""
    global _handler, _hosts, _hours  # noqa: PLW0603 -- this process exists for one way only
    _hours = _as_ours(*OURS[kind], recycled=recycled) if kind in OURS else _as_others(tenants=kind == DJANGO_TENANTS)
    if kind == BARE:
        _hours = _unguarded()
    _hosts = itertools.cycle(sorted(_schemas())[: hosts or None])
    _handler = WSGIHandler()
    for queries in QUERIES:
        serve(queries=queries, times=20)


def serve(queries: int, times: int) -> dict[str, float]:
    """Answer that often; return the CPU of a page here and in the database, in microseconds."""
    backends = _backends()
    app, database = cost.cpu(os.getpid()), sum(map(cost.cpu, backends))
    for _ in range(times):
        _answer(queries)
    used = cost.cpu(os.getpid()) - app, sum(map(cost.cpu, backends)) - database
    return {"app": used[0] / times / 1000, "database": used[1] / times / 1000}


def serve_beside(queries: int, times: int, postmaster: int) -> dict[str, float]:
    """Do as `serve`, but count the whole server, because connections end meanwhile."""
    app, database = cost.cpu(os.getpid()), cost.server_cpu(postmaster)
    for _ in range(times):
        _answer(queries)
    used = cost.cpu(os.getpid()) - app, cost.server_cpu(postmaster) - database
    return {"app": used[0] / times / 1000, "database": used[1] / times / 1000}


def round_trips(queries: int) -> int:
    """Return how often a page waits for the database."""
    from django.db import connection

    _answer(queries)
    with cost.counted(connection.connection) as messages:
        _answer(queries)
    return messages.round_trips


# --- set-up --------------------------------------------------------------------------------------------------
def _as_ours(engine: str, middleware: str, atomic: bool, *, recycled: bool) -> Any:
    settings.MIDDLEWARE = [middleware]
    settings.ROOT_URLCONF = __name__
    settings.DATABASES["default"] |= {"ENGINE": engine, "ATOMIC_REQUESTS": atomic}
    import django

    django.setup()
    from efa.tenancy import middleware as hosts
    from efa.wall.backend import base
    from tenants.instance.models import OpeningHours

    hosts.URLCONFS["kommune"] = __name__
    if not recycled:
        base.TABLES_OF_A_CONNECTION = 1_000_000
    return OpeningHours


def _as_others(*, tenants: bool) -> Any:
    own = psycopg.conninfo.conninfo_to_dict(os.environ["DATABASE_OWNER_URL"])
    database = {
        "ENGINE": "django_tenants.postgresql_backend" if tenants else "django.db.backends.postgresql",
        "NAME": own["dbname"], "USER": own["user"], "PASSWORD": own["password"], "HOST": own["host"],
        "CONN_MAX_AGE": None,
        # Without tenants there is one place for all tables, known for the life of a connection.
        "OPTIONS": {} if tenants else {"options": f"-c search_path={next(iter(_schemas().values()))}"},
    }  # fmt: skip
    del os.environ["DJANGO_SETTINGS_MODULE"]
    settings.configure(
        SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True, DATABASES={"default": database},
        MIDDLEWARE=[f"{__name__}.Cached"] if tenants else [],
        INSTALLED_APPS=["django.contrib.contenttypes"] if tenants else [],
        TENANT_LIMIT_SET_CALLS=True,
    )  # fmt: skip
    import django

    django.setup()
    return _unguarded()


def _unguarded() -> Any:
    from django.db import models

    class Hours(models.Model):  # noqa: DJ008 -- nobody prints it
        id = models.UUIDField(primary_key=True)
        weekday = models.PositiveSmallIntegerField()
        opens_at = models.TimeField()
        closes_at = models.TimeField()

        class Meta:
            app_label = "bench"
            managed = False
            db_table = "instance_openinghours"

    return Hours


def _schemas() -> dict[str, str]:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        found = owner.execute(
            "SELECT domain, schema_name FROM tenancy_domain d JOIN tenancy_kommune k ON k.id = d.tenant_id"
            " WHERE k.type = 'kommune' ORDER BY domain"
        )
        return dict(found.fetchall())


def _backends() -> list[int]:
    from django.db import connection

    own = getattr(connection, "connection", None)
    return [own.info.backend_pid] if own and not own.closed else []


def _answer(queries: int) -> None:
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": f"/{queries}/", "SERVER_NAME": "bench", "SERVER_PORT": "80",
        "HTTP_HOST": next(_hosts), "wsgi.input": BytesIO(), "wsgi.url_scheme": "http", "wsgi.errors": None,
        "SERVER_PROTOCOL": "HTTP/1.1",
    }  # fmt: skip
    states: list[str] = []
    response = _handler(environ, lambda status, headers: states.append(status))
    body = b"".join(response)
    response.close()
    if states != ["200 OK"] or body != b"%d" % (2 * queries):
        raise RuntimeError(f"The page answered {states} {body[:100]!r}.")
