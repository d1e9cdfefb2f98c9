# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routes: which apply to a person, and what each asks on top of the common requirements."""

from collections.abc import Iterator
from datetime import date

from tests.efa.rules.second_opinion.residence import length, with_family
from tests.efa.rules.second_opinion.tables import (
    BIRTH_RIGHT,
    PATH_REPEALED,
    REFORM,
    START,
    YEARS,
    Facts,
    Point,
    add_years,
    dated,
    first,
    reached,
    row,
)

# Where two routes are equal in everything else: § 10 Abs. 2, then the claims, then "sollen", then "kann".
BINDING_FIRST = (
    "§ 10 Abs. 2",
    "§ 10 Abs. 1",
    "§ 10 Abs. 3 a.F. (7)",
    "§ 9",
    "§ 10 Abs. 3 a.F. (6)",
    "§ 10 Abs. 3",
)
_BEYOND_B1 = {"B2", "C1", "C2"}
_FIVE_YEARS, _ONE_YEAR = 5 * 365, 365


def special(facts: Facts, on: date) -> str | None:
    """Return the route that comes before all others, None if there is none.

    Who is German already cannot be naturalised, so § 30 and § 4 Abs. 3 come first; restitution holds here and abroad;
    the two claims of other statutes ask for residence here.
    """
    table = (
        (facts["german_parent_at_birth"], "§ 30"),
        (_german_by_birth_here(facts), "§ 4 Abs. 3"),
        (facts["persecution_descent"], "Art. 116 Abs. 2 GG / § 15"),
        (not facts["lives_in_germany"] and facts["former_german"], "§ 13"),
        (not facts["lives_in_germany"], "§ 14"),
        (facts["heimatloser_auslaender"] and _claim_of_displaced(facts, on), "§ 21 HAuslG"),
        (facts["stateless_since_birth_in_germany"] and _claim_of_stateless(facts, on), "Art. 2 StaatenlMindÜbkAG"),
    )
    return next((route for holds, route in table if holds), None)


def _german_by_birth_here(facts: Facts) -> bool:
    """Say whether § 4 Abs. 3 made the person German: the years are those of the law on the day of birth."""
    parent, born = facts["own_birth_in_germany"], facts["birth_date"]
    if not parent or not parent["parent_title_unlimited_at_birth"] or born < BIRTH_RIGHT:
        return False
    return bool(add_years(parent["parent_lawful_since"], dated(YEARS, max(born, START))) <= born)


def _sentences(facts: Facts) -> list[Facts]:
    """Return prison and youth prison by German courts that are not erased."""
    kinds = {"prison", "youth_prison"}
    return [
        each
        for each in facts["convictions"]
        if each["kind"] in kinds and not each.get("erased") and not each.get("foreign")
    ]


def _claim_of_displaced(facts: Facts, on: date) -> bool:
    """Say whether § 21 Abs. 1 HAuslG grants the claim: seven years, no prison but up to one year on probation."""
    barred = any(not each.get("suspended") or each["units"] > _ONE_YEAR for each in _sentences(facts))
    return length(facts, on, 7).value == "fulfilled" and not barred


def _claim_of_stateless(facts: Facts, on: date) -> bool:
    """Say whether Art. 2 grants the claim: stateless still, five years, applied before 21, no five years of prison."""
    lodged = facts["application_date"] or on
    barred = any(each["units"] >= _FIVE_YEARS for each in _sentences(facts))
    in_time = facts["nationality"] == "stateless" and not reached(facts, 21, lodged)
    return in_time and length(facts, on, 5).value == "fulfilled" and not barred


def regular(facts: Facts, on: date) -> Iterator[tuple[str, Point, Point]]:
    """Yield each route that applies, with its residence and its marriage.

    A route that only the authority's discretion opens has no day to wait for: it appears once its years are complete.
    """
    anyhow = Point("not_applicable", "§ 10")
    yield "§ 10 Abs. 1", length(facts, on, dated(YEARS, on)), anyhow
    if (wedded := marriage(facts, on)) is not None:
        yield "§ 9", length(facts, on, 3), wedded
    if _named_by_an_applicant(facts, on):
        yield "§ 10 Abs. 2", with_family(facts, on), anyhow
    integrated = facts["integration"]
    achieved, level = integrated["special_achievements"], facts["language"]["level"]
    if on < REFORM and integrated["bamf_course"]:
        yield "§ 10 Abs. 3 a.F. (7)", length(facts, on, 7), anyhow
    # More than B1 is the statute's own example of a special achievement.
    if on < REFORM and (achieved or level in _BEYOND_B1) and length(facts, on, 6).value != "not_yet":
        yield "§ 10 Abs. 3 a.F. (6)", Point("open", "§ 10 Abs. 3 Satz 2 a.F."), anyhow
    # Nr. 2 asks for § 8 Abs. 1 Nr. 4, without the exceptions of § 10 and without the waiver of § 8 Abs. 2.
    strict = not facts["livelihood"]["benefits_sgb2_12"]
    path = REFORM <= on < PATH_REPEALED and achieved and level in {"C1", "C2"} and strict
    if path and length(facts, on, 3).value != "not_yet":
        yield "§ 10 Abs. 3", Point("open", "§ 10 Abs. 3"), anyhow


def _named_by_an_applicant(facts: Facts, on: date) -> bool:
    named = facts["co_applicant"]
    if not named or named["principal_overall"] != "likely_fulfilled":
        return False
    return named["role"] == "spouse" or not reached(facts, 18, on)


def marriage(facts: Facts, on: date) -> Point | None:
    """Judge the marriage to a German; None where § 9 does not apply.

    After death or divorce (Abs. 2) two years must have been complete at the end, for they can grow no more. A couple
    that lives apart has no day to wait for, since time alone does not help.
    """
    given = facts["marriage"]
    since, ended = given["since"], given["ended_on"]
    if since is None:
        return None
    complete = add_years(since, 2)
    if given["ended_by"] and ended:
        in_time = (facts["application_date"] or on) <= add_years(ended, 1)
        applies = in_time and given["custody_of_german_child"] and complete <= ended
        return Point("fulfilled", "§ 9 Abs. 2") if applies else None
    if not given["german_spouse"]:
        return None
    together = given["living_together"]
    return first(
        row(on >= complete and together, "fulfilled", "§ 9 Abs. 1 Satz 1"),
        row(on >= complete, "open", "§ 9 Abs. 1 Satz 1"),
        row(True, "not_yet", "§ 9 Abs. 1 Satz 1", complete if together else None),
    )
