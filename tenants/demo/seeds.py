# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fill an empty installation with Sachsen-Anhalt; every step may run twice.

Register and keys are facts (`data/README.md`), offices are invented (`offices.py`), looks are our own (`themes.py`).
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from efa.audit.services import OPERATOR
from efa.responsibility import services as responsibility
from efa.tenancy import services as tenancy
from efa.tenancy.current import as_the_land, tenant
from efa.tenancy.models import HostKind, Kind, Kommune, State
from efa.tenancy.selectors import kommune
from tenants.demo import offices, register
from tenants.demo.offices import Office, Text
from tenants.demo.themes import THEMES
from tenants.instance import services as instance
from theming import services as theming

# The day of the area register behind the data: Gebietsstand of GV100AD.
VALID_FROM: Final = date(2023, 11, 30)
LAND_NAME: Final = "Sachsen-Anhalt"
_ON_THE_WAY: Final = {
    State.CONFIGURING: (),
    State.TESTING: (State.TESTING,),
    State.LIVE: (State.TESTING, State.LIVE),
}


def everything(*, at: datetime) -> Iterator[str]:
    """Seed the register, the Land and the fourteen Kommunen; yield the name of each step that is done."""
    _land(offices.land_office(), at=at)
    yield LAND_NAME
    with as_the_land():
        _register(at=at)
    yield "Gebiete und Postleitzahlen"
    by_key = {office.key: office for office in offices.offices()}
    for district in register.districts():
        _kommune(district, by_key[district.ags], at=at)
        yield district.name


STEPS: Final = 2 + 14


def _register(*, at: datetime) -> None:
    split = {place.postcode for place in register.split_postcodes()}
    postcodes = [(code, area, "") for code, area in register.postcodes() if code not in split]
    postcodes += [(p.postcode, p.ars or p.area, _called(p)) for p in register.split_postcodes()]
    districts = register.districts()
    responsibility.take_over(
        areas=[
            *register.LAENDER.items(),
            *((district.ags, district.name) for district in districts),
            *((municipality.ars, municipality.name) for municipality in register.municipalities()),
        ],
        postcodes=postcodes,
        assignments=[(district.ags, district.ags) for district in districts],
        valid_from=VALID_FROM,
        by=OPERATOR,
        at=at,
    )


def _called(place: register.SplitPostcode) -> str:
    return f"{place.part} ({place.municipality})" if place.part else place.municipality


def _land(office: Office, *, at: datetime) -> None:
    _open(
        kind=Kind.LAND,
        ags=office.key,
        ars=office.key,
        name=f"Land {LAND_NAME}",
        short_name=LAND_NAME,
        population=sum(district.population for district in register.districts()),
        host_names=[
            tenancy.HostName("localhost", HostKind.LAND),
            tenancy.HostName("ministerium.localhost", HostKind.MINISTRY),
        ],
        state=State.LIVE,
        at=at,
    )
    with tenant(kommune(office.key)):
        _look(
            office,
            official_name=office.name,
            service=Text("Online-Dienst Einbürgerung", "Online service naturalisation"),
            at=at,
        )


def _kommune(district: register.District, office: Office, *, at: datetime) -> None:
    _open(
        kind=Kind(district.kind),
        ags=district.ags,
        ars=district.ars,
        name=district.name,
        short_name=district.short_name,
        population=district.population,
        host_names=[tenancy.HostName(f"{district.label}.localhost")],
        state=State(office.state),
        at=at,
    )
    with tenant(kommune(district.ags)):
        _look(
            office,
            official_name=district.name,
            service=Text("Einbürgerung online", "Naturalisation online"),
            at=at,
        )
        instance.set_office(
            facts={
                "name": office.name,
                "street": office.street,
                "postcode": office.postcode,
                "city": office.city,
                "hint": office.room,
                "phone": office.phone,
                "email": office.email,
                "consultation_de": office.consultation.de,
                "consultation_en": office.consultation.en,
                "paper_de": office.paper.de,
                "paper_en": office.paper.en,
            },
            hours=[(h.weekday, f"{h.opens:%H:%M}", f"{h.closes:%H:%M}") for h in office.hours],
            by=OPERATOR,
            at=at,
        )


def _open(
    *,
    kind: Kind,
    ags: str,
    ars: str,
    name: str,
    short_name: str,
    population: int,
    host_names: list[tenancy.HostName],
    state: State,
    at: datetime,
) -> None:
    known = Kommune.objects.filter(ags=ags).first()
    if known is None:
        tenancy.invite(
            kind=kind,
            ags=ags,
            ars=ars,
            name=name,
            short_name=short_name,
            population=population,
            host_names=host_names,
            by=OPERATOR,
            at=at,
        )
    if known is None or known.state == State.INVITED:
        tenancy.open_schema(ags=ags, by=OPERATOR, at=at)
        for step in _ON_THE_WAY[state]:
            tenancy.advance(ags=ags, to=step, by=OPERATOR, at=at)


def _look(office: Office, *, official_name: str, service: Text, at: datetime) -> None:
    theme = THEMES[office.key]
    provider = office.provider
    access = provider.accessibility
    theming.publish_theme(tokens=theme["tokens"], by=OPERATOR, at=at)
    theming.set_branding(
        mark=theme["mark"],
        service_line_de=service.de,
        service_line_en=service.en,
        claim_de=theme["claim_de"],
        claim_en=theme["claim_en"],
        footer_de="Demo mit erfundenen Angaben.",
        footer_en="Demo with invented details.",
        by=OPERATOR,
        at=at,
    )
    theming.set_provider(
        official_name=official_name,
        street=office.street,
        postcode=office.postcode,
        city=office.city,
        phone=office.phone,
        email=office.email,
        represented_by=provider.represented_by.de,
        supervisory_authority=provider.supervisory_authority,
        dpo_name="Behördliche Datenschutzbeauftragte oder behördlicher Datenschutzbeauftragter",
        dpo_email=provider.dpo_email,
        data_protection_authority=provider.data_protection_authority,
        accessibility_status=access.status,
        accessibility_assessed_date=access.stated_on,
        accessibility_gaps_de="\n".join(gap.de for gap in access.gaps),
        accessibility_gaps_en="\n".join(gap.en for gap in access.gaps),
        feedback_email=access.contact_email,
        feedback_phone=office.phone,
        enforcement_body=access.enforcement_body,
        by=OPERATOR,
        at=at,
    )
