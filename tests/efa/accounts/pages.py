# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that use sessions, for every kind of host; the platform itself has none yet."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path

from efa.config.urls import kommune

handler400, handler403 = kommune.handler400, kommune.handler403
handler404, handler500 = kommune.handler404, kommune.handler500


def untouched(request: HttpRequest) -> HttpResponse:
    """Need no session."""
    return HttpResponse("page")


def remember(request: HttpRequest, word: str) -> HttpResponse:
    """Begin a session, or go on with it."""
    request.session["word"] = word
    return HttpResponse("remembered")


def recall(request: HttpRequest) -> HttpResponse:
    """Say what is remembered; `None` on a host without sessions too."""
    session = getattr(request, "session", None)
    return JsonResponse({"word": session.get("word") if session is not None else None, "has": session is not None})


def rotate(request: HttpRequest) -> HttpResponse:
    """Go on under a new key, as at signing in."""
    request.session.cycle_key()
    return HttpResponse("rotated")


def end(request: HttpRequest) -> HttpResponse:
    """End the session, as at signing out."""
    request.session.flush()
    return HttpResponse("ended")


def ended_meanwhile(request: HttpRequest) -> HttpResponse:
    """Change a session that another request ends before this one answers."""
    from efa.accounts.models import Session

    request.session["word"] = "late"
    Session.objects.all().delete()
    return HttpResponse("too late")


def broken(request: HttpRequest) -> HttpResponse:
    """Read the session and fail."""
    request.session.get("word")
    raise RuntimeError("on purpose")


def form(request: HttpRequest) -> HttpResponse:
    """Give out a form's token, and take it back."""
    return HttpResponse(get_token(request))


urlpatterns = [
    path("s/untouched/", untouched),
    path("s/remember/<word>/", remember),
    path("s/recall/", recall),
    path("s/rotate/", rotate),
    path("s/end/", end),
    path("s/ended-meanwhile/", ended_meanwhile),
    path("s/broken/", broken),
    path("s/form/", form),
    *kommune.urlpatterns,
]
