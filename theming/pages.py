# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that every host has: imprint, privacy, accessibility, appearance; and the page of a closed host."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from efa.vocabulary.display import FieldError, Option
from efa.vocabulary.text import hidden_characters
from theming.context import APPEARANCE_COOKIE, APPEARANCES, facts_of, frame_of
from theming.presenters import AccessibilityPage, ErrorPage, ImprintPage, PrivacyPage

_YEAR: Final = 365 * 24 * 3600  # seconds
_DAY: Final = 24 * 3600
_A_MOMENT: Final = 1
_LONGEST_PATH: Final = 2000  # characters
AS_DEVICE: Final = "geraet"


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Say who answers for the site."""
    provider = facts_of(request).provider
    page = ImprintPage.of(provider) if provider else None
    return render(request, "theming/imprint.html", {"page": page})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what happens to the visitor's data: what this site does today, and nothing it does not do yet."""
    provider = facts_of(request).provider
    finds = getattr(getattr(request, "site", None), "kind", "") == "land"
    page = PrivacyPage.of(provider, finds_authorities=finds) if provider else None
    return render(request, "theming/privacy.html", {"page": page})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how far the site conforms."""
    provider = facts_of(request).provider
    page = AccessibilityPage.of(provider) if provider else None
    return render(request, "theming/accessibility.html", {"page": page})


@require_safe
def barrier(request: HttpRequest) -> HttpResponse:
    """Say how to report a barrier, and who decides where the answer does not help."""
    provider = facts_of(request).provider
    page = AccessibilityPage.of(provider) if provider else None
    return render(request, "theming/barrier.html", {"page": page})


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Let the visitor choose between light and dark; the choice stays in a cookie of this browser."""
    given = request.POST if request.method == "POST" else request.GET
    back = local_path(given.get("zurueck", ""))
    choice = request.POST.get("darstellung", "")
    if request.method == "POST" and choice in {AS_DEVICE, *APPEARANCES}:
        response = redirect(back or frame_of(request).home_href)
        if choice == AS_DEVICE:
            response.set_cookie(APPEARANCE_COOKIE, "", max_age=0, secure=True, httponly=True, samesite="Lax")
        else:
            response.set_cookie(
                APPEARANCE_COOKIE, choice, max_age=_YEAR, secure=True, httponly=True, samesite="Lax", path="/"
            )
        return response
    error = gettext("Wählen Sie eine Darstellung.") if request.method == "POST" else ""
    context = {
        "options": (
            Option(
                AS_DEVICE,
                gettext("Wie das Gerät"),
                gettext("Die Website folgt den Einstellungen Ihres Geräts."),
            ),
            Option("light", gettext("Hell"), gettext("Dunkle Schrift auf hellem Grund")),
            Option("dark", gettext("Dunkel"), gettext("Helle Schrift auf dunklem Grund")),
        ),
        "chosen": frame_of(request).appearance or AS_DEVICE,
        "back": back,
        "error": error,
        "errors": (FieldError("#darstellung-1", error),) if error else (),
    }
    return render(request, "theming/appearance.html", context, status=400 if error else 200)


def local_path(given: str) -> str:
    """Return the path if it leads to a page of this host, else nothing."""
    one_slash = given.startswith("/") and not given.startswith(("//", "/\\"))
    is_local = one_slash and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if is_local and len(given) <= _LONGEST_PATH and not hidden_characters(given) else ""


# Nothing is read or changed, and whatever the method, the answer is that there is nobody.
@csrf_exempt
def closed(request: HttpRequest) -> HttpResponse:
    """Answer for a host that stands for nobody, or whose portal is closed (`request.refused` says which).

    404 where there is no portal, 503 where it is suspended or has more visitors than its share of the server,
    410 where it was given up.
    """
    retry_after = _DAY
    match getattr(request, "refused", "unknown"):
        case "suspended":
            page = ErrorPage(
                HTTPStatus.SERVICE_UNAVAILABLE,
                gettext("Dieses Portal ist vorübergehend geschlossen"),
                (
                    gettext("Sie können es später wieder nutzen."),
                    gettext("Bis dahin erreichen Sie Ihre Behörde persönlich, per Telefon oder per Brief."),
                ),
            )
        case "busy":
            retry_after = _A_MOMENT
            page = ErrorPage(
                HTTPStatus.SERVICE_UNAVAILABLE,
                gettext("Diese Website ist gerade überlastet"),
                (
                    gettext("Das liegt nicht an Ihnen. Laden Sie die Seite in einigen Sekunden neu."),
                    gettext("Haben Sie ein Formular abgeschickt, gehen Sie zurück, und senden Sie es noch einmal ab."),
                ),
            )
        case "archived":
            page = ErrorPage(
                HTTPStatus.GONE,
                gettext("Dieses Portal gibt es nicht mehr"),
                (gettext("Fragen Sie Ihre Behörde, wie Sie Ihren Antrag stellen können."),),
            )
        case _:
            page = ErrorPage(
                HTTPStatus.NOT_FOUND,
                gettext("Unter dieser Adresse gibt es kein Portal"),
                (gettext("Prüfen Sie, ob die Adresse richtig geschrieben ist."),),
            )
    layout = {"page": page, "layout": "layouts/plain.html"}
    response = render(request, "theming/error.html", layout, status=page.status)
    # Meant so, and no failure that anybody has to look after.
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark.
    if page.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(retry_after)
    add_never_cache_headers(response)
    return response
