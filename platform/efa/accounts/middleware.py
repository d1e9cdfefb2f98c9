# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions for the hosts on which somebody can sign in."""

from typing import Final

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from efa.accounts import services
from efa.accounts.sessions import SessionStore

# The kind of host that has no session: the Land's public pages know nobody.
WITHOUT: Final = "land"


class Sessions(SessionMiddleware):
    """Give the request the session of its tenant and host; stands behind the middleware that finds `request.site`.

    On the Land's public pages, and where no site answers, there is no `request.session` at all. Elsewhere a request
    whose view does not touch it costs no query and gets neither a cookie nor a word to caches.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Take the cookie; no table is asked yet."""
        site = getattr(request, "site", None)
        if site is None or site.kind == WITHOUT:
            return
        request.session = SessionStore(
            request.COOKIES.get(settings.SESSION_COOKIE_NAME), tenant=site.schema_name, host=site.host
        )

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save what was changed, and note a session that was brought here from elsewhere.

        Noted here and not where it is refused, so that no rollback of the view's deed takes the entry with it.
        """
        session = getattr(request, "session", None)
        if not isinstance(session, SessionStore) or not session.accessed:
            return response
        if session.refused:
            services.note_refusal(session.refused, at=now())
        return super().process_response(request, response)
