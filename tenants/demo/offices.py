# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented offices of the Land and the fourteen Kommunen, read from `data/offices.toml`.

Anschriften, Telefonnummern und Sprechzeiten sind erfunden. Echt sind nur Postleitzahl und Ort des
Verwaltungssitzes, die Namen von Land, Kommunen und Aufsichtsbehörden und die Anschrift des Ministeriums.
Keine Rufnummer beginnt mit einer Null: Unter „… 000-4100“ meldet sich niemand. Adressen unter `.example`
gehören niemandem (RFC 2606).
"""

import tomllib
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final


class State(StrEnum):
    """How far a Kommune is, with the values of `efa.tenancy.models.State`."""

    CONFIGURING = "CONFIGURING"
    TESTING = "TESTING"
    LIVE = "LIVE"


@dataclass(frozen=True, slots=True)
class Text:
    """Whole sentences in German, which is binding, and in English."""

    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Hours:
    """One span of opening hours; `weekday` counts from 1 (Monday), as ISO 8601 does."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Facts for the Erklärung zur Barrierefreiheit (Directive (EU) 2016/2102)."""

    status: str
    stated_on: date
    gaps: tuple[Text, ...]
    contact_email: str
    enforcement_body: str
    enforcement_city: str
    enforcement_email: str


@dataclass(frozen=True, slots=True)
class Provider:
    """Facts for imprint, privacy notice and accessibility statement."""

    represented_by: Text
    supervisory_authority: str
    dpo_email: str
    data_protection_authority: str
    data_protection_email: str
    accessibility: Accessibility


@dataclass(frozen=True, slots=True)
class Office:
    """Where people go. `key` is the district (5 digits) or the Land (2); `label` begins the host name."""

    key: str
    label: str
    name: str
    street: str
    postcode: str
    city: str
    room: str
    phone: str
    email: str
    hours: tuple[Hours, ...]
    consultation: Text
    paper: Text
    state: State
    provider: Provider


LAND_KEY: Final = "15"
# The kreisfreie Städte have the keys 15001 to 15003; those of the Landkreise begin at 15081.
_FIRST_LANDKREIS: Final = "15081"

_MINISTER: Final = Text(
    "die Ministerin oder den Minister",
    "the minister (Ministerin oder Minister)",
)
_MAYOR: Final = Text(
    "die Oberbürgermeisterin oder den Oberbürgermeister",
    "the mayor (Oberbürgermeisterin oder Oberbürgermeister)",
)
_DISTRICT_HEAD: Final = Text(
    "die Landrätin oder den Landrat",
    "the head of the district (Landrätin oder Landrat)",
)

_GAPS: Final = {
    "sign-language": Text(
        "Es gibt noch kein Video in Deutscher Gebärdensprache.",
        "There is no video in German Sign Language yet.",
    ),
    "easy-language": Text(
        "Die Startseite liegt noch nicht in Leichter Sprache vor.",
        "The start page does not exist in easy-to-read German yet.",
    ),
    "paper-form": Text(
        "Das Papierformular ist ein PDF, das Screenreader nicht in der richtigen Reihenfolge vorlesen.",
        "The paper form is a PDF that screen readers do not read in the right order.",
    ),
}


def land_office() -> Office:
    """Return the ministry that runs the platform."""
    return next(office for office in _read() if office.key == LAND_KEY)


def offices() -> tuple[Office, ...]:
    """Return the offices of the 14 Kommunen in the order of their keys."""
    return tuple(office for office in _read() if office.key != LAND_KEY)


def _read() -> list[Office]:
    text = files(__package__).joinpath("data", "offices.toml").read_text(encoding="utf-8")
    return [_office(entry) for entry in tomllib.loads(text)["office"]]


def _office(entry: dict[str, Any]) -> Office:
    return Office(
        key=entry["key"],
        label=entry["label"],
        name=entry["name"],
        street=entry["street"],
        postcode=entry["postcode"],
        city=entry["city"],
        room=entry["room"],
        phone=entry["phone"],
        email=entry["email"],
        hours=tuple(_hours(span) for span in entry["hours"]),
        consultation=Text(entry["consultation_de"], entry["consultation_en"]),
        paper=Text(entry["paper_de"], entry["paper_en"]),
        state=State(entry["state"]),
        provider=_provider(entry),
    )


def _hours(span: str) -> Hours:
    """Read a span such as `2 09:00-12:00`."""
    weekday, times = span.split(" ")
    opens, closes = (time.fromisoformat(text) for text in times.split("-"))
    return Hours(weekday=int(weekday), opens=opens, closes=closes)


def _provider(entry: dict[str, Any]) -> Provider:
    key, label = entry["key"], entry["label"]
    if key == LAND_KEY:
        represented_by, supervisory_authority = _MINISTER, "Landesregierung Sachsen-Anhalt"
    else:
        represented_by = _MAYOR if key < _FIRST_LANDKREIS else _DISTRICT_HEAD
        supervisory_authority = "Landesverwaltungsamt Sachsen-Anhalt"
    return Provider(
        represented_by=represented_by,
        supervisory_authority=supervisory_authority,
        dpo_email=f"datenschutz@{label}.example",
        data_protection_authority="Landesbeauftragter für den Datenschutz Sachsen-Anhalt",
        data_protection_email="datenschutzaufsicht@sachsen-anhalt.example",
        accessibility=Accessibility(
            status="PARTLY",
            stated_on=entry["accessibility_stated_on"],
            gaps=tuple(_GAPS[gap] for gap in entry["accessibility_gaps"]),
            contact_email=f"barrierefrei@{label}.example",
            enforcement_body="Ombudsstelle für barrierefreie Informationstechnik (Angabe der Demo)",
            enforcement_city="Magdeburg",
            enforcement_email="ombudsstelle@sachsen-anhalt.example",
        ),
    )
