# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a procedure costs each person, in cents (§ 38 StAG)."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from efa.rules import figures
from efa.rules.dated import Dated, Line
from efa.rules.days import is_reached
from efa.rules.reasons import Provision

FULL: Final = Dated("fee_full", Line(figures.FIRST_DAY, 25_500, "§ 38 Abs. 2 Satz 1 StAG"))
JOINT_CHILD: Final = Dated("fee_joint_child", Line(figures.FIRST_DAY, 5_100, "§ 38 Abs. 2 Satz 2 StAG"))
DISPLACED: Final = Dated("fee_displaced", Line(figures.FIRST_DAY, 5_100, "§ 21 HAuslG"))
CERTIFICATE: Final = Dated("fee_certificate", Line(figures.FIRST_DAY, 5_100, "§ 38 Abs. 3 StAG"))
# Refusal, or withdrawal of the application after work on it has begun: from this up to the full fee.
LEAST_OF_REFUSAL: Final = Dated("fee_refusal", Line(figures.FIRST_DAY, 2_500, "§ 38 Abs. 3 StAG"))


class Basis(StrEnum):
    """By which provision a person asks."""

    NATURALISATION = "naturalisation"
    RESTITUTION = "restitution"
    DECLARATION = "declaration"
    LOST_BY_MARRIAGE = "lost_by_marriage"
    DISPLACED = "displaced"
    CERTIFICATE = "certificate"


class Person(NamedTuple):
    """Who pays: `is_joint` is somebody naturalised together with another; `own_income` is meant as in the EStG."""

    birth_date: date
    basis: Basis = Basis.NATURALISATION
    is_joint: bool = False
    own_income: bool | None = False


class Fee(NamedTuple):
    """Cents at least and at most; both differ where it is not known what decides. `may_be_reduced`: § 38 Abs. 4."""

    least: int
    most: int
    reason: str
    provision: Provision
    may_be_reduced: bool = True


_FREE: Final = {
    Basis.RESTITUTION: ("restitution", Provision("§ 38", "2", "4")),
    Basis.DECLARATION: ("declaration", Provision("§ 38", "2", "4")),
    Basis.LOST_BY_MARRIAGE: ("lost_by_marriage", Provision("§ 38", "2", "4")),
}
_FULL: Final = Provision("§ 38", "2", "1")
_JOINT: Final = Provision("§ 38", "2", "2")


def fee(person: Person, on: date) -> Fee:
    """The fee of one person on a day.

    Somebody of age pays in full; so does a minor who is naturalised alone or has an own income. Raise `NotCovered`
    before the first day that is known.

    Source: § 38 StAG, § 21 HAuslG.
    """
    if person.basis in _FREE:
        reason, provision = _FREE[person.basis]
        return Fee(0, 0, reason, provision, may_be_reduced=False)
    if person.basis is Basis.DISPLACED:
        amount = DISPLACED.on(on)
        return Fee(amount, amount, "displaced", Provision("§ 21", statute="HAuslG"))
    if person.basis is Basis.CERTIFICATE:
        amount = CERTIFICATE.on(on)
        return Fee(amount, amount, "certificate", Provision("§ 38", "3"))
    full, child = FULL.on(on), JOINT_CHILD.on(on)
    is_minor = not is_reached(born=person.birth_date, age=figures.MAJORITY_AGE.on(on), on=on)
    if not (is_minor and person.is_joint) or person.own_income:
        return Fee(full, full, "full", _FULL)
    if person.own_income is None:
        return Fee(child, full, "income_unknown", _JOINT)
    return Fee(child, child, "joint_child", _JOINT)


def total(fees: list[Fee]) -> tuple[int, int]:
    """The sum of a family, in cents at least and at most."""
    return sum(one.least for one in fees), sum(one.most for one in fees)


def of_refusal(person: Person, on: date) -> tuple[int, int]:
    """What a refusal or a late withdrawal costs, in cents from and to; nothing where the procedure is free."""
    most = fee(person, on).most
    return min(LEAST_OF_REFUSAL.on(on), most), most
