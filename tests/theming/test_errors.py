# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Error pages: the right status, the cure, the look of the host, and no failure of their own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.conftest import MUSTERSTADT, Visit
from theming import errors, pages
from theming.middleware import ErrorPages

HEADINGS = {
    400: "Diese Anfrage verstehen wir nicht",
    403: "Diese Seite ist nicht für Sie freigegeben",
    404: "Diese Seite gibt es nicht",
    413: "Die Anfrage ist zu groß",
    429: "Zu viele Anfragen in kurzer Zeit",
    500: "Bei uns ist etwas schiefgegangen",
    503: "Der Dienst ist gerade nicht erreichbar",
}


@pytest.fixture
def reported() -> Iterator[list[object]]:
    """The requests whose exceptions were told to those who listen, Sentry among them."""
    told: list[object] = []

    def hear(sender: object, request: object, **_: Any) -> None:
        told.append(request)

    got_request_exception.connect(hear)
    yield told
    got_request_exception.disconnect(hear)


def _fail_with(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def fail(request: HttpRequest) -> HttpResponse:
        raise error

    return fail


@pytest.mark.parametrize("code", HEADINGS)
def test_each_error_has_its_page_in_the_look_of_the_host(visit: Visit, code: int) -> None:
    answer = visit(MUSTERSTADT).get(f"/komponenten/fehler/{code}/")
    page = answer.content.decode()
    assert answer.status_code == code
    assert f">{HEADINGS[code]}</h1>" in page
    assert f"<title>{HEADINGS[code]} – Stadt Musterstadt</title>" in page
    assert ">Zur Startseite</span>" in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("code", HEADINGS)
def test_each_error_has_its_page_in_the_language_of_the_page(visit: Visit, code: int) -> None:
    page = visit(MUSTERSTADT).get(f"/en/komponenten/fehler/{code}/").content.decode()
    assert '<html lang="en" dir="ltr"' in page
    assert HEADINGS[code] not in page
    assert 'href="/en/"' in page


def test_unknown_address_gets_the_page_and_not_a_technical_one(visit: Visit) -> None:
    answer = visit(MUSTERSTADT).get("/gibt/es/nicht")
    assert answer.status_code == 404
    assert HEADINGS[404] in answer.content.decode()


def test_only_failures_of_ours_tell_their_number(visit: Visit) -> None:
    ours, theirs = (visit(MUSTERSTADT).get(f"/komponenten/fehler/{code}/") for code in (500, 404))
    assert ours.headers["X-Request-Id"] in ours.content.decode()
    assert theirs.headers["X-Request-Id"] not in theirs.content.decode()


def test_rate_limit_says_how_long_to_wait() -> None:
    request = RequestFactory().get("/")
    answer = ErrorPages(lambda _: HttpResponse()).process_exception(request, errors.RateLimited(retry_after=90))
    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "90")
    assert "Warten Sie bitte 2 Minuten" in answer.content.decode()


def test_other_exceptions_are_left_to_the_handlers() -> None:
    assert ErrorPages(lambda _: HttpResponse()).process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.mark.parametrize("error", [OperationalError("server closed"), InterfaceError("connection closed")])
def test_database_failure_is_503_and_is_reported(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, reported: list[object], error: Exception
) -> None:
    monkeypatch.setattr(pages, "facts_of", _fail_with(error))
    asked: list[int] = []
    monkeypatch.setattr("theming.selectors.branding", lambda: asked.append(1))
    answer = visit(MUSTERSTADT).get("/impressum/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert len(reported) == 1
    assert asked == [], "the page of the failure asked the database once more"
    assert "server closed" not in answer.content.decode()


def test_any_other_failure_is_500_and_tells_nothing(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, reported: list[object]
) -> None:
    monkeypatch.setattr(pages, "facts_of", _fail_with(ValueError("secret canary")))
    answer = visit(MUSTERSTADT).get("/impressum/")
    assert answer.status_code == 500
    assert len(reported) == 1
    assert "canary" not in answer.content.decode()


def test_error_page_that_cannot_be_rendered_still_answers(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "render", _fail_with(RuntimeError("broken template")))
    answer = visit(MUSTERSTADT).get("/gibt/es/nicht")
    assert answer.status_code == 404
    assert "broken" not in answer.content.decode()
    assert "Die Seite kann gerade nicht angezeigt werden" in answer.content.decode()


def test_large_body_is_413(visit: Visit) -> None:
    answer = visit(MUSTERSTADT).post("/darstellung/", {"darstellung": "x" * 300_000})
    assert answer.status_code == 413
    assert HEADINGS[413] in answer.content.decode()


def test_too_many_fields_are_400(visit: Visit) -> None:
    many = {f"f{number}": "x" for number in range(300)}
    body = "&".join(f"{key}={value}" for key, value in many.items())
    form = "application/x-www-form-urlencoded"
    answer = visit(MUSTERSTADT).post("/darstellung/", body, content_type=form)
    assert answer.status_code == 400
    assert "Diese Anfrage verstehen wir nicht" in answer.content.decode()


def test_host_that_stands_for_nobody_gets_a_plain_page(visit: Visit) -> None:
    answer = visit("niemand.localhost").get("/impressum/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Unter dieser Adresse gibt es kein Portal" in page
    assert "Musterstadt" not in page
    assert "efa-header" not in page


@pytest.mark.parametrize(("refused", "status"), [("unknown", 404), ("suspended", 503), ("archived", 410)])
def test_closed_portal_says_why(refused: str, status: int) -> None:
    request = RequestFactory().get("/")
    request.refused = refused  # type: ignore[attr-defined]
    request.urlconf = "efa.config.urls.none"  # type: ignore[attr-defined]
    answer = pages.closed(request)
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) is (status == 503)
    assert "no-store" in answer.headers["Cache-Control"]
