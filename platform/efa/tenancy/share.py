# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""No tenant holds all threads of a process, so that a flood of one is no standstill of all (security.md T15)."""

import threading
from collections import Counter
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf

from efa.observability.logs import get_logger
from efa.tenancy.hosts import Site
from efa.tenancy.middleware import NOWHERE

Handler = Callable[[HttpRequest], HttpResponse]

log = get_logger(__name__)


class Share:
    """Behind `Hosts`: answer at most `settings.TENANT_SHARE` requests of a tenant at once, and 503 to what is beyond.

    All hosts of a tenant count together, the Land's two as well. A request beyond its share is refused and not kept
    waiting, because it would wait on one of the threads that are to stay free; it costs a plain page and no query.
    A streamed answer counts until it is closed.
    """

    def __init__(self, get_response: Handler) -> None:
        """Raise `MiddlewareNotUsed` where there is no limit."""
        if not settings.TENANT_SHARE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.limit: int = settings.TENANT_SHARE
        # How many requests each schema has under way, and nothing else of a tenant.
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse with `Retry-After`."""
        site: Site | None = vars(request)["site"]
        if site is None:
            return self.get_response(request)
        if not self._take(site.schema_name):
            log.warning("tenant.share_exceeded")
            # Told before, because from here on the request is nobody's: its page asks no database.
            vars(request).update(site=None, refused="busy", urlconf=NOWHERE)
            set_urlconf(NOWHERE)
            return self.get_response(request)
        release = partial(self._release, site.schema_name)
        is_open = False
        try:
            response = self.get_response(request)
            if response.streaming:
                # What the server calls when all is sent or the visitor gone; there is no public way to add to it.
                response._resource_closers.append(release)  # type: ignore[attr-defined]  # Django's own, private.
                is_open = True
            return response
        finally:
            if not is_open:
                release()

    def _take(self, schema: str) -> bool:
        with self._lock:
            if self._held[schema] >= self.limit:
                return False
            self._held[schema] += 1
            return True

    def _release(self, schema: str) -> None:
        with self._lock:
            self._held[schema] -= 1
            if not self._held[schema]:
                del self._held[schema]
