# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lawful habitual residence: what counts, what interrupts it (§ 12b), and how long it has lasted.

A stay is written as its first day and the first day that no longer belongs to it; the last one of somebody who is
still here ends after every other day.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from tests.efa.rules.second_opinion.tables import (
    CREDIT_DAYS,
    REFORM,
    YEARS,
    Facts,
    Point,
    add_months,
    add_years,
    dated,
    first,
    reached,
    row,
    window_start,
)

Stay = tuple[date, date]
Absence = Facts

_COUNTING = {"permit", "visa_d", "fiction", "eu_free_movement"}
_IMPORTANT = {"study", "posting", "important_reason"}


def history(facts: Facts, on: date) -> tuple[date | None, int]:
    """Return since when the present residence has lasted, None without one, and the days of earlier residence."""
    # The one absence that Union law forgives is the one whose forgiveness helps most.
    choices = [_cut(facts, spared) for spared in (None, *_forgivable(facts))]
    stays = min(choices, key=lambda stays: (stays[-1][0] if stays else on, -_days(stays)))
    if not stays or stays[-1][1] <= on:
        return None, 0
    return stays[-1][0], _days(stays[:-1])


def length(facts: Facts, on: date, years: int) -> Point:
    """Judge so many years of lawful habitual residence."""
    start, earlier = history(facts, on)
    if start is None:
        return Point("not_yet", "§ 10 Abs. 1 Satz 1")  # Lawful residence has to begin anew; no day can be told.
    complete = add_years(start, years)
    # The credit is counted in days, a year as 365 (§ 191 BGB), since the time need not be connected.
    credited = complete - timedelta(days=min(earlier, dated(CREDIT_DAYS, on)))
    return first(
        row(on >= complete and mostly_abroad(facts, on, years), "open", "§ 12b Abs. 1 Satz 5"),
        row(on >= complete, "fulfilled", "§ 10 Abs. 1 Satz 1"),
        row(on >= credited, "open", "§ 12b Abs. 2"),
        (True, Point("not_yet", "§ 10 Abs. 1 Satz 1", *_days_to_come(facts, on, years, complete, credited))),
    )


def _days_to_come(facts: Facts, on: date, years: int, complete: date, credited: date) -> tuple[date, date | None]:
    """Return the day on which time alone has done it, and the day with credit if that is an earlier one.

    The law stands still at `on`: the years may be complete while the stays abroad still make up more than half of
    them, then the day is the first on which they do not.
    """
    day = complete
    while on >= REFORM and mostly_abroad(facts, day, years):
        day += timedelta(days=1)
    return day, (credited if credited < day else None)


def mostly_abroad(facts: Facts, on: date, years: int) -> bool:
    """Say whether stays abroad exceed half of the required time before a day (§ 12b Abs. 1 Satz 5)."""
    return on >= REFORM and 2 * abroad(facts, window_start(on, years), on) > years * 365


def abroad(facts: Facts, since: date, on: date) -> int:
    """Return the days abroad between two days, those forgiven by Satz 1 to 4 included."""
    return sum(max(0, (min(each["to"], on) - max(each["from"], since)).days) for each in facts["absences"])


def with_family(facts: Facts, on: date) -> Point:
    """Judge the residence of a person naturalised with another (§ 10 Abs. 2).

    The statute asks for no length. Where the guidance values are met the authority will not hesitate, below them it
    decides; so there is no day to wait for. Half of the time abroad is measured against the guidance value.
    """
    start, _ = history(facts, on)
    if start is None:
        return Point("not_yet", "§ 10 Abs. 2")
    co_applicant, here = facts["co_applicant"], (on - start).days
    life = (on - facts["birth_date"]).days

    def years(number: int) -> bool:
        return add_years(start, number) <= on and not mostly_abroad(facts, on, number)

    if co_applicant["role"] == "spouse":
        since = co_applicant.get("married_since")
        usual = years(4) and since is not None and add_years(since, 2) <= on
    elif not reached(facts, 6, on):
        half = timedelta(days=life // 2)
        usual = 2 * here >= life and (on < REFORM or 4 * abroad(facts, on - half, on) <= life)
    elif not reached(facts, 16, on):
        usual = years(3)
    else:
        usual = years(dated(YEARS, on))  # From 16 on as a rule only who could be naturalised alone.
    return Point("fulfilled" if usual else "open", "§ 10 Abs. 2")


def _lawful(facts: Facts) -> list[Stay]:
    """Return the lawful stays; what follows without a gap, or after a forgiven one, is one stay."""
    counting = _COUNTING | ({"gestattung"} if facts["protection_granted"] else set())  # § 55 Abs. 3 AsylG
    stays: list[Stay] = []
    for period in sorted(facts["residence_periods"], key=lambda period: period["from"]):
        if period["status"] not in counting:
            continue
        end = period["to"] + timedelta(days=1) if period["to"] else date.max
        late = period.get("gap_reason") == "late_application"  # § 12b Abs. 3 Satz 1
        if stays and (late or stays[-1][1] == period["from"]):
            stays[-1] = (stays[-1][0], end)
        else:
            stays.append((period["from"], end))
    return stays


def _cut(facts: Facts, spared: Absence | None) -> list[Stay]:
    """Return the lawful stays, cut where an absence interrupts them."""
    stays = []
    for start, end in _lawful(facts):
        within = sorted(
            (each for each in facts["absences"] if start <= each["from"] < end), key=lambda each: each["from"]
        )
        begun = start
        for absence in _union_rule(within, spared) if _is_union(facts) else _general_rule(within):
            stays.append((begun, absence["from"]))
            begun = absence["to"]
        stays.append((begun, end))
    return stays


def _general_rule(absences: Iterable[Absence]) -> list[Absence]:
    """Return the absences that interrupt by § 12b Abs. 1 Satz 1 to 3."""
    return [
        each
        for each in absences
        if each["to"] > add_months(each["from"], 6) and not each.get("deadline_kept") and not _served(each)
    ]


def _served(absence: Absence) -> bool:
    """Say whether somebody came back from military service in time (Satz 3)."""
    discharge = absence.get("discharge")
    return absence["kind"] == "military" and discharge is not None and absence["to"] <= add_months(discharge, 3)


def _is_union(facts: Facts) -> bool:
    """Say whether Union law judges the absences (Satz 4): citizens of EU and EEA, and their families by their title."""
    return facts["nationality"] == "eu_eea" or facts["title"] == "FZ_EU"


def _forgivable(facts: Facts) -> list[Absence]:
    """Return the absences of which one is forgiven: up to twelve months for an important reason."""
    if not _is_union(facts):
        return []
    return [
        each for each in facts["absences"] if each["kind"] in _IMPORTANT and each["to"] <= add_months(each["from"], 12)
    ]


def _union_rule(absences: Iterable[Absence], spared: Absence | None) -> list[Absence]:
    """Return the absences that interrupt by § 4a Abs. 6 FreizügG/EU: more than six months together in a year.

    A year is any twelve months. The statute names neither the calendar nor the years of the residence, and with the
    latter somebody who came earlier could fare worse. After an interruption the count begins anew.
    """
    interrupting: list[Absence] = []
    counted: list[Absence] = []
    for absence in absences:
        if absence is spared or absence["kind"] == "military":
            continue
        counted.append(absence)
        if any(_over_six_months(counted, each["from"]) for each in counted):
            interrupting.append(absence)
            counted = []
    return interrupting


def _over_six_months(absences: Iterable[Absence], begins: date) -> bool:
    """Say whether absences exceed six months in the twelve months from a day.

    A single one is measured by the calendar, several are added with thirty days a month (§ 191 BGB).
    """
    ends = add_years(begins, 1)
    parts = [(max(each["from"], begins), min(each["to"], ends)) for each in absences]
    parts = [(left, back) for left, back in parts if left < back]
    if len(parts) == 1:
        return parts[0][1] > add_months(parts[0][0], 6)
    return sum((back - left).days for left, back in parts) > 6 * 30


def _days(stays: Iterable[Stay]) -> int:
    return sum((end - begun).days for begun, end in stays)
