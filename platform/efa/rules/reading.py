# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a mapping, as files and the API bring it, to facts: every value checked, nothing filled in.

`None` where the vocabulary gives it no meaning, and the word `unknown` anywhere, say that a fact is not known: it is
named in `Read.unknown` by its path, and the facts carry any value in its place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, get_args, get_origin, get_type_hints

from efa.rules import titles
from efa.rules.contradictions import check
from efa.rules.facts import AbsenceKind, Ended, Facts, Generation, Role
from efa.rules.wrong import Path, WrongFact, name_of

UNKNOWN: Final = "unknown"
MOST: Final = 100
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Words of the files for names that Python does not have.
_WORDS: Final = {"since": "from", "until": "to"}
_WITH_WORDS: Final = frozenset({"Period", "Absence"})
_TITLES: Final = frozenset({"title", "underlying_title"})
_RANGES: Final = {
    "fulltime_months_last_24": (0, 24),
    "partner_fulltime_months_last_24": (0, 24),
    "test_points": (0, 33),
    "absence_months": (0, 60),
    "units": (0, 100_000),
    "combined_sentence": (0, 100_000),
}
_SAMPLES: Final[dict[type, Any]] = {bool: False, int: 0, date: date(2000, 1, 1)}


class Read(NamedTuple):
    """Facts, and the paths of those that are not known."""

    facts: Facts
    unknown: tuple[Path, ...]


def read(given: Mapping[str, Any], on: date) -> Read:
    """Check and type the facts of one person on a day. Raise `WrongFact` at the first that is wrong or missing."""
    unknown: list[Path] = []
    facts: Facts = _object(Facts, given, (), unknown, must_be_whole=True)
    unknown += _implied(facts, unknown)
    check(facts, on, frozenset(unknown))
    return Read(facts, tuple(unknown))


def _object(kind: Any, given: Any, path: Path, unknown: list[Path], *, must_be_whole: bool = False) -> Any:
    if not isinstance(given, Mapping):
        raise WrongFact(path, expected="a map of facts", given=given)
    hints, names, optional = _shape(kind)
    strange = [key for key in given if key not in names]
    if strange:
        raise WrongFact((*path, str(strange[0])), expected=f"one of {', '.join(names)}", given=None, is_strange=True)
    values = {}
    for key, name in names.items():
        if key not in given:
            if must_be_whole or name not in optional:
                raise WrongFact((*path, key), expected="a value", given=None, is_missing=True)
            continue
        values[name] = _value(hints[name], given[key], (*path, key), unknown)
    return kind(**values)


def _value(kind: Any, given: Any, path: Path, unknown: list[Path]) -> Any:
    options = get_args(kind) if get_origin(kind) is UnionType or isinstance(kind, UnionType) else (kind,)
    plain = next(option for option in options if option is not NoneType)
    if given is None and NoneType in options:
        return None
    if given == UNKNOWN or given is None:
        unknown.append(path)
        return None if NoneType in options else _sample(plain)
    if get_origin(plain) is tuple:
        return _list(get_args(plain)[0], given, path, unknown)
    if is_dataclass(plain):
        return _object(plain, given, path, unknown, must_be_whole=len(path) == 1 and NoneType not in options)
    if issubclass(plain, StrEnum):
        return _member(plain, given, path)
    return _plain(plain, given, path)


def _plain(kind: type, given: Any, path: Path) -> Any:
    name = str(path[-1])
    if kind is date:
        return _day(given, path)
    if kind is bool:
        if not isinstance(given, bool):
            raise WrongFact(path, expected="true, false or unknown", given=given)
        return given
    if kind is int:
        low, high = _RANGES[name]
        if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
            raise WrongFact(path, expected=f"a whole number from {low} to {high}", given=given)
        return given
    if not isinstance(given, str) or not titles.is_known(given):
        raise WrongFact(path, expected="a code of a title, as NE_9 or AE_25_3", given=given)
    return given


def _day(given: Any, path: Path) -> date:
    if type(given) is date:
        return given
    if isinstance(given, str) and _DATE.fullmatch(given):
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise WrongFact(path, expected="a day that exists", given=given) from error
    raise WrongFact(path, expected="a day as 2026-11-23", given=given)


def _member(kind: type[StrEnum], given: Any, path: Path) -> StrEnum:
    if not isinstance(given, str) or given not in set(kind):
        cure = " (a word: put it into quotes)" if isinstance(given, bool) else ""
        raise WrongFact(path, expected=f"one of {', '.join(kind)}{cure}", given=given)
    return kind(given)


def _list(kind: type, given: Any, path: Path, unknown: list[Path]) -> tuple[Any, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise WrongFact(path, expected="a list", given=given)
    if len(given) > MOST:
        raise WrongFact(path, expected=f"at most {MOST} entries", given=f"{len(given)} entries")
    return tuple(_object(kind, one, (*path, index), unknown) for index, one in enumerate(given))


def _sample(kind: Any) -> Any:
    """Any value of the kind, in the place of one that is not known."""
    if get_origin(kind) is tuple:
        return ()
    if kind in _SAMPLES:
        return _SAMPLES[kind]
    if kind is str:
        return titles.NO_TITLE
    if issubclass(kind, StrEnum):
        return next(iter(kind))
    hints, _, optional = _shape(kind)
    return kind(**{name: _sample(hint) for name, hint in hints.items() if name not in optional})


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], dict[str, str], frozenset[str]]:
    """Types by name, names by the word of the files, and the names that may be left out."""
    hints = get_type_hints(kind)
    words = _WORDS if kind.__name__ in _WITH_WORDS else {}
    names = {words.get(field.name, field.name): field.name for field in fields(kind)}
    optional = frozenset(field.name for field in fields(kind) if field.default is not MISSING)
    return hints, names, optional


def _implied(facts: Facts, unknown: Sequence[Path]) -> list[Path]:
    """Days that are missing although another fact says that there is one."""
    missing: list[Path] = []
    if facts.generation is not Generation.NONE and facts.generation_entry is None:
        missing.append(("generation_entry",))
    if facts.title == titles.CONTINUED and facts.underlying_title is None:
        missing.append(("underlying_title",))
    if facts.marriage.german_spouse and facts.marriage.since is None:
        missing.append(("marriage", "since"))
    if facts.marriage.ended_by in set(Ended) and facts.marriage.ended_on is None:
        missing.append(("marriage", "ended_on"))
    if facts.co_applicant and facts.co_applicant.role is Role.SPOUSE and facts.co_applicant.married_since is None:
        missing.append(("co_applicant", "married_since"))
    missing += [
        ("absences", index, "discharge")
        for index, absence in enumerate(facts.absences)
        if absence.kind is AbsenceKind.MILITARY and absence.discharge is None
    ]
    return [path for path in missing if path not in unknown and name_of(path)]
