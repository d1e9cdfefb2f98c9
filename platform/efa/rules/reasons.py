# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a finding comes about: a code, where it stands in the statute through time, and the facts it looks at."""

from typing import Final, NamedTuple

from efa.rules import figures
from efa.rules.dated import Dated, Line


class Provision(NamedTuple):
    """A place in a statute; parts that it does not have are empty."""

    paragraph: str
    absatz: str = ""
    satz: str = ""
    nummer: str = ""
    buchstabe: str = ""
    statute: str = "StAG"

    def __str__(self) -> str:
        parts = (("Abs.", self.absatz), ("Satz", self.satz), ("Nr.", self.nummer), ("Buchst.", self.buchstabe))
        tail = "".join(f" {word} {part}" for word, part in parts if part)
        return f"{self.paragraph}{tail} {self.statute}"


class Reason(NamedTuple):
    """Where a reason stands, and the facts it looks at."""

    provisions: Dated[Provision]
    facts: tuple[str, ...]


_START: Final = figures.FIRST_DAY
_REFORM: Final = figures.REQUIRED_YEARS.lines[-1].since


def _at(provision: Provision) -> Dated[Provision]:
    return Dated(str(provision), Line(_START, provision, str(provision)))


def _moved(before: Provision, after: Provision) -> Dated[Provision]:
    return Dated(str(after), Line(_START, before, str(before)), Line(_REFORM, after, str(after)))


def _ten(nummer: str, buchstabe: str = "") -> Dated[Provision]:
    return _at(Provision("§ 10", "1", "1", nummer, buchstabe))


_CAPACITY: Final = _moved(Provision("§ 37", "1", "1"), Provision("§ 34", satz="1"))
_IDENTITY: Final = _at(Provision("§ 10", "1", "1"))
_YEARS: Final = _at(Provision("§ 10", "1", "1"))
_JOINT: Final = _at(Provision("§ 10", "2"))
_NINE: Final = _at(Provision("§ 9", "1", "1"))
_AFTER: Final = _at(Provision("§ 9", "2"))
_SHORT: Final = _at(Provision("§ 10", "3"))
_ABROAD: Final = Provision("§ 12b", "1", "5")
_EU_ABROAD: Final = _at(Provision("§ 12b", "1", "4"))
_LIVELIHOOD: Final = _ten("3")
_SENTENCES: Final = Provision("§ 12a", "1", "1")
_TEST: Final = _at(Provision("§ 10", "5"))

_STAY: Final = ("residence_periods", "protection_granted", "absences", "absence_months")
_MARRIAGE: Final = ("marriage",)
_CONVICTIONS: Final = ("convictions", "combined_sentence")
_GENERATION: Final = ("generation", "generation_entry")

REASONS: Final[dict[str, Reason]] = {
    "capacity.of_age": Reason(_CAPACITY, ("birth_date",)),
    "capacity.represented": Reason(_CAPACITY, ("birth_date", "legally_represented")),
    "capacity.too_young": Reason(_CAPACITY, ("birth_date", "legally_represented")),
    "capacity.guardianship": Reason(_CAPACITY, ("guardianship_reservation", "legally_represented")),
    "identity.clarified": Reason(_IDENTITY, ("identity_clarified",)),
    "identity.unclear": Reason(_IDENTITY, ("identity_clarified",)),
    "identity.not_clarified": Reason(_IDENTITY, ("identity_clarified",)),
    "residence.complete": Reason(_YEARS, _STAY),
    "residence.incomplete": Reason(_YEARS, _STAY),
    "residence.not_lawful": Reason(_YEARS, ("residence_periods",)),
    "residence.credit": Reason(_at(Provision("§ 12b", "2")), _STAY),
    "residence.half_abroad": Reason(_at(_ABROAD), ("absences", "absence_months")),
    "residence.year_abroad": Reason(_EU_ABROAD, ("absences", "nationality", "title")),
    "residence.spouse_complete": Reason(_NINE, (*_STAY, "marriage")),
    "residence.spouse_incomplete": Reason(_NINE, (*_STAY, "marriage")),
    "residence.course_complete": Reason(_at(Provision("§ 10", "3", "1")), (*_STAY, "integration.bamf_course")),
    "residence.course_incomplete": Reason(_at(Provision("§ 10", "3", "1")), (*_STAY, "integration.bamf_course")),
    "residence.achievements": Reason(
        _at(Provision("§ 10", "3", "2")), (*_STAY, "integration.special_achievements", "language.level")
    ),
    "residence.short": Reason(
        _SHORT,
        (*_STAY, "language.level", "integration.special_achievements", "livelihood.benefits_sgb2_12"),
    ),
    "residence.joint": Reason(_JOINT, (*_STAY, "co_applicant", "birth_date")),
    "residence.joint_discretion": Reason(_JOINT, (*_STAY, "co_applicant", "birth_date")),
    "title.unlimited": Reason(_ten("2"), ("title",)),
    "title.free_movement": Reason(_ten("2"), ("title", "nationality")),
    "title.swiss": Reason(_ten("2"), ("title",)),
    "title.blue_card": Reason(_ten("2"), ("title",)),
    "title.limited": Reason(_ten("2"), ("title",)),
    "title.continued": Reason(_at(Provision("§ 81", "4", statute="AufenthG")), ("title", "underlying_title")),
    "title.excluded": Reason(_ten("2"), ("title", "underlying_title")),
    "title.which_absatz": Reason(_ten("2"), ("title", "underlying_title")),
    "title.lawful_only": Reason(_at(Provision("§ 81", "3", statute="AufenthG")), ("title",)),
    "title.none": Reason(_ten("2"), ("title",)),
    "livelihood.own": Reason(_LIVELIHOOD, ("livelihood.benefits_sgb2_12",)),
    "livelihood.not_responsible": Reason(_LIVELIHOOD, ("livelihood.benefits_sgb2_12", "livelihood.not_responsible")),
    "livelihood.lodged_before": Reason(
        _at(Provision("§ 40a")),
        ("application_date", "livelihood.benefits_sgb2_12", "livelihood.not_responsible"),
    ),
    "livelihood.generation": Reason(
        _ten("3", "a"), (*_GENERATION, "livelihood.benefits_sgb2_12", "livelihood.not_responsible")
    ),
    "livelihood.generation_spouse": Reason(
        _ten("3", "a"), (*_GENERATION, "livelihood.benefits_sgb2_12", "livelihood.not_responsible")
    ),
    "livelihood.fulltime": Reason(
        _ten("3", "b"),
        ("livelihood.benefits_sgb2_12", "livelihood.fulltime_now", "livelihood.fulltime_months_last_24"),
    ),
    "livelihood.partner": Reason(
        _ten("3", "c"),
        (
            "livelihood.benefits_sgb2_12",
            "livelihood.partner_fulltime_now",
            "livelihood.partner_fulltime_months_last_24",
            "livelihood.family_with_minor_child",
        ),
    ),
    "livelihood.hardship": Reason(
        _at(Provision("§ 8", "2")), ("livelihood.benefits_sgb2_12", "livelihood.hardship_group")
    ),
    "livelihood.benefits": Reason(_LIVELIHOOD, ("livelihood.benefits_sgb2_12",)),
    "nationality.not_asked": Reason(_ten("4"), ()),
    "nationality.union": Reason(_at(Provision("§ 12", "2")), ("nationality",)),
    "nationality.refugee": Reason(_at(Provision("§ 12", "1", "2", "6")), ("refugee_travel_document",)),
    "nationality.stateless": Reason(_ten("4"), ("nationality",)),
    "nationality.ready": Reason(_ten("4"), ("renounce_ready",)),
    "nationality.refused": Reason(_ten("4"), ("renounce_ready",)),
    "convictions.none": Reason(_ten("5"), _CONVICTIONS),
    "convictions.within_limits": Reason(_at(_SENTENCES), _CONVICTIONS),
    "convictions.erased": Reason(_at(Provision("§ 51", "1", statute="BZRG")), _CONVICTIONS),
    "convictions.pending": Reason(_at(Provision("§ 12a", "3")), ("proceedings_pending",)),
    "convictions.hate": Reason(_at(Provision("§ 12a", "1", "2")), _CONVICTIONS),
    "convictions.youth_prison": Reason(_at(_SENTENCES), _CONVICTIONS),
    "convictions.not_suspended": Reason(_at(Provision("§ 12a", "1", "1", "3")), _CONVICTIONS),
    "convictions.probation": Reason(_at(Provision("§ 12a", "1", "1", "3")), _CONVICTIONS),
    "convictions.slightly_over": Reason(_at(Provision("§ 12a", "1", "4")), _CONVICTIONS),
    "convictions.over": Reason(_at(Provision("§ 12a", "1", "3")), _CONVICTIONS),
    "convictions.foreign": Reason(_at(Provision("§ 12a", "2", "1")), _CONVICTIONS),
    "language.child": Reason(_at(Provision("§ 10", "4", "2")), ("birth_date", "language.age_appropriate")),
    "language.child_behind": Reason(_at(Provision("§ 10", "4", "2")), ("birth_date", "language.age_appropriate")),
    "language.level": Reason(_at(Provision("§ 10", "4", "1")), ("language.level",)),
    "language.school": Reason(_ten("6"), ("language.german_school_or_training",)),
    "language.generation": Reason(_at(Provision("§ 10", "4", "3")), (*_GENERATION, "language.oral_everyday")),
    "language.generation_spouse": Reason(_at(Provision("§ 10", "4", "3")), (*_GENERATION, "language.oral_everyday")),
    "language.illness": Reason(_at(Provision("§ 10", "6", "1")), ("language.illness_or_age",)),
    "language.oral": Reason(
        _at(Provision("§ 10", "4a")), ("language.serious_efforts_failed", "language.oral_everyday")
    ),
    "language.missing": Reason(_ten("6"), ("language.level",)),
    "civics.test": Reason(_TEST, ("civics.test_points",)),
    "civics.school": Reason(_ten("7"), ("civics.german_school",)),
    "civics.child": Reason(_at(Provision("§ 10", "1", "2")), ("birth_date",)),
    "civics.guardianship": Reason(
        _at(Provision("§ 10", "1", "2")), ("guardianship_reservation", "legally_represented")
    ),
    "civics.generation": Reason(_at(Provision("§ 10", "6", "2")), _GENERATION),
    "civics.generation_spouse": Reason(_at(Provision("§ 10", "6", "2")), _GENERATION),
    "civics.illness": Reason(_at(Provision("§ 10", "6", "1")), ("language.illness_or_age",)),
    "civics.oral": Reason(
        _at(Provision("§ 10", "6", "2")), ("language.serious_efforts_failed", "language.oral_everyday")
    ),
    "civics.missing": Reason(_ten("7"), ("civics.test_points", "civics.german_school")),
    "declarations.given": Reason(_ten("1"), ("declarations.fdgo", "declarations.history", "declarations.extremist")),
    "declarations.child": Reason(_at(Provision("§ 10", "1", "2")), ("birth_date",)),
    "declarations.guardianship": Reason(
        _at(Provision("§ 10", "1", "2")), ("guardianship_reservation", "legally_represented")
    ),
    "declarations.fdgo_refused": Reason(_ten("1"), ("declarations.fdgo",)),
    "declarations.history_refused": Reason(_ten("1a"), ("declarations.history",)),
    "declarations.extremism": Reason(_ten("1"), ("declarations.extremist",)),
    "declarations.distanced": Reason(_ten("1"), ("declarations.extremist",)),
    "exclusion.none": Reason(_at(Provision("§ 11", satz="1")), ("declarations.extremist", "multiple_spouses")),
    "exclusion.extremism": Reason(_at(Provision("§ 11", satz="1", nummer="1")), ("declarations.extremist",)),
    "exclusion.distanced": Reason(_at(Provision("§ 11", satz="1", nummer="1")), ("declarations.extremist",)),
    "exclusion.spouses": Reason(
        _moved(Provision("§ 10", "1", "1"), Provision("§ 11", satz="1", nummer="3", buchstabe="a")),
        ("multiple_spouses",),
    ),
    "ban.not_in_force": Reason(_at(Provision("§ 35a")), ()),
    "ban.none": Reason(_at(Provision("§ 35a", satz="1")), ("withdrawal_final_on", "deception_finding_on")),
    "ban.over": Reason(_at(Provision("§ 35a", satz="1")), ("withdrawal_final_on", "deception_finding_on")),
    "ban.withdrawal": Reason(_at(Provision("§ 35a", satz="1", nummer="1")), ("withdrawal_final_on",)),
    "ban.deception": Reason(_at(Provision("§ 35a", satz="1", nummer="2")), ("deception_finding_on",)),
    "ban.before": Reason(_at(Provision("§ 35a", satz="1")), ("withdrawal_final_on", "deception_finding_on")),
    "marriage.not_asked": Reason(_NINE, ()),
    "marriage.complete": Reason(_NINE, _MARRIAGE),
    "marriage.too_short": Reason(_NINE, _MARRIAGE),
    "marriage.apart": Reason(_NINE, _MARRIAGE),
    "marriage.ended": Reason(_AFTER, (*_MARRIAGE, "application_date")),
}

# What is said of a requirement whose facts are not known: by requirement, at the place where it is laid down.
REASONS.update(
    {
        f"{requirement}.unknown": Reason(provisions, ())
        for requirement, provisions in {
            "capacity": _CAPACITY,
            "identity": _IDENTITY,
            "residence": _YEARS,
            "title": _ten("2"),
            "livelihood": _LIVELIHOOD,
            "nationality": _ten("4"),
            "convictions": _ten("5"),
            "language": _ten("6"),
            "civics": _ten("7"),
            "declarations": _ten("1"),
            "exclusion": _at(Provision("§ 11", satz="1")),
            "ban": _at(Provision("§ 35a", satz="1")),
            "marriage": _NINE,
        }.items()
    }
)
