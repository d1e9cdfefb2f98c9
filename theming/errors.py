# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Error pages in the look of the host and the language of the page.

Each says what happened and what to do, and nothing about the machine. The handlers never raise: if the page
cannot be rendered, a bare one goes out with the same status. URL maps name them as strings:

    handler400 = "theming.errors.bad_request"
    handler403 = "theming.errors.permission_denied"
    handler404 = "theming.errors.page_not_found"
    handler500 = "theming.errors.server_error"
"""

import sys
from http import HTTPStatus
from math import ceil
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext, ngettext

from efa.observability.context import current
from efa.observability.logs import get_logger
from efa.vocabulary.display import Link
from theming import context
from theming.presenters import ErrorPage

log = get_logger(__name__)

# Seconds after which a page that failed for want of the database may be asked for again.
TRY_AGAIN_AFTER: Final = 60
_MINUTE: Final = 60
_BARE: Final = (
    "<!doctype html><html lang='de'><meta charset='utf-8'><title>Bitte später erneut versuchen</title>"
    "<h1>Die Seite kann gerade nicht angezeigt werden.</h1>"
    "<p>Bitte versuchen Sie es in einigen Minuten erneut.</p>"
    "<p lang='en'>This page cannot be shown right now. Please try again in a few minutes.</p></html>"
)


class RateLimited(Exception):
    """Too many requests; `retry_after` says in seconds when the next one is welcome."""

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 where the body was too large."""
    if isinstance(exception, RequestDataTooBig):
        return _answer(
            request,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            gettext("Die Anfrage ist zu groß"),
            gettext("Sie haben mehr Daten geschickt, als diese Seite annimmt."),
            gettext("Kürzen Sie Ihre Angaben, und senden Sie das Formular noch einmal ab."),
        )
    return _answer(
        request,
        HTTPStatus.BAD_REQUEST,
        gettext("Diese Anfrage verstehen wir nicht"),
        gettext("Die Adresse oder die gesendeten Angaben sind unvollständig oder verändert."),
        gettext("Gehen Sie zur Startseite, und beginnen Sie dort noch einmal."),
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's.
    """Answer 403."""
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        gettext("Diese Seite ist nicht für Sie freigegeben"),
        gettext("Sie haben keinen Zugang zu dieser Seite."),
        gettext("Gehen Sie zur Startseite, oder fragen Sie die Behörde."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature.
    """Answer 403 where a form came without its token; strangers do not learn the reason."""
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        gettext("Das Formular ist abgelaufen"),
        gettext("Zu Ihrem Schutz nehmen wir ein Formular nur an, wenn es in Ihrem Browser geöffnet wurde."),
        gettext("Gehen Sie zurück, laden Sie die Seite neu, und senden Sie das Formular noch einmal ab."),
        gettext("Hilft das nicht, erlauben Sie in Ihrem Browser Cookies für diese Website."),
    )


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's.
    """Answer 404."""
    return _answer(
        request,
        HTTPStatus.NOT_FOUND,
        gettext("Diese Seite gibt es nicht"),
        gettext("Vielleicht ist die Adresse falsch geschrieben, oder die Seite wurde entfernt."),
        gettext("Prüfen Sie die Adresse, oder gehen Sie zur Startseite."),
    )


def too_many(request: HttpRequest, exception: RateLimited) -> HttpResponse:
    """Answer 429 and say how long to wait."""
    minutes = max(1, ceil(exception.retry_after / _MINUTE))
    wait = ngettext(
        "Warten Sie bitte eine Minute, und laden Sie die Seite dann neu.",
        "Warten Sie bitte %(minutes)s Minuten, und laden Sie die Seite dann neu.",
        minutes,
    ) % {"minutes": minutes}
    response = _answer(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext("Zu viele Anfragen in kurzer Zeit"),
        gettext("Von Ihrem Anschluss kamen gerade sehr viele Anfragen."),
        wait,
    )
    response.headers["Retry-After"] = str(exception.retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where the database could not be reached.

    Django has already told those who listen of the exception that is being handled (`got_request_exception`).
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _answer(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext("Bei uns ist etwas schiefgegangen"),
        gettext("Die Seite kann gerade nicht angezeigt werden. Das liegt nicht an Ihnen."),
        gettext("Versuchen Sie es in einigen Minuten noch einmal."),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503, without asking the database again."""
    context.ask_no_database(request)
    response = _answer(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext("Der Dienst ist gerade nicht erreichbar"),
        gettext("Wir haben eine technische Störung. Das liegt nicht an Ihnen."),
        gettext("Versuchen Sie es in einigen Minuten noch einmal."),
    )
    response.headers["Retry-After"] = str(TRY_AGAIN_AFTER)
    return response


def _answer(request: HttpRequest, status: HTTPStatus, heading: str, *lines: str) -> HttpResponse:
    try:
        response = _page(request, status, heading, lines)
    except Exception:
        # The last resort: an error page must not fail.
        log.exception("error_page.failed", status=int(status))
        response = HttpResponse(_BARE, status=status)
    add_never_cache_headers(response)
    return response


def _page(request: HttpRequest, status: HTTPStatus, heading: str, lines: tuple[str, ...]) -> HttpResponse:
    frame = context.frame_of(request)
    facts = current.get() if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None
    page = ErrorPage(
        status=status,
        heading=heading,
        lines=lines,
        request_id=facts.request_id if facts else "",
        authority=frame.authority,
        phone=frame.phone,
        email=frame.email,
        home=Link(gettext("Zur Startseite"), frame.home_href) if frame.site_name else None,
    )
    layout = "layouts/page.html" if frame.site_name else "layouts/plain.html"
    return render(request, "theming/error.html", {"page": page, "layout": layout}, status=status)
