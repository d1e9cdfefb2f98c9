# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person who meets everything, changed fact by fact, and what the law says of her."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from efa.quickcheck.defaults import DEEP_MERGE, FACTS
from efa.rules.doubt import evaluate_partly
from efa.rules.findings import Finding, Result, law_of
from efa.rules.reading import Read, read

TODAY = "2026-11-23"
OLD = "2024-06-26"


def facts(**changes: Any) -> dict[str, Any]:
    """The facts of the worked cases with changes, maps key by key."""
    return FACTS | {
        key: FACTS[key] | value if key in DEEP_MERGE and isinstance(value, Mapping) else value
        for key, value in changes.items()
    }


def person(on: str = TODAY, **changes: Any) -> Read:
    """The typed facts."""
    return read(facts(**changes), date.fromisoformat(on))


def judged(on: str = TODAY, *, law: str | None = None, **changes: Any) -> Result:
    """The result on a day, by the law of that day or of another one."""
    known = person(on, **changes)
    held = law_of(date.fromisoformat(law)) if law else None
    return evaluate_partly(known.facts, known.unknown, date.fromisoformat(on), law=held)


def finding(requirement: str, on: str = TODAY, **changes: Any) -> Finding:
    """What is said of one requirement."""
    return judged(on, **changes).findings[requirement]


def said(requirement: str, on: str = TODAY, **changes: Any) -> tuple[str, str, str | None]:
    """Value, reason without the requirement, and the day."""
    found = finding(requirement, on, **changes)
    return found.value.value, found.reason.partition(".")[2], found.earliest and found.earliest.isoformat()


def since(start: str, **more: Any) -> list[dict[str, Any]]:
    """One lawful period until today."""
    return [{"from": start, "to": None, "status": "permit"} | more]


def days(*spans: str, status: str = "permit") -> list[dict[str, Any]]:
    """Periods written as `from..to`, `from..` without an end."""
    return [
        {"from": start, "to": end or None, "status": status}
        for start, _, end in (span.partition("..") for span in spans)
    ]


def abroad(*spans: str, kind: str = "private", **more: Any) -> list[dict[str, Any]]:
    """Absences written as `from..to`."""
    return [
        {"from": start, "to": end or None, "kind": kind} | more
        for start, _, end in (span.partition("..") for span in spans)
    ]
