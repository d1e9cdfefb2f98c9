# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's register agrees with itself, with its sources where they are at hand, and with the offices."""

import csv
import os
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from efa.vocabulary.keys import ars, is_postcode
from tenants.demo import offices, register

# A folder with reference data that cannot be part of this repository.
REFERENCE = Path(os.environ.get("EFA_REFERENCE_DATA", "/nonexistent"))
POSTCODES_OSM = REFERENCE / "sachsen-anhalt-postal-codes-osm.csv"
MUNICIPALITIES_GV100 = REFERENCE / "sachsen-anhalt-municipalities.csv"


@pytest.fixture(scope="module")
def areas() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for postcode, area in register.postcodes():
        found[postcode].add(area)
    return dict(found)


@pytest.fixture(scope="module")
def every_office() -> tuple[offices.Office, ...]:
    return (offices.land_office(), *offices.offices())


def test_districts_are_the_fourteen_of_sachsen_anhalt() -> None:
    found = register.districts()
    assert [d.ags for d in found] == [*map(str, range(15001, 15004)), *map(str, range(15081, 15092))]
    assert all(ars(d.ars) == d.ags + "0000000" for d in found)
    assert Counter(d.kind for d in found) == {"KREISFREIE_STADT": 3, "LANDKREIS": 11}
    assert sum(d.population for d in found) == 2_186_643
    assert len({d.nuts3 for d in found}) == 14


def test_districts_have_a_host_and_a_tile_of_their_own() -> None:
    found = register.districts()
    assert len({d.label for d in found}) == len({(d.col, d.row) for d in found}) == 14
    assert all(re.fullmatch(r"[a-z]([a-z0-9-]{0,61}[a-z0-9])", d.label) for d in found)


def test_municipalities_lie_in_a_known_district_and_have_plain_names() -> None:
    found = register.municipalities()
    assert len({m.ars for m in found}) == len({m.name for m in found}) == 218
    assert {m.district for m in found} == {d.ags for d in register.districts()}
    assert all(len(ars(m.ars)) == 12 and not re.search(r"[,/] ", m.name) for m in found)


def test_every_split_postcode_has_places_in_two_areas() -> None:
    names = {m.ars: m.name for m in register.municipalities()}
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for place in register.split_postcodes():
        sides[place.postcode].add(place.area)
        if place.area.startswith(register.LAND):
            assert names[place.ars] == place.municipality
            assert place.ars.startswith(place.area)
        else:
            assert (place.postcode, place.ars) == ("14715", "")
    assert all(len(side) == 2 for side in sides.values())
    # Seven by the one source, eleven more by the other, and one across the border of the Land.
    assert {"06333", "06632", "39264", "39397", "39517", "39638", "39646"} < sides.keys()
    assert len(sides) == 7 + 11 + 1


def test_postcodes_have_a_district_here_and_a_land_elsewhere(areas: dict[str, set[str]]) -> None:
    known = {d.ags for d in register.districts()} | (register.LAENDER.keys() - {register.LAND})
    assert {area for found in areas.values() for area in found} == known
    assert all(is_postcode(postcode) for postcode in areas)
    assert areas["20095"] == {"02"}
    assert areas["80331"] == {"09"}
    assert areas["99084"] == {"16"}


def test_only_split_postcodes_have_two_areas(areas: dict[str, set[str]]) -> None:
    split = {place.postcode for place in register.split_postcodes()}
    assert {postcode for postcode, found in areas.items() if len(found) > 1} == split | {"22113"}
    assert areas["39646"] == {"15081", "15083"}
    assert areas["14715"] == {"12", "15090"}


@pytest.mark.parametrize(("postcode", "area"), [("39114", "15003"), ("39175", "15086"), ("26954", "03")])
def test_wrong_answers_of_the_package_are_corrected(areas: dict[str, set[str]], postcode: str, area: str) -> None:
    assert areas[postcode] == {area}


@pytest.mark.skipif(not POSTCODES_OSM.exists(), reason="EFA_REFERENCE_DATA names no folder with the OSM postcodes")
def test_no_postcode_contradicts_openstreetmap(areas: dict[str, set[str]]) -> None:
    with POSTCODES_OSM.open(encoding="utf-8", newline="") as file:
        seen = {(row["postal_code"], row["municipality_ags"][:5]) for row in csv.DictReader(file)}
    assert len(seen) == 209
    assert [(postcode, area) for postcode, area in sorted(seen) if area not in areas.get(postcode, ())] == []


@pytest.mark.skipif(not MUNICIPALITIES_GV100.exists(), reason="EFA_REFERENCE_DATA names no folder with GV100AD")
def test_municipalities_are_those_of_the_official_register() -> None:
    with MUNICIPALITIES_GV100.open(encoding="utf-8", newline="") as file:
        official = {row["ars"]: row["name"] for row in csv.DictReader(file)}
    found = {m.ars: m.name for m in register.municipalities()}
    assert found.keys() == official.keys()
    assert all(official[key].startswith(name) for key, name in found.items())


def test_kinds_and_states_are_those_of_the_platform() -> None:
    from efa.tenancy.models import Kind, State

    assert {kind.value for kind in register.Kind} <= set(Kind.values)
    assert {state.value for state in offices.State} <= set(State.values)


def test_every_district_has_the_office_under_its_own_host() -> None:
    expected = [(d.ags, d.label, d.seat) for d in register.districts()]
    assert [(o.key, o.label, o.city) for o in offices.offices()] == expected


def test_the_postcode_of_every_office_lies_in_its_own_district(areas: dict[str, set[str]]) -> None:
    assert all(areas[office.postcode] == {office.key} for office in offices.offices())


def test_six_kommunen_are_live_four_test_and_four_are_being_set_up() -> None:
    found = {office.key: office.state for office in offices.offices()}
    assert Counter(found.values()) == {"LIVE": 6, "TESTING": 4, "CONFIGURING": 4}
    assert {found[key] for key in ("15002", "15003", "15082", "15085")} == {offices.State.LIVE}


def test_every_office_is_complete_and_nobody_can_be_reached(every_office: tuple[offices.Office, ...]) -> None:
    for office in every_office:
        provider = office.provider
        assert all((office.name, office.street, office.city, office.room or office.key == register.LAND))
        assert re.fullmatch(r"0\d{2,4} 000-\d{4}", office.phone)
        mails = (office.email, provider.dpo_email, provider.accessibility.contact_email)
        assert all(mail.endswith(f"@{office.label}.example") for mail in mails)
        assert provider.accessibility.status == "PARTLY"
        assert provider.accessibility.gaps
        texts = (office.consultation, office.paper, *provider.accessibility.gaps)
        assert all(text.de.endswith(".") and text.en.endswith(".") for text in texts)


def test_no_two_offices_read_like_copies(every_office: tuple[offices.Office, ...]) -> None:
    told = [(o.street, o.phone, o.hours, o.consultation, o.paper) for o in every_office]
    assert all(len(set(column)) == 15 for column in zip(*told, strict=True))


def test_opening_hours_are_in_order_and_do_not_overlap(every_office: tuple[offices.Office, ...]) -> None:
    for office in every_office:
        assert len(office.hours) >= 3
        assert all(1 <= h.weekday <= 5 and 7 <= h.opens.hour < h.closes.hour <= 18 for h in office.hours)
        assert all((a.weekday, a.closes) < (b.weekday, b.opens) for a, b in pairwise(office.hours))
