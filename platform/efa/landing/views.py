# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Land's public pages."""

from collections.abc import Iterable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from efa.landing import presenters
from efa.landing.presenters import AuthoritiesPage, AuthorityCard, FinderPage, StartPage
from efa.responsibility import directory as d
from efa.responsibility.selectors import directory, offices
from efa.tenancy.hosts import hosts, port_of
from efa.tenancy.models import State

NOT_SURE: Final = "unsicher"


def _keys() -> list[str]:
    portals = {key for key, site in presenters.by_ags(hosts.content()).items() if site.state != State.ARCHIVED}
    return sorted(portals | set(offices.content()))


def _cards(request: HttpRequest, keys: Iterable[str]) -> tuple[AuthorityCard, ...]:
    sites, published = presenters.by_ags(hosts.content()), offices.content()
    return tuple(
        presenters.card(
            key,
            office=published.get(key),
            site=sites.get(key),
            scheme=request.scheme or "https",
            port=port_of(request.META.get("HTTP_HOST", "")),
        )
        for key in keys
    )


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show one search, the ways to go, and how it works."""
    return render(request, "landing/start.html", {"page": StartPage.of(_cards(request, _keys()))})


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """Answer a search for the responsible authority."""
    page = _finder_page(request, request.GET.get("ort", ""), request.GET.get("gebiet", ""))
    return render(request, "landing/finder.html", {"page": page}, status=400 if page.is_refused else 200)


def _finder_page(request: HttpRequest, query: str, chosen: str) -> FinderPage:  # noqa: PLR0911 -- one return per outcome reads best.
    title = gettext("Wer ist für mich zuständig?")
    match directory.content().find(query, place_key="" if chosen == NOT_SURE else chosen):
        case d.Found(place, authority):
            (card,) = _cards(request, [authority])
            title = gettext("Ihre Behörde: %(name)s") % {"name": card.name}
            lead = "" if place.name == card.name else gettext("Zuständig für %(place)s") % {"place": place.name}
            return FinderPage("found", query, title, lead, authorities=(card,))
        case d.AskBack(postcode, places) if chosen == NOT_SURE:
            keys = dict.fromkeys(place.authority for place in places if place.authority)
            lead = gettext(
                "Die Postleitzahl %(postcode)s gehört zu mehreren Bezirken. Fragen Sie eine dieser Behörden: Sie sagt "
                "Ihnen, wer zuständig ist."
            ) % {"postcode": postcode}
            return FinderPage(
                "unsure",
                query,
                gettext("Diese Behörden kommen in Frage"),
                lead,
                authorities=_cards(request, keys),
            )
        case d.AskBack(postcode, places):
            lead = gettext(
                "Die Postleitzahl %(postcode)s gehört zu mehreren Bezirken. Wählen Sie Ihren Ort, damit wir die "
                "richtige Behörde nennen."
            ) % {"postcode": postcode}
            question = gettext("In welchem Ort wohnen Sie?")
            options = presenters.options(places, not_sure=NOT_SURE)
            return FinderPage("ask", query, question, lead, _unanswered(request), choices=options)
        case d.Suggest(places):
            question = gettext("Welchen Ort meinen Sie?")
            lead = gettext("Wir haben nach „%(query)s“ gesucht.") % {"query": query.strip()}
            options = presenters.options(places)
            return FinderPage("suggest", query, question, lead, _unanswered(request), choices=options)
        case d.Elsewhere(postcode, lands):
            lead = gettext(
                "Die Postleitzahl %(postcode)s liegt nicht in unserem Land, sondern in: %(lands)s. Zuständig ist die "
                "Einbürgerungsbehörde an Ihrem Wohnort."
            ) % {"postcode": postcode, "lands": ", ".join(lands)}
            return FinderPage("elsewhere", "", title, lead)
        case d.Nobody(place):
            lead = gettext(
                "Für %(place)s ist noch keine Behörde eingetragen. Die Behördennummer 115 hilft Ihnen weiter."
            ) % {"place": place.name}
            return FinderPage("nobody", "", title, lead)
        case d.Conflict(place, authorities):
            lead = gettext(
                "Für %(place)s sind mehrere Behörden eingetragen. Fragen Sie eine davon: Sie sagt Ihnen, "
                "wer zuständig ist."
            ) % {"place": place.name}
            return FinderPage(
                "conflict",
                query,
                gettext("Diese Behörden kommen in Frage"),
                lead,
                authorities=_cards(request, authorities),
            )
        case d.NotFound("empty") if "ort" not in request.GET:
            return FinderPage("new", "", title, gettext("Zuständig ist die Behörde an Ihrem Wohnort."))
        case d.NotFound(reason):
            # What cannot be shown safely is not put back into the field.
            refused = reason in {"too_long", "hidden"}
            return FinderPage(
                "again",
                "" if refused else query,
                title,
                error=presenters.sentence(reason),
                is_refused=refused,
            )


def _unanswered(request: HttpRequest) -> str:
    """Say what to do where the question was sent back without an answer, or with one that was not offered."""
    return gettext("Wählen Sie einen der Orte.") if "gefragt" in request.GET else ""


@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """Show all authorities with what is possible there."""
    return render(request, "landing/authorities.html", {"page": AuthoritiesPage.of(_cards(request, _keys()))})


@require_safe
def authority(request: HttpRequest, ags: str) -> HttpResponse:
    """Show one authority: how to apply there, address and hours."""
    if ags not in _keys():
        raise Http404
    (card,) = _cards(request, [ags])
    return render(request, "landing/authority.html", {"card": card})
