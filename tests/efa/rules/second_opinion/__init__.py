# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second, independent evaluation of the law of naturalisation, simple enough to be read beside the statute.

It shares nothing with the product: it was written from the statute and the restatement in `cases.yaml`, as tables of
rows that are read from the top or for their worst row. It expects valid facts, merged with the defaults.
"""

import itertools
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.efa.rules.second_opinion import requirements, routes
from tests.efa.rules.second_opinion.tables import MET, Facts, Point, latest

# Answers that "unknown" may stand for, where they are not yes and no. Of long lists, those that differ in effect.
_ANSWERS: dict[str, tuple[Any, ...]] = {
    "nationality": ("third_country", "eu_eea", "swiss", "stateless"),
    "identity_clarified": ("yes", "no"),
    "title": ("NE_9", "NONE"),
    "underlying_title": ("NE_9", "AE_16B"),
    "generation": ("guest_worker", "none"),
    "level": ("none", "B1", "B2", "C1"),
    "fdgo": ("yes", "no"),
    "history": ("yes", "no"),
    "extremist": ("none", "past_distanced", "current"),
    "ended_by": (None, "death"),
    "status": ("permit", "none"),
    "kind": ("private", "study", "military"),
    "role": ("spouse", "child"),
    "principal_overall": ("likely_fulfilled", "open"),
}
_RANK = {"likely_fulfilled": 0, "open": 1, "not_yet": 2}


@dataclass(frozen=True)
class Opinion:
    """What the check comes to, in the vocabulary of `cases.yaml`; other routes have no requirements and no days."""

    overall: str
    route: str
    earliest_date: date | None = None
    earliest_date_with_credit: date | None = None
    per_requirement: Mapping[str, str] = field(default_factory=dict)


def evaluate(facts: Facts, on: date) -> Opinion:
    """Return the opinion on facts, merged with the defaults, by the law of a day."""
    worlds = list(_worlds(facts))
    others = [routes.special(world, on) for world in worlds]
    if others[0] is not None and len(set(others)) == 1:
        return Opinion("other_route", others[0])
    evaluated = [dict(_routes(world, on)) for world in worlds]
    names = sorted({name for world in evaluated for name in world}, key=routes.BINDING_FIRST.index)
    opinions = [_opinion(name, _agreed([world.get(name) for world in evaluated])) for name in names]
    return min(opinions, key=_preference)


def _routes(facts: Facts, on: date) -> Iterator[tuple[str, dict[str, Point]]]:
    common = requirements.common(facts, on)
    for name, residence, marriage in routes.regular(facts, on):
        yield name, common | {"residence": residence, "marriage": marriage}


def _opinion(route: str, points: Mapping[str, Point]) -> Opinion:
    """Put the requirements of a route together."""
    values = {name: point.value for name, point in points.items()}
    found = set(values.values())
    if "obstacle" in found or found <= MET | {"open"}:
        return Opinion("likely_fulfilled" if found <= MET else "open", route, per_requirement=values)
    waiting = [point for point in points.values() if point.value == "not_yet"]
    day = latest(point.day for point in waiting)
    credited = latest(point.credit_day or point.day for point in waiting)
    earlier = credited if day and credited and credited < day else None
    return Opinion("not_yet", route, day, earlier, values)


def _preference(opinion: Opinion) -> tuple[int, date, bool, int, int]:
    """Order the routes, the best for the person first."""
    unmet = sum(value not in MET for value in opinion.per_requirement.values())
    waiting = opinion.earliest_date or date.max
    binding = routes.BINDING_FIRST.index(opinion.route)
    return _RANK[opinion.overall], waiting, opinion.route != "§ 10 Abs. 2", unmet, binding


def _agreed(worlds: list[dict[str, Point] | None]) -> dict[str, Point]:
    """Return what all answers agree on; what an unknown answer decides is open.

    Where the answer decides whether the route applies at all, its own requirements are open.
    """
    known = [points for points in worlds if points is not None]
    agreed = dict(known[0])
    for name, point in agreed.items():
        same = {points[name].value for points in known}
        days = {points[name].day for points in known}
        if len(same) > 1 or (len(known) < len(worlds) and name == "residence"):
            agreed[name] = Point("open", point.provision)
        elif len(days) > 1:
            agreed[name] = Point(point.value, point.provision)
    return agreed


def _worlds(facts: Facts) -> Iterator[Facts]:
    """Yield the facts with every answer that "unknown" may stand for."""
    paths = list(_unknown(facts))
    for answers in itertools.product(*(_ANSWERS.get(str(path[-1]), (True, False)) for path in paths)):
        world = deepcopy(dict(facts)) if paths else facts
        for path, answer in zip(paths, answers, strict=True):
            place: Any = world
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = answer
        yield world


def _unknown(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if value == "unknown":
        yield path
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _unknown(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _unknown(part, (*path, number))
