# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of worked cases: facts and a day, and where it is given what is expected."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from efa.quickcheck import defaults
from efa.quickcheck.yamlfile import Unreadable, load
from efa.rules.dated import NotCovered
from efa.rules.doubt import evaluate_partly
from efa.rules.evaluation import REQUIREMENTS
from efa.rules.facts import Overall
from efa.rules.findings import MET, Result, Value
from efa.rules.reading import read
from efa.rules.wrong import WrongFact

_SECTIONS: Final = frozenset({"meta", "defaults", "cases"})
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class WrongCase(Exception):
    """A case cannot be used; the message names case, fact and what is expected."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects; requirements that are not listed must be met."""

    overall: str | None = None
    route: str | None = None
    per_requirement: Mapping[str, str] = field(default_factory=dict)
    earliest: date | None = None
    with_credit: date | None = None
    law: str | None = None

    def matches(self, result: Result) -> bool:
        """Compare by the rules of the file: what is left out of outcome, route and law is not compared."""
        values = {name: finding.value for name, finding in result.findings.items()}
        return (
            self.overall in {None, result.overall}
            and self.route in {None, result.route}
            and self.law in {None, result.law}
            and self.earliest == result.earliest
            and self.with_credit in {None, result.with_credit}
            and all(values.get(name) == value for name, value in self.per_requirement.items())
            and all(value in MET for name, value in values.items() if name not in self.per_requirement)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file; `expected` is None where it only asks."""

    id: str
    on: date
    facts: Mapping[str, Any]
    expected: Expected | None

    def judge(self) -> Result:
        """Evaluate. Raise `WrongCase`."""
        try:
            known = read(self.facts, self.on)
            return evaluate_partly(known.facts, known.unknown, self.on)
        except WrongFact as error:
            raise WrongCase(f"case {self.id}: {error}") from error
        except NotCovered as error:
            raise WrongCase(
                f"case {self.id}: reference_date: expected a day from {error.first} on, the first that is covered, "
                f"found {error.asked}"
            ) from error


def cases(path: Path) -> Iterator[Case | WrongCase]:
    """The cases of a file in their order; one that cannot be used comes as its refusal. Raise `Unreadable`."""
    content = load(path)
    if not isinstance(content, Mapping) or not isinstance(content.get("cases"), list):
        raise Unreadable(f"{path}: expected a map with a list of `cases`")
    if strange := [key for key in content if key not in _SECTIONS]:
        raise Unreadable(f"{path}: {strange[0]!r} is none of {', '.join(sorted(_SECTIONS))}")
    base, deep = _base(content, path)
    seen: set[str] = set()
    for number, given in enumerate(content["cases"], start=1):
        try:
            yield _case(given, number, base, deep, seen)
        except WrongCase as error:
            yield error


def _base(content: Mapping[str, Any], path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The defaults of the file over ours, and the maps that cases change key by key."""
    meta, own = content.get("meta") or {}, content.get("defaults") or {}
    if not isinstance(meta, Mapping) or not isinstance(own, Mapping):
        raise Unreadable(f"{path}: `meta` and `defaults` are maps")
    deep = meta.get("deep_merge", list(defaults.DEEP_MERGE))
    if not isinstance(deep, list) or not all(isinstance(name, str) for name in deep):
        raise Unreadable(f"{path}: `meta.deep_merge` is a list of names")
    return _merged(defaults.FACTS, own, tuple(deep)), tuple(deep)


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any], deep: tuple[str, ...]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in changes.items():
        old = merged.get(key)
        is_deep = key in deep and isinstance(old, Mapping) and isinstance(value, Mapping)
        merged[key] = {**old, **value} if is_deep and isinstance(old, Mapping) else value
    return merged


def _case(given: Any, number: int, base: Mapping[str, Any], deep: tuple[str, ...], seen: set[str]) -> Case:
    if not isinstance(given, Mapping) or not isinstance(given.get("id"), str) or not given["id"]:
        raise WrongCase(f"case number {number}: id: expected a text, found {_shown(given)}")
    name = given["id"]
    if name in seen:
        raise WrongCase(f"case {name}: id: expected one that no other case has, found it twice")
    seen.add(name)
    facts = given.get("facts", {})
    if not isinstance(facts, Mapping):
        raise WrongCase(f"case {name}: facts: expected a map of facts, found {_shown(facts)}")
    on = _day(given.get("reference_date"), name, "reference_date")
    expected = _expected(given["expected"], given.get("law"), name) if given.get("expected") is not None else None
    return Case(name, on, _merged(base, facts, deep), expected)


def _expected(given: Any, law: Any, case: str) -> Expected:
    if not isinstance(given, Mapping):
        raise WrongCase(f"case {case}: expected: expected a map, found {_shown(given)}")
    listed = given.get("per_requirement") or {}
    if not isinstance(listed, Mapping):
        raise WrongCase(f"case {case}: expected.per_requirement: expected a map, found {_shown(listed)}")
    for requirement, value in listed.items():
        if requirement not in REQUIREMENTS:
            raise WrongCase(
                f"case {case}: expected.per_requirement: expected one of {', '.join(REQUIREMENTS)}, "
                f"found {requirement!r}"
            )
        _word(value, Value, case, f"expected.per_requirement.{requirement}")
    if given.get("overall") is not None:
        _word(given["overall"], Overall, case, "expected.overall")
    for key in ("route", "law"):
        value = law if key == "law" else given.get(key)
        if value is not None and not isinstance(value, str):
            raise WrongCase(f"case {case}: {key}: expected a text, found {_shown(value)}")
    return Expected(
        given.get("overall"),
        given.get("route"),
        listed,
        _optional_day(given.get("earliest_date"), case, "expected.earliest_date"),
        _optional_day(given.get("earliest_date_with_credit"), case, "expected.earliest_date_with_credit"),
        law,
    )


def _word(given: Any, words: type[Value] | type[Overall], case: str, name: str) -> None:
    if given not in set(words):
        raise WrongCase(f"case {case}: {name}: expected one of {', '.join(words)}, found {_shown(given)}")


def _optional_day(given: Any, case: str, name: str) -> date | None:
    return None if given is None else _day(given, case, name)


def _day(given: Any, case: str, name: str) -> date:
    if isinstance(given, str) and _DAY.fullmatch(given):
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise WrongCase(f"case {case}: {name}: expected a day that exists, found {given}") from error
    raise WrongCase(f"case {case}: {name}: expected a day as 2026-11-23, found {_shown(given)}")


def _shown(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004 -- a line of a terminal
