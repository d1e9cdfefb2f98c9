# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of one day in memory, and the look-up in it.

Everything here is pure: rows in, outcomes out, no query. A postcode may lie in several areas; then the outcome is
a question and never a guess. The nearest authority need not be the responsible one, so distance decides nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process

from efa.vocabulary.keys import ARS_LENGTH, DISTRICT_LENGTH, LAND_LENGTH, is_postcode
from efa.vocabulary.text import hidden_characters, search_keys

LONGEST_QUERY: Final = 80  # characters; the longest name of a German municipality has fewer than 60
MOST_SUGGESTIONS: Final = 8
_ALIKE: Final = 72  # of 100, the ratio from which two names may be a slip of the finger apart
_POSTCODE_FIRST: Final = re.compile(r"(?:D[- ]?)?([0-9]{5})\b[\s,]*(.*)", re.IGNORECASE | re.DOTALL)
_SHORTEST_GUESS: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality or a district somebody may name, and the authority there (nothing where none is assigned)."""

    key: str
    name: str
    district: str
    authority: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """One authority is responsible."""

    place: Place
    authority: str


@dataclass(frozen=True, slots=True)
class AskBack:
    """The postcode lies in several districts; the citizen knows in which place they live."""

    postcode: str
    choices: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Suggest:
    """No place has this name, but these come close or begin with it."""

    choices: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The postcode lies in other Länder; `lands` are their names."""

    postcode: str
    lands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nobody:
    """The place is known, but no authority is assigned to it on this day."""

    place: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two authorities claim the same area on this day; nobody guesses which one it is."""

    place: Place
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing fits; `reason` is one of empty, too_long, hidden, postcode_form, postcode_unknown, place_unknown."""

    reason: str


Outcome = Found | AskBack | Suggest | Elsewhere | Nobody | Conflict | NotFound


class Directory:
    """All areas, postcodes and assignments of one day, prepared for look-ups.

    `areas` are pairs of key and name; `postcodes` are postcode, area key and what the place there is called (empty
    where the area's name says enough); `assignments` are pairs of area key and authority.
    """

    def __init__(
        self,
        *,
        areas: Iterable[tuple[str, str]],
        postcodes: Iterable[tuple[str, str, str]],
        assignments: Iterable[tuple[str, str]],
    ) -> None:
        self._areas = dict(areas)
        assigned: dict[str, list[str]] = defaultdict(list)
        for area, authority in assignments:
            assigned[area].append(authority)
        self._assigned: Mapping[str, Sequence[str]] = assigned
        # Where another Land has no authority here, its whole area stands for it; places inside are not listed.
        self._places = {key: self._place(key) for key in self._areas if len(key) in (DISTRICT_LENGTH, ARS_LENGTH)}
        self._postcodes: dict[str, dict[str, str]] = {}
        for postcode, area, called in postcodes:
            self._postcodes.setdefault(postcode, {})[area] = called
        by_name: dict[str, dict[str, Place]] = defaultdict(dict)
        # What people call a part of a municipality leads to it too.
        parts = (
            self._called(area, called)
            for areas_there in self._postcodes.values()
            for area, called in areas_there.items()
            if called and area in self._places
        )
        for place in (*self._places.values(), *parts):
            for name in _names(place.name):
                by_name[name].setdefault(place.key, place)
        self._by_name = {name: tuple(found.values()) for name, found in by_name.items()}
        self._names = sorted(self._by_name)

    def find(self, given: str, *, place_key: str = "") -> Outcome:
        """Answer a postcode, a place, or both, as somebody typed it; `place_key` is the answer to an ask-back."""
        query = given.strip()
        if not query.strip("0123456789 "):
            query = query.replace(" ", "")
        if not query:
            return NotFound("empty")
        if len(query) > LONGEST_QUERY:
            return NotFound("too_long")
        if hidden_characters(query):
            return NotFound("hidden")
        if both := _POSTCODE_FIRST.fullmatch(query):
            return self._by_postcode(both[1], named=both[2], place_key=place_key)
        if query[0].isdigit():
            return NotFound("postcode_form")
        return self._by_place(query, place_key=place_key)

    def suggest(self, given: str) -> tuple[Place, ...]:
        """Return places whose name begins with the text, for a list under the field."""
        query = given.strip()
        if not query or len(query) > LONGEST_QUERY or hidden_characters(query):
            return ()
        if query.isascii() and query.isdigit():
            if not is_postcode(query):
                return ()
            known = self._postcodes.get(query, {})
            return _sorted(self._called(key, known[key]) for key in self._inside(known))[:MOST_SUGGESTIONS]
        return self._beginning_with(query)

    def _inside(self, areas: Iterable[str]) -> list[str]:
        return [key for key in areas if key in self._places]

    def _by_postcode(self, postcode: str, *, named: str, place_key: str) -> Outcome:
        areas = self._postcodes.get(postcode)
        if areas is None:
            return NotFound("postcode_unknown")
        inside = self._inside(areas)
        lands = {self._areas.get(key[:LAND_LENGTH], key) for key in areas if key not in inside}
        if not inside or (place_key in areas and place_key not in inside):
            return Elsewhere(postcode, tuple(sorted(lands)))
        if place_key in inside:
            return self._outcome(place_key)
        claims = {tuple(self._claims(key)) for key in inside}
        if len(claims) == 1 and not lands:
            # Several places of one authority need no question; the district names them all.
            return self._outcome(inside[0] if len(inside) == 1 else inside[0][:DISTRICT_LENGTH])
        choices = [self._called(key, areas[key]) for key in areas]
        if named.strip():
            wanted = set(search_keys(named))
            exact = [place for place in choices if wanted & set(_names(place.name))]
            if len(exact) == 1 and exact[0].key in inside:
                return self._outcome(exact[0].key)
        return AskBack(postcode, _sorted(choices))

    def _called(self, key: str, called: str) -> Place:
        place = self._places.get(key) or Place(key, called, self._areas.get(key[:LAND_LENGTH], key), None)
        return replace(place, name=called) if called else place

    def _by_place(self, query: str, *, place_key: str) -> Outcome:
        exact = {p.key: p for key in _names(query) for p in self._by_name.get(key, ())}
        if place_key in exact:
            return self._outcome(place_key)
        if len({tuple(self._claims(key)) for key in exact}) == 1:
            # A city and the district of the same name and authority are one answer; the smaller area names it.
            return self._outcome(max(exact, key=len))
        if exact:
            return Suggest(_sorted(exact.values()))
        close = self._beginning_with(query) or self._alike(query)
        if place_key in {place.key for place in close}:
            return self._outcome(place_key)
        return Suggest(close) if close else NotFound("place_unknown")

    def _beginning_with(self, query: str) -> tuple[Place, ...]:
        wanted = [key for key in search_keys(query) if key]
        found: dict[str, Place] = {}
        for name in self._names:
            if any(name.startswith(key) or f" {key}" in name for key in wanted):
                found |= {place.key: place for place in self._by_name[name]}
        return _sorted(found.values())[:MOST_SUGGESTIONS]

    def _alike(self, query: str) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        for key in search_keys(query):
            if len(key) < _SHORTEST_GUESS:
                continue
            close = process.extract(key, self._names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=MOST_SUGGESTIONS)
            for name, _, _ in close:
                for place in self._by_name[name]:
                    found.setdefault(place.key, place)
        return tuple(found.values())[:MOST_SUGGESTIONS]

    def _outcome(self, key: str) -> Outcome:
        place = self._places[key]
        claims = self._claims(key)
        if not claims:
            return Nobody(place)
        if len(claims) > 1:
            return Conflict(place, tuple(claims))
        return Found(place, claims[0])

    def _claims(self, key: str) -> Sequence[str]:
        # The longest assigned prefix of the key wins.
        for length in range(len(key), LAND_LENGTH - 1, -1):
            if claims := self._assigned.get(key[:length]):
                return sorted(set(claims))
        return ()

    def _place(self, key: str) -> Place:
        claims = self._claims(key)
        district = self._areas.get(key[:DISTRICT_LENGTH], "")
        return Place(key, self._areas[key], district, claims[0] if len(claims) == 1 else None)


def _names(name: str) -> tuple[str, ...]:
    """Return the keys under which a name is found: whole, without bracket, without its kind ("Landkreis Harz")."""
    bare = re.sub(r"\s*\(.*?\)", "", name)
    short = re.sub(r"^(Landkreis|Stadt|Landeshauptstadt|Hansestadt|Lutherstadt)\s+", "", bare)
    return tuple(dict.fromkeys(key for form in (name, bare, short) for key in search_keys(form) if key))


def _sorted(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (search_keys(place.name)[0], place.key)))
