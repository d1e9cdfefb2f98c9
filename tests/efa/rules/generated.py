# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random, valid and plausible sets of facts in the shared format, close to every border of the law.

A case starts as a person who meets everything. Residence is drawn around a border; then a share of the requirements,
different from case to case, is disturbed, so that clean cases, single and many troubles are all frequent.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from tests.efa.rules import generated_stays as stays
from tests.efa.rules.generated_facts import BORDERS, DEFAULTS, FIRST, TITLES
from tests.efa.rules.generated_stays import REFORM, Case, around, back, years

LAPSED: Final = {"DULDUNG": "duldung", "GESTATTUNG": "gestattung", "NONE": "none"}
# Born on 29 February: year of birth, and the age that falls into a year without that day.
LEAP_BIRTHS: Final = ((2016, 6), (2020, 6), (2004, 18), (2008, 18), (2004, 21), (2000, 22))


def cases(count: int, *, seed: int) -> Iterator[tuple[dict[str, Any], date]]:
    """Yield so many pairs of facts, merged with the defaults, and a reference date; the same for the same seed."""
    random = Random(seed)
    for _ in range(count):
        facts, on = _case(random)
        yield facts, on


def _case(random: Random) -> tuple[dict[str, Any], date]:
    case = Case(deepcopy(DEFAULTS), _reference_date(random), random)
    random.choices(PEOPLE, WEIGHTS)[0](case)
    trouble = random.choice((0, 0, 0.08, 0.33, 0.6))
    for disturb in DISTURBANCES:
        if random.random() < trouble:
            disturb(case)
    return case.facts, case.on


def _reference_date(random: Random) -> date:
    if random.random() < 0.4:
        return max(FIRST, around(random, random.choice(BORDERS)))
    return FIRST + timedelta(0 if random.random() < 0.03 else random.randrange(2300))


# People: who they are, and since when they have been here.


def _adult(case: Case) -> None:
    case.facts["birth_date"] = back(case.on, case.random.randint(26, 60)) + timedelta(case.random.randrange(360))
    stays.settle(case)


def _minor(case: Case) -> None:
    """A child or a young person, often at a birthday that matters; below 16 somebody acts as a rule."""
    random, facts = case.random, case.facts
    if random.random() < 0.15:
        year, age = random.choice(LEAP_BIRTHS)
        facts["birth_date"] = date(year, 2, 29)
        case.on = random.choice((date(year + age, 2, 28), date(year + age, 3, 1)))
    else:
        age = random.choice((6, 16, 16, 18, 21, random.randint(1, 20)))
        facts["birth_date"] = back(around(random, case.on), age)
    facts["legally_represented"] = years(facts["birth_date"], 16) > case.on and random.random() < 0.9
    if random.random() < 0.7:
        facts["language"]["level"] = random.choice(("none", "A2"))
        facts["civics"]["test_points"] = None
    facts["language"]["german_school_or_training"] = facts["civics"]["german_school"] = random.random() < 0.3
    life = (case.on - facts["birth_date"]).days
    since = random.choice((facts["birth_date"], case.on - timedelta(life // 2 + random.randint(-1, 1)), None))
    stays.settle(case, since=max(facts["birth_date"], since) if since else None)
    if random.random() < 0.6:
        facts["co_applicant"] = {"role": "child", "principal_overall": _principal(random)}
    facts["title"] = random.choice(("AE_33", "AE_32", "NE_35"))


def _principal(random: Random) -> str:
    return random.choice(("likely_fulfilled",) * 5 + ("open", "not_yet", "other_route"))


def _union_citizen(case: Case) -> None:
    _adult(case)
    facts = case.facts
    family = case.random.random() < 0.25  # Who came with a Union citizen.
    facts |= {"nationality": "third_country" if family else "eu_eea", "title": "FZ_EU", "renounce_ready": family}
    for period in facts["residence_periods"]:
        period["status"] = "eu_free_movement"


def _swiss(case: Case) -> None:
    _adult(case)
    case.facts |= {"nationality": "swiss", "title": "AE_CH_FZA", "renounce_ready": case.random.random() < 0.5}


def _refugee(case: Case) -> None:
    _adult(case)
    random, facts = case.random, case.facts
    facts["protection_granted"] = random.random() < 0.7
    facts["title"] = random.choice(("AE_25_1", "AE_25_2", "NE_26_3")) if facts["protection_granted"] else "AE_25_3"
    facts["refugee_travel_document"] = facts["protection_granted"] and random.random() < 0.7
    facts["nationality"] = random.choice(("third_country", "third_country", "stateless"))
    facts["identity_clarified"] = random.choice(("yes", "unclear"))
    stays.begin_with(case, random.choice(("gestattung", "gestattung", "duldung")))


def _spouse_of_german(case: Case) -> None:
    """Married to a German, or until lately; the marriage near two years, the end near one year ago."""
    _adult(case)
    random, marriage = case.random, case.facts["marriage"]
    case.facts["title"] = random.choice(("AE_28", "AE_28_1", "NE_28_2"))
    if random.random() < 0.6:
        since = around(random, back(case.on, random.choice((2, 2, 3, 1, 8))))
        marriage |= {"german_spouse": True, "since": min(since, case.on), "living_together": random.random() < 0.8}
    else:
        lodged = random.choice((None, case.on - timedelta(random.randrange(300))))
        case.facts["application_date"] = lodged
        ended = min(around(random, back(lodged or case.on, 1)), case.on)
        marriage |= {"since": around(random, back(ended, random.choice((2, 2, 4)))), "ended_on": ended}
        marriage |= {"ended_by": random.choice(("death", "divorce")), "custody_of_german_child": random.random() < 0.8}


def _spouse_of_applicant(case: Case) -> None:
    _adult(case)
    married = around(case.random, back(case.on, case.random.choice((2, 2, 5))))
    case.facts["title"] = "AE_30"
    case.facts["co_applicant"] = {
        "role": "spouse",
        "principal_overall": _principal(case.random),
        "married_since": married,
    }


def _recruited(case: Case) -> None:
    """A recruited worker or the spouse of one, who entered around the last day."""
    random, facts = case.random, case.facts
    kind = random.choice(("guest_worker", "contract_worker", "spouse_of"))
    last = {"guest_worker": date(1974, 6, 30), "contract_worker": date(1990, 6, 13)}.get(kind)
    entry = around(random, last or random.choice((date(1974, 6, 30), date(1990, 6, 13))))
    entry -= timedelta(random.choice((0, 0, random.randrange(3000))))
    facts |= {"generation": kind, "generation_entry": entry, "birth_date": back(entry, random.randint(19, 30))}
    facts["residence_periods"] = [{"from": entry, "to": None, "status": "permit"}]
    facts["language"] |= {"level": random.choice(("none", "A2", "B1")), "oral_everyday": random.random() < 0.8}
    facts["civics"]["test_points"] = random.choice((None, None, 20))
    if random.random() < 0.5:
        facts["livelihood"] |= {"benefits_sgb2_12": True, "fulltime_now": False, "fulltime_months_last_24": 0}
        facts["livelihood"]["not_responsible"] = random.choice((True, False, None))


def _integrated(case: Case) -> None:
    """Somebody for whom the years were shortened (§ 10 Abs. 3 until its repeal)."""
    if case.random.random() < 0.4:
        case.on = REFORM + timedelta(case.random.randrange(491))
    _adult(case)
    random, facts = case.random, case.facts
    facts["integration"] |= {"bamf_course": random.random() < 0.5, "special_achievements": random.random() < 0.7}
    facts["language"]["level"] = random.choice(("B1", "B2", "C1", "C1", "C2"))


def _other_route(case: Case) -> None:
    """Somebody for whom another procedure may come first; sometimes two of them."""
    random = case.random
    random.choice((_adult, _minor))(case)
    for _ in range(random.choice((1, 1, 1, 2))):
        random.choice((_abroad, _descent, _born_here, _displaced, _stateless))(case)


def _abroad(case: Case) -> None:
    case.facts |= {"lives_in_germany": False, "former_german": case.random.random() < 0.5}


def _descent(case: Case) -> None:
    case.facts[case.random.choice(("persecution_descent", "german_parent_at_birth"))] = True


def _born_here(case: Case) -> None:
    """Born in Germany around the day the years changed, or at any time, a parent here for just that long."""
    random, facts = case.random, case.facts
    latest = back(case.on, 0)
    born = random.choice((around(random, REFORM), facts["birth_date"], around(random, date(2000, 1, 1))))
    facts["birth_date"] = born = min(born, latest)
    first = facts["residence_periods"][0]["from"]
    if first < born:
        facts |= {"residence_periods": [{"from": born, "to": None, "status": "permit"}], "absences": []}
    facts["legally_represented"] = years(born, 16) > case.on
    since = around(random, back(born, random.choice((5, 8, 5, 8, 6))))
    unlimited = random.random() < 0.8
    facts["own_birth_in_germany"] = {"parent_lawful_since": since, "parent_title_unlimited_at_birth": unlimited}


def _displaced(case: Case) -> None:
    case.facts |= {"heimatloser_auslaender": True, "title": "HAUSLG"}
    if case.random.random() < 0.3:
        case.facts["convictions"] = [_sentence(case.random, (364, 365, 366))]


def _stateless(case: Case) -> None:
    """Stateless since birth, around 21, with an application of today or before."""
    random, facts = case.random, case.facts
    lodged = random.choice((None, case.on - timedelta(random.randrange(200))))
    facts |= {"stateless_since_birth_in_germany": True, "application_date": lodged}
    facts["nationality"] = random.choice(("stateless", "stateless", "stateless", "third_country"))
    facts["birth_date"] = back(around(random, lodged or case.on), random.choice((21, 21, 19)))
    facts |= {"co_applicant": None, "own_birth_in_germany": None, "legally_represented": False, "absences": []}
    stays.settle(case)
    if random.random() < 0.2:
        facts["convictions"] = [_sentence(random, (1824, 1825, 1826))]


def _sentence(random: Random, units: tuple[int, ...]) -> dict[str, Any]:
    kind, suspended = random.choice(("prison", "youth_prison")), random.random() < 0.6
    return {"kind": kind, "units": random.choice(units), "suspended": suspended, "remitted": suspended}


PEOPLE: Final[list[Callable[[Case], None]]] = [
    *(_adult, _minor, _union_citizen, _swiss, _refugee, _spouse_of_german),
    *(_spouse_of_applicant, _recruited, _integrated, _other_route),
]
WEIGHTS: Final = (18, 16, 10, 3, 9, 13, 6, 7, 12, 8)


# Disturbances: one for each requirement, harmless ones among them.


def _identity(case: Case) -> None:
    case.facts["identity_clarified"] = case.random.choice(("no", "unclear"))


def _title(case: Case) -> None:
    """Any title, or a certificate, or none; the status of the last time follows it."""
    random, facts = case.random, case.facts
    last = facts["residence_periods"][-1]
    if facts["nationality"] == "eu_eea":
        facts["title"] = random.choice(("FZ_EU", "NONE", "NE_9"))
        return
    kind = random.random()
    if kind < 0.7:
        facts["title"] = random.choice(TITLES)
    elif kind < 0.9:
        facts["title"] = random.choice(("FIKTION_81_4", "FIKTION_81_4", "FIKTION_81_3"))
        facts["underlying_title"] = random.choice(TITLES) if facts["title"] == "FIKTION_81_4" else None
        if last["status"] == "permit":
            stays.continue_as(case, "fiction")
    else:
        facts["title"] = random.choice(tuple(LAPSED))
        stays.continue_as(case, LAPSED[facts["title"]])
    if facts["nationality"] == "swiss" and facts["title"] == "FZ_EU":
        facts["title"] = "AE_CH_FZA"


def _livelihood(case: Case) -> None:
    random, facts = case.random, case.facts
    facts["livelihood"] = {
        "benefits_sgb2_12": random.random() < 0.9,
        "not_responsible": random.choice((True, False, None)),
        "fulltime_now": random.random() < 0.4,
        "fulltime_months_last_24": random.choice((0, 19, 20, 24)),
        "partner_fulltime_now": random.random() < 0.4,
        "partner_fulltime_months_last_24": random.choice((0, 19, 20, 24)),
        "family_with_minor_child": random.random() < 0.5,
        "hardship_group": random.random() < 0.3,
    }
    if random.random() < 0.4 and facts["application_date"] is None:
        lodged = around(random, date(2023, 8, 23))
        here = facts["residence_periods"][0]["from"]
        facts["application_date"] = lodged if here <= lodged <= case.on else None


def _nationality(case: Case) -> None:
    case.facts["renounce_ready"] = False
    case.facts["refugee_travel_document"] = case.random.random() < 0.3


def _convictions(case: Case) -> None:
    """Up to three convictions whose sum is near a limit; a combined sentence lower than the sum."""
    random, facts = case.random, case.facts
    facts["proceedings_pending"] = random.random() < 0.15
    total = random.choice((60, 89, 90, 91, 100, 119, 120, 121, 200))
    number = random.choice((1, 1, 2, 2, 3))
    cuts = sorted(random.sample(range(1, total), number - 1))
    units = [end - begin for begin, end in zip([0, *cuts], [*cuts, total], strict=True)]
    facts["convictions"] = [_conviction(random, each) for each in units]
    simple = all(
        each["kind"] in {"fine", "prison"} and not each.get("foreign") and not each.get("erased")
        for each in facts["convictions"]
    )
    if number > 1 and simple and max(units) + 1 < total and random.random() < 0.5:
        near = [each for each in (89, 90, 91, 119, 120) if max(units) < each < total]
        facts["combined_sentence"] = random.choice([*near, random.randrange(max(units) + 1, total)])


def _conviction(random: Random, units: int) -> dict[str, Any]:
    kind = random.choices(("fine", "prison", "youth_prison", "youth_measure"), (60, 28, 6, 6))[0]
    conviction: dict[str, Any] = {"kind": kind, "units": 0 if kind == "youth_measure" else units}
    if kind in {"prison", "youth_prison"}:
        suspended = random.random() < 0.8
        conviction |= {"suspended": suspended, "remitted": suspended and random.random() < 0.6}
    for mark, share in (("hate_motive", 0.07), ("erased", 0.12), ("foreign", 0.15)):
        if random.random() < share:
            conviction[mark] = True
    return conviction


def _language(case: Case) -> None:
    random = case.random
    case.facts["language"] = {
        "level": random.choice(("none", "A1", "A2", "A2", "B1", "B2", "C1", "C2")),
        "german_school_or_training": random.random() < 0.1,
        "oral_everyday": random.random() < 0.6,
        "serious_efforts_failed": random.random() < 0.3,
        "illness_or_age": random.random() < 0.25,
        "age_appropriate": random.random() < 0.6,
    }


def _civics(case: Case) -> None:
    case.facts["civics"] = {
        "test_points": case.random.choice((None, None, 15, 16, 17, 18)),
        "german_school": case.random.random() < 0.15,
    }


def _declarations(case: Case) -> None:
    random, given = case.random, case.facts["declarations"]
    given[random.choice(("fdgo", "history", "history"))] = "no" if random.random() < 0.5 else "yes"
    given["extremist"] = random.choice(("none", "past_distanced", "past_distanced", "current"))


def _exclusion(case: Case) -> None:
    case.facts["multiple_spouses"] = case.random.random() < 0.7


def _ban(case: Case) -> None:
    """A withdrawal or a finding around ten years ago, around the first day of the ban, or lately."""
    random, on = case.random, case.on
    for key in random.choice(
        (("withdrawal_final_on",), ("deception_finding_on",), ("withdrawal_final_on", "deception_finding_on"))
    ):
        day = random.choice((back(on, 10), date(2025, 12, 24), on - timedelta(random.randrange(400))))
        case.facts[key] = max(case.facts["birth_date"], min(on, around(random, day)))


def _capacity(case: Case) -> None:
    case.facts["legally_represented"] = case.random.random() < 0.3


DISTURBANCES: Final[list[Callable[[Case], None]]] = [
    *(_identity, _title, _livelihood, _nationality, _convictions, _language, _civics, _declarations),
    *(_exclusion, _ban, _capacity, stays.travel),
]
