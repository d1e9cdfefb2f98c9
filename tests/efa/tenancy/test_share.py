# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A flood of one tenant leaves threads for all others (security.md T15)."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished
from django.db import close_old_connections, connections
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from efa.tenancy import share
from efa.tenancy.share import Share
from tests.conftest import BEISPIELHAUSEN, LAND, MINISTRY, MUSTERSTADT
from tests.efa.config.test_settings import COMPLETE, manage
from tests.headers import missing_headers

PATIENCE = 60  # seconds until a test that hangs fails


def request_of(schema):
    request = RequestFactory().get("/")
    request.site = SimpleNamespace(schema_name=schema) if schema else None
    request.refused = "" if schema else "unknown"
    return request


@pytest.fixture
def told(monkeypatch):
    events = []
    monkeypatch.setattr(share.log, "warning", lambda event, **fields: events.append((event, fields)))
    return events


@pytest.fixture
def site(settings, told):
    """A site whose pages ask for the next one while they are made, down to a depth."""

    class Site:
        def __init__(self):
            settings.TENANT_SHARE = 2
            self.way = []
            self.seen = []
            self.share = Share(self.answer)

        def answer(self, request):
            self.seen.append(request.refused)
            if request.refused == "busy":
                return HttpResponse(status=503)
            if self.way:
                step = self.way.pop(0)
                return step() if callable(step) else self.ask(step)
            return HttpResponse()

        def ask(self, schema):
            return self.share(request_of(schema))

        @property
        def held(self):
            return dict(self.share._held)

    return Site()


def test_what_is_beyond_the_share_is_refused_and_told_without_a_name(site, told):
    site.way = ["k_a", "k_a"]
    assert site.ask("k_a").status_code == 503
    assert site.seen == ["", "", "busy"]
    assert told == [("tenant.share_exceeded", {})]
    assert site.held == {}


def test_what_is_refused_is_nobodys_so_that_its_page_reads_nothing(site):
    seen = []
    site.share.get_response = lambda request: seen.append((request.site, request.urlconf)) or HttpResponse()
    site.share._held["k_a"] = 2
    site.ask("k_a")
    assert seen == [(None, "efa.config.urls.none")]
    assert site.held == {"k_a": 2}


def test_the_share_of_one_is_not_the_share_of_another(site, told):
    site.way = ["k_a", "k_b", "k_b", "land", "land"]
    assert site.ask("k_a").status_code == 200
    assert told == []


def test_hosts_of_nobody_have_no_share(site, told):
    site.way = [None] * 9
    assert site.ask(None).status_code == 200
    assert told == []


def test_a_page_that_fails_gives_its_place_back(site):
    def fail():
        raise KeyboardInterrupt

    for _ in range(3):
        site.way = [fail]
        with pytest.raises(KeyboardInterrupt):
            site.ask("k_a")
    assert site.ask("k_a").status_code == 200
    assert site.held == {}


@pytest.fixture
def _no_database_to_tidy_up():
    """Django looks after its connections whenever an answer is closed."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("_no_database_to_tidy_up")
@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize(
    "streamed",
    [lambda: StreamingHttpResponse([b"a", b"b"]), lambda: FileResponse(io.BytesIO(b"ab"), filename="x.pdf")],
    ids=["stream", "file"],
)
def test_a_streamed_answer_holds_its_place_until_it_is_closed(site, streamed, is_read):
    answers = []
    for _ in range(2):
        site.way = [streamed]
        answers.append(site.ask("k_a"))
    assert site.held == {"k_a": 2}
    assert site.ask("k_a").status_code == 503
    for answer in answers:
        assert not is_read or b"".join(answer) == b"ab"
        answer.close()
        answer.close()
    assert site.held == {}
    assert site.ask("k_a").status_code == 200


@pytest.mark.parametrize(("threads", "limit"), [("1", 0), ("2", 1), ("5", 3)])
def test_a_share_is_half_of_the_threads_rounded_up(threads, limit):
    code = "from django.conf import settings as s; print(s.TENANT_SHARE)"
    done = manage("shell", "--no-imports", "-c", code, EFA_THREADS=threads, **COMPLETE)
    assert done.stdout.split() == [str(limit)], done.stderr


def test_without_a_limit_nothing_is_counted(settings):
    settings.TENANT_SHARE = 0
    with pytest.raises(MiddlewareNotUsed):
        Share(lambda request: HttpResponse())


def test_every_request_of_a_tenant_passes_its_share(settings):
    """Behind the middleware that knows the host, before all that work for the host."""
    order = settings.MIDDLEWARE
    assert order[order.index("efa.tenancy.middleware.Hosts") + 1] == "efa.tenancy.share.Share"


class Slow:
    """The body of a request, whose last byte does not come before somebody lets it."""

    def __init__(self):
        self.begun, self.may_end = threading.Event(), threading.Event()

    def read(self, *_):
        self.begun.set()
        assert self.may_end.wait(PATIENCE)
        return b""

    readline = read


class Process:
    """The whole platform as a server runs it: one application, and threads that call it."""

    def __init__(self, pool):
        self.pool = pool
        self.application = WSGIHandler()

    def answer(self, host, body=None):
        environ = {"HTTP_HOST": host, "wsgi.url_scheme": "https", "HTTPS": "on", "PATH_INFO": "/impressum/"}
        if body is not None:
            environ |= {
                "PATH_INFO": "/csp-report/", "REQUEST_METHOD": "POST", "wsgi.input": body,
                "CONTENT_TYPE": "application/csp-report", "CONTENT_LENGTH": "9",
            }  # fmt: skip
        setup_testing_defaults(environ)
        got = {}
        try:
            answer = self.application(environ, lambda status, headers: got.update(status=status, headers=dict(headers)))
            page = b"".join(answer).decode()
            answer.close()
        finally:
            connections.close_all()
        assert missing_headers(got["headers"], secure=True) == []
        return SimpleNamespace(status=int(got["status"][:3]), page=page, headers=got["headers"])

    def ask(self, host):
        return self.pool.submit(self.answer, host).result(PATIENCE)

    def flood(self, host, times):
        bodies = [Slow() for _ in range(times)]
        answers = [self.pool.submit(self.answer, host, body) for body in bodies]
        assert all(body.begun.wait(PATIENCE) for body in bodies)
        return bodies, answers


@pytest.fixture
def process(db, settings):
    settings.TENANT_SHARE = 2
    with ThreadPoolExecutor(4) as pool:
        yield Process(pool)


@pytest.mark.parametrize(
    ("flooded", "also_full", "others"),
    [
        (MUSTERSTADT, [], [BEISPIELHAUSEN, LAND, MINISTRY]),
        (LAND, [MINISTRY], [MUSTERSTADT, BEISPIELHAUSEN]),
    ],
)
def test_a_flood_of_one_tenant_leaves_threads_for_the_others(process, told, flooded, also_full, others):
    bodies, answers = process.flood(flooded, 2)
    try:
        for host in (flooded, *also_full):
            refused = process.ask(host)
            assert (refused.status, refused.headers["Retry-After"]) == (503, "1")
            assert "no-store" in refused.headers["Cache-Control"]
            assert "Diese Website ist gerade überlastet" in refused.page
            assert "Stadt Musterstadt" not in refused.page
        for host in others:
            assert process.ask(host).status == 200
    finally:
        for body in bodies:
            body.may_end.set()
    assert {answer.result(PATIENCE).status for answer in answers} == {400}
    assert process.ask(flooded).status == 200
    assert told == [("tenant.share_exceeded", {})] * (1 + len(also_full))


def test_one_place_that_becomes_free_is_enough(process):
    bodies, answers = process.flood(MUSTERSTADT, 2)
    try:
        assert process.ask(MUSTERSTADT).status == 503
        bodies[0].may_end.set()
        answers[0].result(PATIENCE)
        assert process.ask(MUSTERSTADT).status == 200
    finally:
        for body in bodies:
            body.may_end.set()
