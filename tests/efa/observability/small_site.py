# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A site of two pages without a database; for processes of their own, since it sets the settings."""

import os
from types import SimpleNamespace

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from efa.observability.middleware import Handler

settings.configure(
    SECRET_KEY="only for tests, and so written here for everybody to read",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["efa.observability"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["efa.observability.middleware.Watch", f"{__name__}.Hosts"],
    LOGGING_CONFIG=None,
    DATABASES={},
    WATCH_BIND=os.environ.get("EFA_WATCH_BIND", "127.0.0.1:9000"),
)


class Hosts:
    """Stands in for the tenancy: every host is a Kommune's."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.site = SimpleNamespace(kind="kommune", schema_name="k_musterstadt")  # type: ignore[attr-defined]
        return self.get_response(request)


class RefusedError(Exception):
    """What the database driver raises, with the row's values in its text."""


def insert() -> None:
    """Fail as PostgreSQL does."""
    raise RefusedError(f"duplicate key\nDETAIL:  Key (name)=({os.environ['CANARY_DETAIL']}) already exists.")


def home(request: HttpRequest) -> HttpResponse:
    """Say which host was asked."""
    return HttpResponse(f"django {request.get_host()}", content_type="text/plain")


def broken(request: HttpRequest, word: str) -> HttpResponse:
    """Raise with everything a visitor sent in its text, and in those of its causes and log lines."""
    import logging

    from efa.observability.logs import get_logger

    seen_in_frame = os.environ["CANARY_VARIABLE"]
    typed = request.body.decode() + word + request.headers["X-Word"] + request.COOKIES["word"]
    logging.getLogger("some.library").error("could not read %s", os.environ["CANARY_ARGUMENT"])
    logging.getLogger("some.library").error(f"could not read {os.environ['CANARY_ARGUMENT']}")
    log = get_logger(__name__)
    log.error("test.broken", person=os.environ["CANARY_ARGUMENT"], message=os.environ["CANARY_ARGUMENT"])
    log.error(os.environ["CANARY_ARGUMENT"])
    try:
        insert()
    except RefusedError as problem:
        raise ValueError(f"{os.environ['CANARY_TEXT']} {typed} {len(seen_in_frame)}") from problem


urlpatterns = [path("", home, name="home"), path("broken/<word>/", broken, name="broken")]


def application() -> object:
    """Return the site as the server calls it: with health and metrics beside it."""
    from django.core.wsgi import get_wsgi_application

    from efa.observability.watch import beside

    django.setup()
    return beside(get_wsgi_application())
