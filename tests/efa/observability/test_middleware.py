# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each request is told once, by the names of our code."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from efa.observability import logs
from efa.observability.context import current, pseudonym
from efa.observability.middleware import Watch


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    written: list[str] = []
    monkeypatch.setattr(logs, "write", written.append)
    return written


def ask(answer: Any = None, *, method: str = "GET", kind: str = "", route: str = "", **headers: str) -> HttpResponse:
    """Send one request through the middleware alone."""

    def respond(request: HttpRequest) -> HttpResponse:
        if kind:
            request.site = SimpleNamespace(kind=kind, schema_name="k_musterstadt")
        if route:
            request.resolver_match = SimpleNamespace(view_name=route)
        return answer(request) if callable(answer) else HttpResponse(status=answer or 200)

    return Watch(respond)(RequestFactory().generic(method, "/path/?q=canary", headers=headers))


def test_one_line_tells_what_became_of_a_request(lines):
    response = ask(404, kind="kommune", route="landing:home")
    line = json.loads(lines[0])
    assert len(lines) == 1
    assert line.pop("duration_ms") >= 0
    assert line == {
        "ts": line["ts"],
        "level": "info",
        "event": "request.finished",
        "request_id": response["X-Request-Id"],
        "tenant": pseudonym("k_musterstadt"),
        "route": "landing:home",
        "host": "kommune",
        "method": "GET",
        "status": 404,
    }
    assert all(logs.KEYS[key](value) for key, value in line.items())


def test_a_request_without_host_and_route_is_told_too(lines):
    ask(404)
    line = json.loads(lines[0])
    assert (line["route"], line["host"], line["tenant"]) == ("none", "none", "none")


def test_an_error_of_ours_has_its_level(lines):
    ask(503)
    assert json.loads(lines[0])["level"] == "error"


def test_an_exception_that_passes_is_told_and_raised(lines):
    def fail(request: HttpRequest) -> HttpResponse:
        raise KeyError

    with pytest.raises(KeyError):
        ask(fail)
    assert json.loads(lines[0])["status"] == 500
    assert current.get() is None


def test_a_strange_method_is_not_written_down(lines):
    ask(405, method='GET","event":"x')
    assert json.loads(lines[0])["method"] == "other"


def test_the_id_is_ours_and_new(lines):
    first, second = (ask(**{"X-Request-Id": "f" * 32})["X-Request-Id"] for _ in range(2))
    assert len({first, second, "f" * 32}) == 3
    assert logs.KEYS["request_id"](first)


def test_nothing_of_the_address_is_told(lines):
    ask(kind="land", route="home")
    assert "path" not in lines[0]
    assert "canary" not in lines[0]
    assert "musterstadt" not in lines[0]


def test_facts_are_known_while_the_request_runs_and_not_after(lines):
    seen = []

    def look(request: HttpRequest) -> HttpResponse:
        facts = current.get()
        seen.append(facts and (facts.route, facts.tenant))
        return HttpResponse()

    ask(look, kind="kommune", route="home")
    assert seen == [("home", pseudonym("k_musterstadt"))]
    assert current.get() is None


def test_a_pseudonym_needs_the_key(settings):
    before = pseudonym("k_musterstadt")
    assert before == pseudonym("k_musterstadt") != pseudonym("k_beispielhausen")
    settings.SECRET_KEY = "another key that is long enough for a test of pseudonyms"
    assert pseudonym("k_musterstadt") != before


def test_a_portal_closed_on_purpose_is_no_error(lines):
    def closed(request: HttpRequest) -> HttpResponse:
        vars(request)["refused"] = "suspended"
        return HttpResponse(status=503)

    ask(closed)
    assert json.loads(lines[0])["level"] == "info"
