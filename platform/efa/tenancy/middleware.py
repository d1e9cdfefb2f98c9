# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first decision about a request: whose is it?"""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import set_urlconf
from django.utils import translation

from efa.tenancy.current import tenant
from efa.tenancy.hosts import CLOSED, Site, hosts, normalised, port_of
from efa.wall.present import walled

Handler = Callable[[HttpRequest], HttpResponse]

URLCONFS: Final = {
    "land": "efa.config.urls.land",
    "ministry": "efa.config.urls.ministry",
    "kommune": "efa.config.urls.kommune",
}
NOWHERE: Final = "efa.config.urls.none"


class NotAHost(SuspiciousOperation):
    """The Host header is none, so the request is refused with 400."""


class Hosts:
    """Find the site of the host, or refuse before anything reads a tenant.

    Sets `request.site` (nothing where refused), `request.refused` (why) and `request.urlconf`. Forwarding headers
    are never read: the proxy overwrites Host.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        # A form asks its first question when its module is imported. Left to the first request that needs a page, the
        # question would be that tenant's, and refused to all others for as long as the process lives.
        for urlconf in (*URLCONFS.values(), NOWHERE):
            import_module(urlconf)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the site, as nobody, or send `www.` to the host without it."""
        # What fails here comes before Django chooses the language, on a thread that still has the last visitor's.
        translation.activate(translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE)
        _note(request, None, refused="unknown", urlconf=NOWHERE)
        header = request.META.get("HTTP_HOST", "")
        host = normalised(header)
        if host is None:
            raise NotAHost
        table = hosts.content()
        site = _served(table.get(host))
        if site is None and (without := _served(table.get(host.removeprefix("www.")))) and without.state not in CLOSED:
            return HttpResponsePermanentRedirect(_address(request, without, header))
        if site is None:
            return self._as_nobody(request)
        if refused := CLOSED.get(site.state):
            _note(request, None, refused=refused, urlconf=NOWHERE)
            return self._as_nobody(request)
        _note(request, site, refused="", urlconf=URLCONFS[site.kind])
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            # Not by Django's own middleware, which would repeat any Host header in the address.
            return HttpResponsePermanentRedirect(f"https://{site.host}{request.get_full_path()}")
        with tenant(site):
            return self.get_response(request)

    def _as_nobody(self, request: HttpRequest) -> HttpResponse:
        set_urlconf(NOWHERE)
        return self.get_response(request)


def _served(site: Site | None) -> Site | None:
    """Return the site if this process has a login for it; to a process of the Land no Kommune is known."""
    return site if site and walled().serves(site.type) else None


def _note(request: HttpRequest, site: Site | None, *, refused: str, urlconf: str) -> None:
    # Attributes of ours on Django's request; `efa.tenancy.hosts.site_of` reads the first.
    vars(request).update(site=site, refused=refused, urlconf=urlconf)


def _address(request: HttpRequest, site: Site, header: str) -> str:
    return f"{request.scheme}://{site.host}{port_of(header)}{request.get_full_path()}"
