# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the portal's start page prints."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from efa.responsibility.presenters import OpeningLine, opening_lines
from efa.tenancy.hosts import Site
from efa.tenancy.models import Kind
from efa.vocabulary.display import Cell, Fact, Row, Step
from tenants.instance import selectors


@dataclass(frozen=True, slots=True)
class StartPage:
    """The start page of a portal, as finished text."""

    heading: str
    lead: str
    facts: tuple[Fact, ...]
    application: tuple[str, ...]
    papers: tuple[str, ...]
    steps: tuple[Step, ...]
    fee_columns: tuple[Cell, ...]
    fees: tuple[Row, ...]
    office: str
    address: tuple[str, ...]
    phone: str
    email: str
    hours: tuple[OpeningLine, ...]
    consultation: str

    @classmethod
    def of(cls, site: Site) -> "StartPage":
        """Read office and hours of the tenant of this request, in two queries."""
        office = selectors.office()
        english = get_language() == "en"
        paper = ((english and office.paper_en) or office.paper_de) if office else ""
        return cls(
            heading=_heading(site),
            lead=gettext("Sie leben hier und möchten Deutsche oder Deutscher werden? Hier steht, wie es geht."),
            facts=_facts(),
            application=tuple(
                line
                for line in (
                    gettext("Den Antrag stellen Sie zurzeit auf Papier. Der Online-Antrag ist in Vorbereitung."),
                    paper,
                )
                if line
            ),
            papers=_papers(),
            steps=_steps(),
            fee_columns=(Cell(label=gettext("Person")), Cell(label=gettext("Gebühr"), is_number=True)),
            fees=_fees(),
            office=office.name if office else "",
            address=tuple(line for line in (office.street, f"{office.postcode} {office.city}", office.hint) if line)
            if office
            else (),
            phone=office.phone if office else "",
            email=office.email if office else "",
            hours=opening_lines(selectors.hours()),
            consultation=((english and office.consultation_en) or office.consultation_de) if office else "",
        )


def _heading(site: Site) -> str:
    # German says "im Landkreis Harz" and "in Magdeburg"; other languages have one form for both.
    if site.kommune_kind in {Kind.LANDKREIS, Kind.REGIONALVERBAND}:
        return gettext("Einbürgerung im %(district)s") % {"district": site.name}
    return gettext("Einbürgerung in %(city)s") % {"city": site.short_name}


def _facts() -> tuple[Fact, ...]:
    return (
        Fact(gettext("Gebühr für Erwachsene"), gettext("255 Euro"), is_strong=True),
        Fact(
            gettext("Gebühr für Kinder ohne eigenes Einkommen, gemeinsam mit den Eltern"),
            gettext("51 Euro"),
            is_strong=True,
        ),
        Fact(gettext("Urkunde"), gettext("persönlich bei der Behörde"), is_strong=True),
    )


def _papers() -> tuple[str, ...]:
    return (
        gettext("Reisepass oder Personalausweis"),
        gettext("Aufenthaltstitel, Vorder- und Rückseite"),
        gettext("Geburtsurkunde mit Übersetzung"),
        gettext("Nachweis über Deutsch, mindestens Stufe B1"),
        gettext("Einbürgerungstest oder deutscher Schulabschluss"),
        gettext("Arbeitsvertrag und die letzten drei Gehaltsnachweise"),
    )


def _steps() -> tuple[Step, ...]:
    return (
        Step(gettext("Prüfung der Unterlagen"), gettext("Die Behörde sagt Ihnen, ob etwas fehlt.")),
        Step(
            gettext("Termin bei der Behörde"),
            gettext("Sie zeigen Ihre Originale und geben die Loyalitätserklärung persönlich ab."),
        ),
        Step(
            gettext("Anfragen bei anderen Behörden"),
            gettext("Die Behörde fragt zum Beispiel die Polizei und die Meldebehörde."),
        ),
        Step(
            gettext("Entscheidung und Urkunde"),
            gettext("Mit der Urkunde sind Sie deutsche Staatsangehörige oder deutscher Staatsangehöriger."),
        ),
    )


def _fees() -> tuple[Row, ...]:
    label = gettext("Gebühr")
    rows = (
        (gettext("Erwachsene"), gettext("255 Euro")),
        (
            gettext("Kinder, die mit den Eltern eingebürgert werden und kein eigenes Einkommen haben"),
            gettext("51 Euro"),
        ),
    )
    return tuple(Row(head=Cell(text=who), cells=(Cell(label=label, text=fee, is_number=True),)) for who, fee in rows)
