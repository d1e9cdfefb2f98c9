# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule answers, and what the evaluation makes of it."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from efa.rules import figures, reasons
from efa.rules.facts import Overall
from efa.rules.reasons import Provision


class Value(StrEnum):
    """How a requirement stands; there is no "no"."""

    FULFILLED = "fulfilled"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"
    NOT_YET = "not_yet"
    OBSTACLE = "obstacle"


# Inside a requirement the worst finding counts.
_BADNESS: Final = {value: index for index, value in enumerate(Value)}
MET: Final = frozenset({Value.FULFILLED, Value.EXEMPT, Value.NOT_APPLICABLE})


class Finding(NamedTuple):
    """How one requirement stands, and why.

    `earliest` is the first day on which it is met where time alone is missing; `with_credit` that day if the authority
    credits earlier residence. `facts` are the names of the facts that decided, `law` is the version of the statute.
    """

    requirement: str
    value: Value
    reason: str
    provision: Provision
    law: str
    facts: tuple[str, ...]
    earliest: date | None = None
    with_credit: date | None = None

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return self.value in MET


class Result(NamedTuple):
    """All findings of the best route.

    `doubts` are other procedures that may come first, because a fact about them is not known.
    """

    overall: Overall
    route: str
    law: str
    findings: dict[str, Finding]
    earliest: date | None = None
    with_credit: date | None = None
    doubts: tuple[str, ...] = ()


class Law:
    """The statute on one day: its version, and findings with the provision as it then stood."""

    __slots__ = ("_provisions", "_undated", "day", "version")

    def __init__(self, day: date) -> None:
        """Choose the version of a day. Raise `NotCovered` before the first."""
        self.version: Final = figures.version(day)
        self.day: Final = self.version.since
        # Findings without a day are always the same, so each is made once.
        self._undated: Final[dict[tuple[Value, str], Finding]] = {}
        self._provisions: Final = {
            code: (code.partition(".")[0], reason.provisions.on(self.day), reason.facts)
            for code, reason in reasons.REASONS.items()
        }

    def finding(
        self, value: Value, reason: str, earliest: date | None = None, with_credit: date | None = None
    ) -> Finding:
        """A finding for a reason, with its provision and the facts it looks at."""
        if earliest is not None or with_credit is not None:
            requirement, provision, facts = self._provisions[reason]
            return Finding(requirement, value, reason, provision, self.version.id, facts, earliest, with_credit)
        found = self._undated.get((value, reason))
        if found is None:
            requirement, provision, facts = self._provisions[reason]
            found = self._undated[value, reason] = Finding(
                requirement, value, reason, provision, self.version.id, facts
            )
        return found


_LAWS: Final[dict[str, Law]] = {}


def law_of(day: date) -> Law:
    """The statute on a day; one object for each version. Raise `NotCovered`."""
    key = figures.version(day).id
    law = _LAWS.get(key)
    if law is None:
        law = _LAWS[key] = Law(day)
    return law


def worst(*findings: Finding) -> Finding:
    """The finding that counts inside a requirement: the worst, among equals the one that lasts longest."""
    return max(findings, key=lambda finding: (_BADNESS[finding.value], finding.earliest or date.max))
