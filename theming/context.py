# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame of every page: name, mark, languages, footer.

Two queries at most, and only where a page prints its frame. It never raises: with the database down, or
before a host is known, the page gets a neutral frame. Nothing is kept from one request to the next.
"""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.db import Error as DatabaseTrouble
from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi, gettext, gettext_lazy

from efa.tenancy.hosts import Site, port_of
from efa.vocabulary.display import Link
from theming import selectors
from theming.models import Branding, Provider
from theming.presenters import address_lines, localised

# Names what it holds and is no word of German law, so that it can be read in the browser's list of cookies.
APPEARANCE_COOKIE: Final = "__Host-darstellung"
APPEARANCES: Final = ("light", "dark")
_NOT_YET: Final = {"INVITED", "CONFIGURING", "TESTING"}
# Links of the column "Der Dienst", by kind of host; a host without the address leaves the link out.
_SERVICE: Final = {
    "land": (
        ("landing:finder", gettext_lazy("Zuständige Behörde finden")),
        ("landing:authorities", gettext_lazy("Alle Behörden im Land")),
    ),
}
_LEGAL: Final = (
    ("legal:imprint", gettext_lazy("Impressum")),
    ("legal:privacy", gettext_lazy("Datenschutz")),
    ("legal:accessibility", gettext_lazy("Erklärung zur Barrierefreiheit")),
    ("legal:barrier", gettext_lazy("Barriere melden")),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of a page, finished; what a host does not have is empty."""

    language: str
    direction: str
    appearance: str
    language_name: str
    languages: tuple[Link, ...] = ()
    home_href: str = "/"
    site_name: str = ""
    service: str = ""
    claim: str = ""
    mark: str = ""
    theme_href: str = ""
    easy_language_href: str = ""
    sign_language_href: str = ""
    authority: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    service_links: tuple[Link, ...] = ()
    legal_links: tuple[Link, ...] = ()
    base_line: str = ""
    env: str = ""
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """The two rows a host says of itself; missing ones are nothing."""

    branding: Branding | None
    provider: Provider | None


_NOTHING: Final = Facts(branding=None, provider=None)


def frame(request: HttpRequest) -> dict[str, object]:
    """Put the frame into the context of every template; it is made when a template first asks for it."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of this request, made once."""
    known = getattr(request, "_frame", None)
    if isinstance(known, Frame):
        return known
    made = _frame(request)
    request._frame = made  # type: ignore[attr-defined]  # Ours, on Django's request.
    return made


def facts_of(request: HttpRequest) -> Facts:
    """Return the two rows, read once in a request. Raise Django's database errors."""
    known = getattr(request, "_facts", None)
    if isinstance(known, Facts):
        return known
    made = _NOTHING
    if getattr(request, "site", None) is not None:
        made = Facts(branding=selectors.branding(), provider=selectors.provider())
    request._facts = made  # type: ignore[attr-defined]  # Ours, on Django's request.
    return made


def is_public(site: Site | None) -> bool:
    """Whether search engines may list the host: the Land's pages, and portals in operation."""
    return site is not None and (site.kind == "land" or (site.kind == "kommune" and site.state == "LIVE"))


def ask_no_database(request: HttpRequest) -> None:
    """Make the frame without the two rows: the database has just failed and would be waited for once more."""
    request._facts = _NOTHING  # type: ignore[attr-defined]  # Ours, on Django's request.
    request._frame = None  # type: ignore[attr-defined]  # Ours, on Django's request.


def _frame(request: HttpRequest) -> Frame:
    bare = _bare(request)
    site: Site | None = getattr(request, "site", None)
    if site is None:
        return bare
    try:
        facts = facts_of(request)
    except DatabaseTrouble:
        facts = _NOTHING
    named = replace(
        bare,
        site_name=site.name,
        service=_service(site),
        authority=site.name,
        theme_href=f"/theme/{site.theme}.css" if site.theme else "",
        service_links=_service_links(request, site, bare.home_href),
        legal_links=_existing(_LEGAL),
        base_line=gettext("Nachnutzung nach dem Prinzip „Einer für Alle“."),
        env=_env(site),
        is_public=is_public(site),
    )
    return _with_facts(named, facts)


def _bare(request: HttpRequest) -> Frame:
    language = get_language() or settings.LANGUAGE_CODE
    appearance = request.COOKIES.get(APPEARANCE_COOKIE, "")
    return Frame(
        language=language,
        direction="rtl" if get_language_bidi() else "ltr",
        appearance=appearance if appearance in APPEARANCES else "",
        language_name=dict(settings.LANGUAGES).get(language, language),
        languages=_languages(request, language),
        home_href=_home(request, language),
    )


def _with_facts(named: Frame, facts: Facts) -> Frame:
    branding, provider = facts.branding, facts.provider
    if branding is not None:
        named = replace(
            named,
            service=localised(branding.service_line_de, branding.service_line_en),
            claim=localised(branding.claim_de, branding.claim_en),
            mark=f"theming/marks/{branding.mark}.html",
            base_line=localised(branding.footer_de, branding.footer_en) or named.base_line,
            easy_language_href=branding.easy_language_url,
            sign_language_href=branding.sign_language_url,
        )
    if provider is not None:
        named = replace(
            named,
            authority=provider.official_name,
            address=address_lines(provider),
            phone=provider.phone,
            email=provider.email,
        )
    return named


def _has_languages(request: HttpRequest) -> bool:
    return is_language_prefix_patterns_used(getattr(request, "urlconf", settings.ROOT_URLCONF))[0]


def _home(request: HttpRequest, language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE or not _has_languages(request) else f"/{language}/"


def _languages(request: HttpRequest, current: str) -> tuple[Link, ...]:
    """Return the same page in each language; the start page where this address leads nowhere."""
    if not _has_languages(request):
        return ()
    here = request.get_full_path() if _view_here(request) else ""
    return tuple(
        Link(
            label=name,
            href=translate_url(here, code) if here else _home(request, code),
            lang=code,
            dir="rtl" if code in settings.LANGUAGES_BIDI else "ltr",
            is_current=code == current,
        )
        for code, name in settings.LANGUAGES
    )


def _view_here(request: HttpRequest) -> str:
    """Return the name of the page, nothing where this address leads nowhere."""
    # A path that begins with two slashes would be read as the address of another host.
    if request.path.startswith("//"):
        return ""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _service(site: Site) -> str:
    if site.kind == "ministry":
        return gettext("Steuerung der Online-Dienste")
    return gettext("Online-Dienst Einbürgerung")


def _service_links(request: HttpRequest, site: Site, home: str) -> tuple[Link, ...]:
    appearance = _existing((("legal:appearance", gettext_lazy("Helle oder dunkle Darstellung")),))
    # Only the path: what somebody searched for need not stand in one more address.
    if _view_here(request) not in {"", "legal:appearance"}:
        back = urlencode({"zurueck": request.path})
        appearance = tuple(replace(link, href=f"{link.href}?{back}") for link in appearance)
    return (
        Link(gettext("Startseite"), home),
        *_existing(_SERVICE.get(site.kind, ())),
        *_way_to_others(request, site, home),
        *appearance,
    )


def _way_to_others(request: HttpRequest, site: Site, home: str) -> tuple[Link, ...]:
    """Return the way to the Land's finder, for who came to the wrong portal."""
    if site.kind != "kommune" or not site.land_host:
        return ()
    port = port_of(request.META.get("HTTP_HOST", ""))
    return (Link(gettext("Andere Behörde finden"), f"{request.scheme}://{site.land_host}{port}{home}zustaendigkeit/"),)


def _existing(candidates: tuple[tuple[str, object], ...]) -> tuple[Link, ...]:
    """Return links to those addresses that this host has."""
    links = []
    for name, label in candidates:
        try:
            links.append(Link(str(label), reverse(name)))
        except NoReverseMatch:
            continue
    return tuple(links)


def _env(site: Site) -> str:
    if site.kind != "kommune" or site.state not in _NOT_YET:
        return ""
    if site.state == "TESTING":
        return gettext("Testbetrieb: Was Sie hier eingeben, geht an keine Behörde.")
    return gettext("Dieses Portal wird gerade eingerichtet.")
