# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evaluation where facts are not known: a requirement is open if what is not known can change it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import is_dataclass, replace
from datetime import date
from itertools import product
from typing import Any, Final

from efa.rules import special
from efa.rules.domains import values
from efa.rules.evaluation import COMMON, ROUTES, SHORTENED, SPOUSE, Own, best_of, evaluate
from efa.rules.facts import Facts, Overall
from efa.rules.findings import Finding, Law, Result, Value, law_of
from efa.rules.requirements import marriage
from efa.rules.requirements.livelihood import livelihood
from efa.rules.requirements.stay import stay
from efa.rules.wrong import Path, name_of

# More ways to fill in what is not known are not tried: what depends on so much is open.
MOST: Final = 400

_STAY: Final = ("residence_periods", "protection_granted", "absences", "absence_months", "nationality", "title")
_AGE: Final = ("birth_date",)
_GUARDED: Final = ("legally_represented", "guardianship_reservation")
# The facts that a rule looks at, by their first word.
READS: Final[dict[str, frozenset[str]]] = {
    "capacity": frozenset({*_AGE, *_GUARDED}),
    "identity": frozenset({"identity_clarified"}),
    "title": frozenset({"title", "underlying_title", "nationality"}),
    "nationality": frozenset({"nationality", "refugee_travel_document", "renounce_ready"}),
    "convictions": frozenset({"convictions", "combined_sentence", "proceedings_pending"}),
    "language": frozenset({*_AGE, "language", "generation", "generation_entry"}),
    "civics": frozenset({*_AGE, "civics", "language", "generation", "generation_entry", *_GUARDED}),
    "declarations": frozenset({*_AGE, "declarations", *_GUARDED}),
    "exclusion": frozenset({*_AGE, "declarations", "multiple_spouses", *_GUARDED}),
    "ban": frozenset({"withdrawal_final_on", "deception_finding_on"}),
    "livelihood": frozenset({"livelihood", "generation", "generation_entry", "application_date"}),
    "§ 10 Abs. 1": frozenset(_STAY),
    "§ 9": frozenset({*_STAY, "marriage", "application_date"}),
    "§ 10 Abs. 2": frozenset({*_STAY, *_AGE, "co_applicant"}),
    "§ 10 Abs. 3 a.F. (7)": frozenset({*_STAY, "integration"}),
    "§ 10 Abs. 3 a.F. (6)": frozenset({*_STAY, "integration", "language"}),
    "§ 10 Abs. 3": frozenset({*_STAY, "integration", "language", "livelihood"}),
    "special": frozenset(
        {
            *_STAY,
            *_AGE,
            "application_date",
            "convictions",
            "former_german",
            "german_parent_at_birth",
            "heimatloser_auslaender",
            "lives_in_germany",
            "own_birth_in_germany",
            "persecution_descent",
            "stateless_since_birth_in_germany",
        }
    ),
}


def evaluate_partly(facts: Facts, unknown: Sequence[Path], on: date, *, law: Law | None = None) -> Result:
    """Judge facts of which some are not known. Raise `NotCovered` before the first day that is known.

    Every way of filling in what a rule does not know is tried with values on each side of every border; the finding
    stands if all agree, otherwise it is open and names the facts that are missing.
    """
    law = law or law_of(on)
    if not unknown:
        return evaluate(facts, on, law=law)
    firsts = _firsts(facts, unknown, on, law)
    if "" not in firsts:
        return Result(Overall.OTHER_ROUTE, firsts[-1], law.version.id, {}, doubts=firsts if len(firsts) > 1 else ())
    common = [_common(judge, facts, unknown, on, law) for judge in COMMON]
    means = _common(livelihood, facts, unknown, on, law)
    offered = [own for route in ROUTES if (own := _own(route, facts, unknown, means, on=on, law=law))]
    result = best_of(common, offered, law)
    doubts = tuple(first for first in firsts if first)
    if doubts and result.overall is Overall.LIKELY_FULFILLED:
        return result._replace(overall=Overall.OPEN, doubts=doubts)
    return result._replace(doubts=doubts)


def fillings(facts: Facts, unknown: Iterable[Path], on: date) -> Iterator[Facts]:
    """The facts with every combination of values in the place of the unknown ones."""
    paths = tuple(unknown)
    for combination in product(*(values(path, on) for path in paths)):
        filled = facts
        for path, value in zip(paths, combination, strict=True):
            filled = put(filled, path, value)
        yield filled


def put(whole: Any, path: Path, value: Any) -> Any:
    """A copy of facts with a value at a path."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(first, int):
        return tuple(put(one, rest, value) if index == first else one for index, one in enumerate(whole))
    if not is_dataclass(whole) or isinstance(whole, type):
        return whole
    name = {"from": "since", "to": "until"}.get(first, first)
    return replace(whole, **{name: put(getattr(whole, name), rest, value)})


def _firsts(facts: Facts, unknown: Sequence[Path], on: date, law: Law) -> tuple[str, ...]:
    """The other procedures that may come first, in their order; empty text where none may."""
    relevant = _relevant("special", unknown)
    if _count(relevant, on) > MOST:
        return ("", *special.ROUTES)
    found = {special.route(filled, on, law) for filled in fillings(facts, relevant, on)}
    return tuple(route for route in ("", *special.ROUTES) if route in found)


def _common(
    judge: Callable[[Facts, date, Law], Finding], facts: Facts, unknown: Sequence[Path], on: date, law: Law
) -> Finding:
    requirement = judge.__name__
    relevant = _relevant(requirement, unknown)
    if _count(relevant, on) > MOST:
        return _open(requirement, relevant, law)
    return _agreed([judge(filled, on, law) for filled in fillings(facts, relevant, on)], relevant, law)


def _own(route: str, facts: Facts, unknown: Sequence[Path], means: Finding, *, on: date, law: Law) -> Own | None:
    """What a route says of its own; where it may or may not be open to the person, its residence is open."""
    if route in SHORTENED and SHORTENED[route].on(law.day) is None:
        return None
    relevant = _relevant(route, unknown)
    if _count(relevant, on) > MOST:
        mark = _open("marriage", relevant, law) if route == SPOUSE else marriage.not_asked(law)
        return Own(route, _open("residence", relevant, law), means, mark)
    tried = [ROUTES[route](filled, stay(filled, on, law), means, on, law) for filled in fillings(facts, relevant, on)]
    offered = [own for own in tried if own]
    if not offered:
        return None
    mine = Own(
        route,
        _agreed([own.residence for own in offered], relevant, law),
        _agreed([own.livelihood for own in offered], relevant, law),
        _agreed([own.marriage for own in offered], relevant, law),
    )
    return mine if len(offered) == len(tried) else mine._replace(residence=_open("residence", relevant, law))


def _relevant(rule: str, unknown: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(path for path in unknown if path[0] in READS[rule])


def _count(unknown: Sequence[Path], on: date) -> int:
    count = 1
    for path in unknown:
        count *= len(values(path, on))
    return count


def _agreed(findings: Sequence[Finding], unknown: Sequence[Path], law: Law) -> Finding:
    """The finding that all fillings give; its day only if they give the same."""
    first = findings[0]
    if all(finding.is_met for finding in findings):
        return first
    if any(finding.value is not first.value for finding in findings):
        return _open(first.requirement, unknown, law)
    if any((finding.earliest, finding.with_credit) != (first.earliest, first.with_credit) for finding in findings):
        return first._replace(earliest=None, with_credit=None)
    return first


def _open(requirement: str, unknown: Sequence[Path], law: Law) -> Finding:
    finding = law.finding(Value.OPEN, f"{requirement}.unknown")
    return finding._replace(facts=tuple(name_of(path) for path in unknown))
