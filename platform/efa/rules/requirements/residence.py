# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The years of lawful habitual residence, on each route."""

from datetime import date, timedelta

from efa.rules import figures
from efa.rules.days import DAYS_OF_A_YEAR, add_years, is_reached
from efa.rules.facts import Facts, Role
from efa.rules.findings import Finding, Law, Value
from efa.rules.requirements.stay import Stay


def required(stay: Stay, on: date, law: Law, *, years: int, reasons: tuple[str, str]) -> Finding:
    """Judge whether the years are complete; `reasons` name what is said when they are, and when not.

    The date promises nothing at discretion: earlier residence is credited only in `with_credit`, and it waits until no
    more than half of the window was spent abroad.

    Source: § 10 Abs. 1 Satz 1, § 12b StAG.
    """
    if stay.since is None or stay.surely_since is None:
        return law.finding(Value.NOT_YET, "residence.not_lawful")
    complete = add_years(stay.since, years)
    if complete > on:
        credited = complete - timedelta(days=stay.credit)
        if credited <= on:
            return law.finding(Value.OPEN, "residence.credit")
        earliest = _not_half_abroad(stay, add_years(stay.surely_since, years), years, law)
        return law.finding(Value.NOT_YET, reasons[1], earliest, credited if stay.credit else None)
    if _abroad(stay, on, add_years(on, -years)) > _limit(years, law):
        return law.finding(Value.OPEN, "residence.half_abroad")
    if add_years(stay.surely_since, years) > on:
        return law.finding(Value.OPEN, "residence.year_abroad")
    return law.finding(Value.FULFILLED, reasons[0])


def general(stay: Stay, on: date, law: Law) -> Finding:
    """Judge the years of § 10 Abs. 1 Satz 1 StAG."""
    years = figures.REQUIRED_YEARS.on(law.day)
    return required(stay, on, law, years=years, reasons=("residence.complete", "residence.incomplete"))


def of_spouse(stay: Stay, on: date, law: Law) -> Finding:
    """Judge the years of § 9 Abs. 1 Satz 1 Nr. 1 StAG."""
    years = figures.SPOUSE_YEARS.on(law.day)
    return required(stay, on, law, years=years, reasons=("residence.spouse_complete", "residence.spouse_incomplete"))


def after_course(stay: Stay, on: date, law: Law, years: int) -> Finding:
    """Judge the years that a certificate of the integration course shortened (§ 10 Abs. 3 Satz 1 StAG a.F.)."""
    return required(stay, on, law, years=years, reasons=("residence.course_complete", "residence.course_incomplete"))


def is_within_reach(stay: Stay, on: date, law: Law, years: int) -> bool:
    """Whether so many years are complete, or may be by credit or by weighing."""
    reached = required(stay, on, law, years=years, reasons=("residence.complete", "residence.incomplete"))
    return reached.value in {Value.FULFILLED, Value.OPEN}


def joint(facts: Facts, stay: Stay, on: date, law: Law) -> Finding:
    """Judge the residence of a person who applies together with another: by practice, else at discretion.

    A child needs three years, a young one half of its life, a minor who could apply alone the years of Abs. 1, a spouse
    four years and two of marriage.

    Source: § 10 Abs. 2 StAG; the values are practice.
    """
    if stay.since is None:
        return law.finding(Value.NOT_YET, "residence.not_lawful")
    if _is_usual(facts, stay, on, law):
        return law.finding(Value.FULFILLED, "residence.joint")
    return law.finding(Value.OPEN, "residence.joint_discretion")


def _is_usual(facts: Facts, stay: Stay, on: date, law: Law) -> bool:
    person = facts.co_applicant
    if person is None or stay.since is None:
        return False
    if person.role is Role.SPOUSE:
        return (
            _is_complete(stay, on, law, figures.JOINT_SPOUSE_YEARS.on(law.day))
            and person.married_since is not None
            and add_years(person.married_since, figures.JOINT_MARRIAGE_YEARS.on(law.day)) <= on
        )
    if is_reached(born=facts.birth_date, age=figures.CAPACITY_AGE.on(law.day), on=on):
        return _is_complete(stay, on, law, figures.REQUIRED_YEARS.on(law.day))
    if not is_reached(born=facts.birth_date, age=figures.YOUNG_CHILD_AGE.on(law.day), on=on):
        return _is_half_of_life(facts, stay, on, law)
    return _is_complete(stay, on, law, figures.CHILD_YEARS.on(law.day))


def _is_half_of_life(facts: Facts, stay: Stay, on: date, law: Law) -> bool:
    """Half of a young life was spent here, and of that no more than half abroad."""
    needed = ((on - facts.birth_date).days + 1) // 2
    if stay.since is None or (on - stay.since).days < needed:
        return False
    return not figures.HALF_ABROAD.on(law.day) or _abroad(stay, on, on - timedelta(days=needed)) <= needed // 2


def _is_complete(stay: Stay, on: date, law: Law, years: int) -> bool:
    return required(stay, on, law, years=years, reasons=("residence.joint", "residence.joint")).is_met


def _limit(years: int, law: Law) -> int:
    """The most days abroad at which residence goes on as a rule (§ 12b Abs. 1 Satz 5 StAG, § 191 BGB)."""
    return years * DAYS_OF_A_YEAR // 2 if figures.HALF_ABROAD.on(law.day) else timedelta.max.days


def _abroad(stay: Stay, on: date, first: date) -> int:
    """Days abroad between two days; at least what the person named as the sum."""
    if not stay.absences:
        return stay.absence_days
    days = sum(max((min(back, on) - max(left, first)).days, 0) for left, back in stay.absences)
    return max(days, stay.absence_days)


def _not_half_abroad(stay: Stay, day: date, years: int, law: Law) -> date | None:
    """The first day from `day` on which no more than half was spent abroad; None where no day can be named."""
    limit = _limit(years, law)
    if _abroad(stay, day, add_years(day, -years)) <= limit:
        return None if stay.lasting else day
    if stay.lasting or stay.absence_days > limit:
        return None
    # Behind the last return the sum only falls, so the day is found by halving.
    short, long = 0, years * DAYS_OF_A_YEAR + years
    while short < long:
        middle = (short + long) // 2
        later = day + timedelta(days=middle)
        if _abroad(stay, later, add_years(later, -years)) > limit:
            short = middle + 1
        else:
            long = middle
    return day + timedelta(days=short)
