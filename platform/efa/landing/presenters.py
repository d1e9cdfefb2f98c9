# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the Land's pages print: finished text, dates and links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from efa.responsibility import directory as d
from efa.responsibility.models import PublishedOffice
from efa.responsibility.presenters import OpeningLine, opening_lines
from efa.tenancy.hosts import Site
from efa.tenancy.models import State
from efa.vocabulary.display import Cell, Entry, FieldError, Option, Row, Step
from efa.vocabulary.text import search_keys

_IN_PREPARATION: Final = (State.TESTING, State.CONFIGURING)


@dataclass(frozen=True, slots=True)
class Badge:
    """How far a Kommune is, as word, kind and icon."""

    word: str
    kind: str
    icon: str


def badge(state: str) -> Badge:
    """Say in words what a visitor can expect of the portal."""
    if state == State.LIVE:
        return Badge(gettext("Portal in Betrieb"), "success", "check")
    if state in _IN_PREPARATION:
        return Badge(gettext("Portal in Vorbereitung"), "info", "edit")
    return Badge(gettext("Kein Portal"), "", "")


@dataclass(frozen=True, slots=True)
class AuthorityCard:
    """An authority as the Land shows it; `portal` is the address of its portal or empty."""

    ags: str
    name: str
    office: str
    address: tuple[str, ...]
    city: str
    phone: str
    email: str
    hours: tuple[OpeningLine, ...]
    paper: str
    badge: Badge
    is_online: bool
    portal: str
    details: str

    @property
    def id(self) -> str:
        """The id of its heading on a page with several."""
        return f"amt-{self.ags}"


def card(ags: str, *, office: PublishedOffice | None, site: Site | None, scheme: str, port: str) -> AuthorityCard:
    """Put together what an authority published and what the table of hosts knows of its portal.

    `port` begins with a colon, or is empty.
    """
    english = get_language() == "en"
    state = site.state if site else ""
    portal = ""
    if site and (state == State.LIVE or state in _IN_PREPARATION):
        portal = f"{scheme}://{site.primary_host}{port}/{'en/' if english else ''}"
    details = reverse("landing:authority", args=[ags])
    if office is None:
        name = site.name if site else ags
        return AuthorityCard(ags, name, "", (), "", "", "", (), "", badge(state), state == State.LIVE, portal, details)
    return AuthorityCard(
        ags=ags,
        name=office.name,
        office=office.office,
        address=tuple(line for line in (office.street, f"{office.postcode} {office.city}", office.hint) if line),
        city=office.city,
        phone=office.phone,
        email=office.email,
        hours=opening_lines(office.hours),
        paper=(english and office.paper_en) or office.paper_de,
        badge=badge(state),
        is_online=state == State.LIVE,
        portal=portal,
        details=details,
    )


@dataclass(frozen=True, slots=True)
class FinderPage:
    """The answer to a search; `kind` names it, `is_refused` makes it a 400."""

    kind: str
    query: str
    title: str
    lead: str = ""
    error: str = ""
    choices: tuple[Option, ...] = ()
    authorities: tuple[AuthorityCard, ...] = ()
    is_refused: bool = False

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """The list above the form."""
        return (FieldError("#gebiet-1" if self.choices else "#ort", self.error),) if self.error else ()


def sentence(reason: str) -> str:
    """Say what is wrong with the input, and what to do."""
    return {
        "empty": gettext("Geben Sie Ihre Postleitzahl oder Ihren Ort ein."),
        "too_long": gettext("Kürzen Sie die Eingabe auf %(number)s Zeichen. Die Postleitzahl genügt.")
        % {"number": d.LONGEST_QUERY},
        "hidden": gettext("Die Eingabe enthält unsichtbare Zeichen. Tippen Sie die Postleitzahl bitte neu ein."),
        "postcode_form": gettext("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 38820."),
        "postcode_unknown": gettext(
            "Diese Postleitzahl kennen wir nicht. Prüfen Sie die Ziffern, oder suchen Sie Ihren Ort."
        ),
        "place_unknown": gettext(
            "Diesen Ort kennen wir nicht. Prüfen Sie die Schreibweise, oder suchen Sie mit der Postleitzahl."
        ),
    }[reason]


def options(places: Sequence[d.Place], *, not_sure: str = "") -> tuple[Option, ...]:
    """Turn places into choices; `not_sure` is the value of the last one, if there shall be one."""
    known = tuple(
        Option(place.key, place.name, place.district if place.district != place.name else "") for place in places
    )
    if not not_sure:
        return known
    hint = gettext("Der Ort steht auf Ihrer Meldebescheinigung. Wir zeigen Ihnen alle Behörden, die in Frage kommen.")
    return (*known, Option(not_sure, gettext("Ich bin nicht sicher"), hint, is_other=True))


@dataclass(frozen=True, slots=True)
class AuthoritiesPage:
    """The table of all authorities."""

    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, cards: Sequence[AuthorityCard]) -> "AuthoritiesPage":
        """Sort by name as a person would look it up."""
        columns = tuple(Cell(label=label) for label in (gettext("Behörde"), gettext("Sitz"), gettext("Stand")))
        _, seat, state = columns
        return cls(
            columns=columns,
            rows=tuple(
                Row(
                    head=Cell(text=card.name, href=card.details),
                    cells=(
                        Cell(label=seat.label, text=card.city),
                        Cell(
                            state.label,
                            card.badge.word if not card.badge.kind else "",
                            "",
                            card.badge.word if card.badge.kind else "",
                            card.badge.kind,
                            card.badge.icon,
                        ),
                    ),
                )
                for card in sorted(cards, key=lambda card: search_keys(card.name))
            ),
        )


@dataclass(frozen=True, slots=True)
class StartPage:
    """The Land's start page, as finished text."""

    ticks: tuple[str, ...]
    all_label: str
    entries: tuple[Entry, ...]
    steps: tuple[Step, ...]
    availability: str
    live: tuple[AuthorityCard, ...]

    @classmethod
    def of(cls, cards: Sequence[AuthorityCard]) -> "StartPage":
        """Count and name the authorities whose portal is in operation."""
        live = tuple(sorted((card for card in cards if card.is_online), key=lambda card: search_keys(card.name)))
        counted = ngettext(
            "Das Portal von %(live)s der %(all)s Landkreise und kreisfreien Städte ist in Betrieb.",
            "Die Portale von %(live)s der %(all)s Landkreise und kreisfreien Städte sind in Betrieb.",
            len(live),
        ) % {"live": len(live), "all": len(cards)}
        return cls(
            ticks=(
                gettext("ohne Anmeldung"),
                gettext("auf Deutsch und Englisch"),
                gettext("mit dem Handy, auch mit langsamem Netz"),
            ),
            all_label=gettext("Alle %(all)s Landkreise und kreisfreien Städte ansehen") % {"all": len(cards)},
            entries=(
                Entry(
                    gettext("Behörde finden"),
                    reverse("landing:finder"),
                    gettext(
                        "Postleitzahl oder Ort genügt. Sie erfahren Anschrift, Sprechzeiten und den nächsten Schritt."
                    ),
                    gettext("dauert eine Minute"),
                    "place",
                ),
                Entry(
                    gettext("Alle Behörden ansehen"),
                    reverse("landing:authorities"),
                    gettext(
                        "Die Liste zeigt alle Landkreise und kreisfreien Städte, und wo ein Portal in Betrieb ist."
                    ),
                    gettext("mit Anschrift und Stand"),
                    "people",
                ),
                Entry(
                    gettext("Voraussetzungen prüfen und Antrag online stellen"),
                    "",
                    gettext("Beides bereiten wir vor. Bis dahin stellen Sie den Antrag auf Papier bei Ihrer Behörde."),
                    gettext("noch nicht möglich"),
                    "form",
                ),
            ),
            steps=(
                Step(
                    gettext("Prüfen"),
                    gettext("Sie klären mit Ihrer Behörde die Voraussetzungen und sammeln Ihre Unterlagen."),
                ),
                Step(gettext("Beantragen"), gettext("Sie stellen den Antrag bei der Behörde an Ihrem Wohnort.")),
                Step(
                    gettext("Persönlich vorbeikommen"),
                    gettext("Sie zeigen Ihre Originale und geben die Loyalitätserklärung ab."),
                ),
                Step(
                    gettext("Urkunde erhalten"),
                    gettext("Mit der Urkunde sind Sie deutsche Staatsangehörige oder deutscher Staatsangehöriger."),
                ),
            ),
            availability=counted if cards else gettext("Zurzeit ist keine Behörde eingetragen."),
            live=live,
        )


def by_ags(table: Mapping[str, Site]) -> dict[str, Site]:
    """Return the portal of each key."""
    return {site.ags: site for site in table.values() if site.kind == "kommune" and site.host == site.primary_host}
