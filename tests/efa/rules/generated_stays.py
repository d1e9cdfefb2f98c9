# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random residence and absences for `generated`: periods that do not overlap, absences inside the last stay."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

DAY: Final = timedelta(1)
REFORM: Final = date(2024, 6, 27)


@dataclass
class Case:
    """A case in the making."""

    facts: dict[str, Any]
    on: date
    random: Random


def back(day: date, number: int) -> date:
    """Return the same day some years before, 28 February where it does not exist."""
    year = day.year - number
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def years(day: date, number: int) -> date:
    """Return the day on which a period of years is complete."""
    try:
        return day.replace(year=day.year + number)
    except ValueError:
        return date(day.year + number, 3, 1)


def months(day: date, number: int) -> date:
    """Return the same day some months later, the last of the month where it does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def around(random: Random, day: date) -> date:
    """Return the day, the one before or the one after."""
    return day + random.choice((-1, 0, 1)) * DAY


def settle(case: Case, since: date | None = None) -> None:
    """Draw a residence that has lasted some years, often exactly as long as a rule asks, a day more or less."""
    random, born = case.random, case.facts["birth_date"]
    number = random.choice((3, 4, 5, 5, 5, 6, 7, 8, 8, 9, random.randint(1, 20)))
    start = since or min(around(random, back(case.on, number)), case.on)
    if random.random() < 0.25 and since is None:
        start -= timedelta(random.randrange(500))
    start = min(max(start, born), case.on)
    case.facts["residence_periods"] = [period(start, None, "permit")]
    case.facts["absences"] = []
    room = (case.on - start).days
    shape = random.choice((None, None, None, _visa, _fiction, _gap, _gap, _credited, _credited, _ended, _leap))
    if shape and room > 700:
        shape(case, start)


def period(since: date, until: date | None, status: str) -> dict[str, Any]:
    """Return a period of residence."""
    return {"from": since, "to": until, "status": status}


def begin_with(case: Case, status: str) -> None:
    """Let the first years of the residence have another status."""
    periods = case.facts["residence_periods"]
    start, end = periods[0]["from"], periods[0]["to"] or case.on
    if len(periods) == 1 and not case.facts["absences"] and (end - start).days > 100:
        turn = start + timedelta(case.random.randrange(60, (end - start).days))
        case.facts["residence_periods"] = [period(start, turn - DAY, status), period(turn, periods[0]["to"], "permit")]


def continue_as(case: Case, status: str) -> None:
    """Let the last months of the residence have another status."""
    last = case.facts["residence_periods"][-1]
    travelled = max((each["to"] for each in case.facts["absences"]), default=last["from"])
    turn = max(last["from"], travelled) + timedelta(case.random.randrange(30, 400))
    if last["to"] is None and turn < case.on:
        last["to"] = turn - DAY
        case.facts["residence_periods"].append(period(turn, None, status))


def _visa(case: Case, start: date) -> None:
    turn = start + timedelta(case.random.randrange(30, 180))
    case.facts["residence_periods"] = [period(start, turn - DAY, "visa_d"), period(turn, None, "permit")]


def _fiction(case: Case, start: date) -> None:
    turn, again = start + timedelta(300), start + timedelta(300 + case.random.randrange(20, 120))
    case.facts["residence_periods"] = [
        period(start, turn - DAY, "permit"),
        period(turn, again - DAY, "fiction"),
        period(again, None, "permit"),
    ]


def _gap(case: Case, start: date) -> None:
    """A gap in lawfulness, forgiven where the application was only late; the return often at a border."""
    random, room = case.random, (case.on - start).days
    again = start + timedelta(random.randrange(150, room - 50))
    border = around(random, back(case.on, random.choice((3, 4, 5, 7, 8))))
    if random.random() < 0.5 and (border - start).days > 150:
        again = border
    turn = again - timedelta(random.choice((1, 2, 20, 90)))
    later = period(again, None, "permit")
    if random.random() < 0.5:
        later["gap_reason"] = "late_application"
    case.facts["residence_periods"] = [period(start, turn - DAY, "permit"), later]


def _credited(case: Case, start: date) -> None:
    """A residence interrupted by an absence or by time that does not count; the credit is often just enough."""
    random, room = case.random, (case.on - start).days
    again = start + timedelta(random.randrange(500, room - 100))
    turn = again - timedelta(random.randrange(190, 400))
    number = random.choice((5 if case.on >= REFORM else 8, 3))
    wanted = (years(again, number) - case.on).days + random.choice((-1, 0, 1))
    if wanted > 0 and turn - timedelta(wanted) >= case.facts["birth_date"] and random.random() < 0.7:
        start = turn - timedelta(wanted)
    if random.random() < 0.5:
        case.facts["residence_periods"] = [period(start, None, "permit")]
        case.facts["absences"] = [{"from": turn, "to": again, "kind": "private"}]
        return
    periods = [period(start, turn - DAY, "permit"), period(again, None, "permit")]
    if random.random() < 0.7:
        periods.insert(1, period(turn, again - DAY, random.choice(("duldung", "none", "gestattung"))))
    case.facts["residence_periods"] = periods


def _ended(case: Case, start: date) -> None:
    """A residence that has ended: nothing since, or a status that does not count."""
    turn = case.on - timedelta(case.random.randrange(0, 90))
    case.facts["residence_periods"] = [period(start, turn - DAY, "permit")]
    if case.random.random() < 0.5:
        case.facts["residence_periods"].append(period(turn, None, case.random.choice(("duldung", "none"))))
    case.facts["title"] = "NONE"


def _leap(case: Case, start: date) -> None:
    """A residence that began on 29 February."""
    year = start.year - start.year % 4
    if year > 2000 and date(year, 2, 29) > case.facts["birth_date"]:
        case.facts["residence_periods"] = [period(date(year, 2, 29), None, "permit")]


def travel(case: Case) -> None:
    """Send the person abroad within the last period of the residence, not before what they travelled already."""
    last = case.facts["residence_periods"][-1]
    before = case.facts["absences"]
    since = max([last["from"], *(each["to"] for each in before)])
    end = min(last["to"] or case.on, case.on)
    if (end - since).days > 60:
        kinds = (_half_a_year, _half_a_year, _served, _important, _short_ones, _half_of_it, _half_of_it)
        new = case.random.choice(kinds)(case, since, end)
        case.facts["absences"] = before + [each for each in new if since < each["from"] < each["to"] <= end]


def _somewhere(random: Random, since: date, until: date) -> date:
    return since + timedelta(random.randrange(1, max(2, (until - since).days - 1)))


def _half_a_year(case: Case, since: date, until: date) -> list[dict[str, Any]]:
    random = case.random
    gone = _somewhere(random, since, until)
    again = around(random, months(gone, random.choice((6, 6, 6, 9, 14))))
    absence: dict[str, Any] = {"from": gone, "to": again, "kind": random.choice(("private", "study", "posting"))}
    if random.random() < 0.4:
        absence["deadline_kept"] = random.random() < 0.7
    return [absence]


def _served(case: Case, since: date, until: date) -> list[dict[str, Any]]:
    random = case.random
    gone = _somewhere(random, since, until)
    discharge = months(gone, random.choice((4, 8, 12, 15)))
    again = around(random, months(discharge, 3))
    known = random.random() < 0.9
    return [{"from": gone, "to": again, "kind": "military", "discharge": discharge if known else None}]


def _important(case: Case, since: date, until: date) -> list[dict[str, Any]]:
    """One or two absences around the twelve months that Union law forgives once."""
    random, gone, absences = case.random, _somewhere(case.random, since, until), []
    for _ in range(random.choice((1, 1, 2))):
        again = around(random, months(gone, 12))
        absences.append({"from": gone, "to": again, "kind": random.choice(("study", "posting", "important_reason"))})
        gone = again + timedelta(random.randrange(30, 400))
    return absences


def _short_ones(case: Case, since: date, until: date) -> list[dict[str, Any]]:
    """Several shorter absences, of which some years of the residence see more than one."""
    random, gone, absences = case.random, since + timedelta(case.random.randrange(1, 200)), []
    for _ in range(random.randrange(2, 6)):
        again = gone + timedelta(random.choice((30, 60, 89, 90, 91, 120, 150)))
        absences.append({"from": gone, "to": again, "kind": random.choice(("private", "private", "posting"))})
        gone = again + timedelta(random.randrange(5, 250))
    return absences


def _half_of_it(case: Case, since: date, until: date) -> list[dict[str, Any]]:
    """Absences whose sum within the last five, or three, years is near half of them; each alone is harmless."""
    random, on = case.random, case.on
    number, total = random.choice(((5, 913), (3, 548), (5, 700)))
    first = max(back(on, number), since) + 2 * DAY
    total += random.choice((-1, 0, 1))
    if (until - first).days < total + 60:
        return []
    if random.random() < 0.25:
        return [{"from": first, "to": first + total * DAY, "kind": "posting", "deadline_kept": True}]
    count = total // 140 + 1
    slot, each = (until - first).days // count, total // count
    lengths = [each + (1 if place < total % count else 0) for place in range(count)]
    starts = [first + place * slot * DAY for place in range(count)]
    early = random.randrange(1, 35)
    if first == back(on, number) + 2 * DAY and (first - since).days > early + 3 and random.random() < 0.5:
        # The first absence begins before the period that counts, so only a part of it is added.
        starts[0] -= (early + 2) * DAY
        lengths[0] += early + 2
    return [
        {"from": gone, "to": gone + length * DAY, "kind": "private"}
        for gone, length in zip(starts, lengths, strict=True)
    ]
