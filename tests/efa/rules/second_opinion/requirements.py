# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table for each requirement that is the same on every route."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from tests.efa.rules.second_opinion.tables import (
    BAN,
    COUNTING_TITLES,
    EXCLUDED_TITLES,
    LAST_ENTRY,
    OLD_LIVELIHOOD_UNTIL,
    REFORM,
    Facts,
    Point,
    add_years,
    first,
    reached,
    row,
    worst,
)


def cannot_act(facts: Facts, on: date) -> bool:
    """Say whether somebody is not able to act (§ 34): below 16, or of age and represented, thus under a guardianship.

    Parents cannot act for a minor of 16 or 17, so being represented changes nothing there.
    """
    return not reached(facts, 16, on) or (reached(facts, 18, on) and facts["legally_represented"])


def came_with_recruited_workers(facts: Facts) -> bool:
    """Say whether somebody belongs to the generation of recruited workers."""
    last, entry = LAST_ENTRY.get(facts["generation"]), facts["generation_entry"]
    return last is not None and entry is not None and entry <= last


def capacity(facts: Facts, on: date) -> Point:
    """Judge whether somebody can act, or somebody acts for them."""
    return first(
        row(reached(facts, 16, on), "fulfilled", "§ 34 Satz 1"),
        row(facts["legally_represented"], "fulfilled", "§ 10 Abs. 1 Satz 1"),
        row(True, "not_yet", "§ 34 Satz 1", add_years(facts["birth_date"], 16)),
    )


def identity(facts: Facts, on: date) -> Point:
    """Judge identity and nationality: "unclear" is weighed by the authority, "no" has to be mended first."""
    value = {"yes": "fulfilled", "unclear": "open", "no": "not_yet"}[facts["identity_clarified"]]
    return Point(value, "§ 10 Abs. 1 Satz 1")


def title(facts: Facts, on: date) -> Point:
    """Judge the right of residence of the day. A Union or EEA citizen needs no title."""
    code = facts["underlying_title"] if facts["title"] == "FIKTION_81_4" else facts["title"]
    paragraph, _, rest = (code or "").removeprefix("AE_").partition("_")
    exact = f"{paragraph}_{rest.partition('_')[0]}"
    listed = {name for names, since, until in EXCLUDED_TITLES if since <= on < until for name in names.split()}
    nr_2 = "§ 10 Abs. 1 Satz 1 Nr. 2"
    return first(
        row(facts["nationality"] == "eu_eea" or code in COUNTING_TITLES, "fulfilled", nr_2),
        row(code is None, "open", "§ 81 Abs. 4 AufenthG"),
        row(not code or not code.startswith("AE_"), "not_yet", nr_2),
        row(paragraph in listed or exact in listed, "not_yet", nr_2),
        # A paragraph that is excluded in parts, printed without its Absatz, cannot be judged.
        row(not rest and any(name.startswith(f"{paragraph}_") for name in listed), "open", nr_2),
        row(True, "fulfilled", nr_2),
    )


def livelihood(facts: Facts, on: date) -> Point:
    """Judge the livelihood; the rules before and since the reform, and both where § 40a keeps the old one."""
    given, lodged = facts["livelihood"], facts["application_date"]
    new = on >= REFORM
    old = not new or (lodged is not None and lodged <= OLD_LIVELIHOOD_UNTIL)
    innocence = old or (new and came_with_recruited_workers(facts))  # Where it matters who is responsible.
    source = "§ 40a" if old and new else "§ 10 Abs. 1 Satz 1 Nr. 3"
    works = given["fulltime_now"] and given["fulltime_months_last_24"] >= 20
    partner_works = given["partner_fulltime_now"] and given["partner_fulltime_months_last_24"] >= 20
    return first(
        row(not given["benefits_sgb2_12"], "fulfilled", "§ 10 Abs. 1 Satz 1 Nr. 3"),
        row(innocence and given["not_responsible"] is True, "exempt", source),
        row(new and works, "exempt", "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. b"),
        row(new and partner_works and given["family_with_minor_child"], "exempt", "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. c"),
        row(innocence and given["not_responsible"] is None, "open", source),
        row(given["hardship_group"], "open", "§ 8 Abs. 2"),
        row(True, "not_yet", "§ 10 Abs. 1 Satz 1 Nr. 3"),
    )


def nationality(facts: Facts, on: date) -> Point:
    """Judge the giving up of the old nationality, asked until the reform."""
    return first(
        row(on >= REFORM, "not_applicable", "§ 10 Abs. 1 Satz 1"),
        row(
            facts["nationality"] == "stateless", "not_applicable", "§ 10 Abs. 1 Satz 1 Nr. 4 a.F."
        ),  # Nothing to give up.
        row(facts["nationality"] in {"eu_eea", "swiss"}, "exempt", "§ 12 Abs. 2 a.F."),
        row(facts["refugee_travel_document"], "exempt", "§ 12 Abs. 1 Satz 2 Nr. 6 a.F."),
        row(facts["renounce_ready"], "fulfilled", "§ 10 Abs. 1 Satz 1 Nr. 4 a.F."),
        row(True, "obstacle", "§ 10 Abs. 1 Satz 1 Nr. 4 a.F."),
    )


def _sum(convictions: Iterable[Facts]) -> int:
    """Add fines and suspended prison, a Tagessatz as a day (§ 12a Abs. 1 Satz 3)."""
    return sum(each["units"] for each in convictions if each["kind"] == "fine" or _on_probation(each))


def _on_probation(conviction: Facts) -> bool:
    return conviction["kind"] == "prison" and bool(conviction.get("suspended"))


def _still_on_probation(conviction: Facts) -> bool:
    return _on_probation(conviction) and not conviction.get("remitted")


def _unforgiven(conviction: Facts) -> bool:
    """Say whether no limit helps: a motive of hate, youth prison, prison that was not suspended."""
    served = conviction["kind"] == "prison" and not conviction.get("suspended")
    return served or conviction["kind"] == "youth_prison" or bool(conviction.get("hate_motive"))


def convictions(facts: Facts, on: date) -> Point:
    """Judge convictions (§ 12a). What is erased and measures of youth law never count.

    Not even with a motive of hate: § 51 BZRG forbids to hold it against the person, and § 12a Abs. 1 Satz 2 names
    fine, prison and youth prison only. A foreign conviction never does more than leave the decision open.
    """
    counted = [each for each in facts["convictions"] if not each.get("erased") and each["kind"] != "youth_measure"]
    foreign = [each for each in counted if each.get("foreign")]
    domestic = [each for each in counted if not each.get("foreign")]
    here, combined = _sum(domestic), facts["combined_sentence"]
    if combined is not None:
        here = min(here, combined)
    everywhere = here + _sum(foreign)
    return worst(
        row(facts["proceedings_pending"], "not_yet", "§ 12a Abs. 3"),
        row(any(_unforgiven(each) for each in domestic), "obstacle", "§ 12a Abs. 1 Satz 1, 2"),
        row(any(_still_on_probation(each) for each in domestic), "not_yet", "§ 12a Abs. 1 Satz 1 Nr. 3"),
        row(here >= 120, "obstacle", "§ 12a Abs. 1 Satz 4"),
        row(here > 90, "open", "§ 12a Abs. 1 Satz 4"),
        row(any(_unforgiven(each) or _still_on_probation(each) for each in foreign), "open", "§ 12a Abs. 2 Satz 1"),
        row(bool(foreign) and everywhere > 90, "open", "§ 12a Abs. 2 Satz 1, 3"),
        row(True, "fulfilled", "§ 10 Abs. 1 Satz 1 Nr. 5"),
    )


def _speaks(facts: Facts) -> bool:
    given = facts["language"]
    return given["level"] in {"B1", "B2", "C1", "C2"} or given["german_school_or_training"]


def _hardship_of_speech(facts: Facts, on: date) -> bool:
    """Say whether Abs. 4a can help: it leaves the spoken language of everyday life as the measure."""
    given = facts["language"]
    return on >= REFORM and not _speaks(facts) and given["serious_efforts_failed"] and given["oral_everyday"]


def language(facts: Facts, on: date) -> Point:
    """Judge the German language. B1 suffices at every age; below 16 there is an easier measure beside it."""
    given = facts["language"]
    spoken = on >= REFORM and came_with_recruited_workers(facts) and given["oral_everyday"]
    return first(
        row(_speaks(facts), "fulfilled", "§ 10 Abs. 4 Satz 1"),
        row(not reached(facts, 16, on) and given["age_appropriate"], "fulfilled", "§ 10 Abs. 4 Satz 2"),
        row(spoken, "fulfilled", "§ 10 Abs. 4 Satz 3"),
        row(given["illness_or_age"], "open", "§ 10 Abs. 6 Satz 1"),
        row(_hardship_of_speech(facts, on), "open", "§ 10 Abs. 4a"),
        row(True, "not_yet", "§ 10 Abs. 1 Satz 1 Nr. 6"),
    )


def civics(facts: Facts, on: date) -> Point:
    """Judge the knowledge of law and society. Who need not show it is exempt even with a test."""
    points = facts["civics"]["test_points"]
    return first(
        row(cannot_act(facts, on), "exempt", "§ 10 Abs. 1 Satz 2"),
        row(on >= REFORM and came_with_recruited_workers(facts), "exempt", "§ 10 Abs. 6 Satz 2"),
        row(points is not None and points >= 17, "fulfilled", "§ 10 Abs. 5, § 1 Abs. 3 EinbTestV"),
        row(facts["civics"]["german_school"], "fulfilled", "§ 10 Abs. 5"),
        row(facts["language"]["illness_or_age"], "open", "§ 10 Abs. 6 Satz 1"),
        row(_hardship_of_speech(facts, on), "open", "§ 10 Abs. 6 Satz 2"),
        row(True, "not_yet", "§ 10 Abs. 1 Satz 1 Nr. 7"),
    )


def declarations(facts: Facts, on: date) -> Point:
    """Judge the commitments of Nr. 1 and, since the reform, Nr. 1a."""
    given = facts["declarations"]
    if cannot_act(facts, on):
        return Point("exempt", "§ 10 Abs. 1 Satz 2")
    return worst(
        row(given["fdgo"] == "no", "obstacle", "§ 10 Abs. 1 Satz 1 Nr. 1"),
        row(on >= REFORM and given["history"] == "no", "obstacle", "§ 10 Abs. 1 Satz 1 Nr. 1a"),
        row(given["extremist"] == "current", "obstacle", "§ 10 Abs. 1 Satz 1 Nr. 1"),
        row(given["extremist"] == "past_distanced", "open", "§ 10 Abs. 1 Satz 1 Nr. 1"),
        row(True, "fulfilled", "§ 10 Abs. 1 Satz 1 Nr. 1"),
    )


def exclusion(facts: Facts, on: date) -> Point:
    """Judge the grounds of § 11.

    Having turned away from extremism is weighed once, with the declaration; of somebody who makes no declaration it
    is weighed here, since § 11 knows no exemption.
    """
    extremist = facts["declarations"]["extremist"]
    several = "§ 11 Satz 1 Nr. 3 Buchst. a" if on >= REFORM else "§ 10 Abs. 1 Satz 1 a.F."
    return worst(
        row(extremist == "current", "obstacle", "§ 11 Satz 1 Nr. 1"),
        row(facts["multiple_spouses"], "obstacle", several),
        row(extremist == "past_distanced" and cannot_act(facts, on), "open", "§ 11 Satz 1 Nr. 1"),
        row(True, "fulfilled", "§ 11"),
    )


def ban(facts: Facts, on: date) -> Point:
    """Judge the ban of ten years. The wording of Nr. 1 covers every withdrawal, also an older one.

    Nr. 2 asks for a finding by this provision, so what an older finding does is for the authority to say.
    """
    if on < BAN:
        return Point("not_applicable", "§ 35a")
    withdrawn, found = facts["withdrawal_final_on"], facts["deception_finding_on"]
    ends = {day: add_years(day, 10) for day in (withdrawn, found) if day}
    return worst(
        row(on < ends.get(withdrawn, date.min), "not_yet", "§ 35a Satz 1 Nr. 1", ends.get(withdrawn)),
        row(on < ends.get(found, date.min) and found >= BAN, "not_yet", "§ 35a Satz 1 Nr. 2", ends.get(found)),
        row(on < ends.get(found, date.min), "open", "§ 35a Satz 1 Nr. 2"),
        row(True, "fulfilled", "§ 35a"),
    )


COMMON: Final[dict[str, Callable[[Facts, date], Point]]] = {
    "capacity": capacity,
    "identity": identity,
    "title": title,
    "livelihood": livelihood,
    "nationality": nationality,
    "convictions": convictions,
    "language": language,
    "civics": civics,
    "declarations": declarations,
    "exclusion": exclusion,
    "ban": ban,
}


def common(facts: Facts, on: date) -> dict[str, Point]:
    """Judge what every route asks alike."""
    return {name: judge(facts, on) for name, judge in COMMON.items()}
