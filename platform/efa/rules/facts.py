# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person brings: the facts that decide, in the words of the questionnaire. All known, all checked.

A fact that is not known is named beside them (`unknown`); here stands then any value. Days are calendar days, both ends
of a period belong to it; an absence runs from the day of leaving to the day of return.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Nationality(StrEnum):
    """The group of states that matters; several nationalities count as the most favourable."""

    THIRD_COUNTRY = "third_country"
    EU_EEA = "eu_eea"
    SWISS = "swiss"
    STATELESS = "stateless"


class Identity(StrEnum):
    """Whether identity and nationality are clarified."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Status(StrEnum):
    """On what a stay rested."""

    PERMIT = "permit"
    VISA_D = "visa_d"
    FICTION = "fiction"
    EU_FREE_MOVEMENT = "eu_free_movement"
    GESTATTUNG = "gestattung"
    DULDUNG = "duldung"
    NONE = "none"


class GapReason(StrEnum):
    """Why there was a gap in lawfulness before a period."""

    LATE_APPLICATION = "late_application"


class AbsenceKind(StrEnum):
    """Why a person was abroad."""

    PRIVATE = "private"
    STUDY = "study"
    POSTING = "posting"
    MILITARY = "military"
    IMPORTANT_REASON = "important_reason"


class Sentence(StrEnum):
    """What a criminal court imposed."""

    FINE = "fine"
    PRISON = "prison"
    YOUTH_PRISON = "youth_prison"
    YOUTH_MEASURE = "youth_measure"


class Level(StrEnum):
    """A level of the Common European Framework, in its order."""

    NONE = "none"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    def reaches(self, other: "Level") -> bool:
        """Whether it is that level or a higher one."""
        return _LEVELS[self] >= _LEVELS[other]


_LEVELS = {level: index for index, level in enumerate(Level)}


class YesNo(StrEnum):
    """A declaration given or refused."""

    YES = "yes"
    NO = "no"


class Extremism(StrEnum):
    """Efforts against the free democratic basic order."""

    NONE = "none"
    PAST_DISTANCED = "past_distanced"
    CURRENT = "current"


class Generation(StrEnum):
    """The generation of recruited workers."""

    NONE = "none"
    GUEST_WORKER = "guest_worker"
    CONTRACT_WORKER = "contract_worker"
    SPOUSE_OF = "spouse_of"


class Ended(StrEnum):
    """How a marriage ended."""

    DEATH = "death"
    DIVORCE = "divorce"


class Role(StrEnum):
    """What a person is to the applicant."""

    SPOUSE = "spouse"
    CHILD = "child"


class Overall(StrEnum):
    """The outcome of a check; there is no "no"."""

    LIKELY_FULFILLED = "likely_fulfilled"
    NOT_YET = "not_yet"
    OPEN = "open"
    OTHER_ROUTE = "other_route"


@dataclass(frozen=True, slots=True)
class Period:
    """A stay in Germany; without an end it goes on."""

    since: date
    until: date | None
    status: Status
    gap_reason: GapReason | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """A stay abroad, from leaving to return; without a return it goes on."""

    since: date
    until: date | None
    kind: AbsenceKind
    deadline_kept: bool = False
    discharge: date | None = None


@dataclass(frozen=True, slots=True)
class Conviction:
    """A final sentence. `units`: Tagessätze of a fine, days of prison."""

    kind: Sentence
    units: int = 0
    suspended: bool = False
    remitted: bool = False
    hate_motive: bool = False
    erased: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Livelihood:
    """By what a person lives. Months are full-time months of the last 24."""

    benefits_sgb2_12: bool = False
    not_responsible: bool = False
    fulltime_now: bool = False
    fulltime_months_last_24: int = 0
    partner_fulltime_now: bool = False
    partner_fulltime_months_last_24: int = 0
    family_with_minor_child: bool = False
    hardship_group: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """Proof of German, and what stands in its place."""

    level: Level = Level.NONE
    german_school_or_training: bool = False
    oral_everyday: bool = False
    serious_efforts_failed: bool = False
    illness_or_age: bool = False
    age_appropriate: bool = False


@dataclass(frozen=True, slots=True)
class Civics:
    """The naturalisation test: points of 33, none where it was not taken."""

    test_points: int | None = None
    german_school: bool = False


@dataclass(frozen=True, slots=True)
class Declarations:
    """What a person declares, and what speaks against it."""

    fdgo: YesNo = YesNo.NO
    history: YesNo = YesNo.NO
    extremist: Extremism = Extremism.NONE


@dataclass(frozen=True, slots=True)
class Marriage:
    """A marriage to or registered partnership with a German, also an ended one."""

    german_spouse: bool = False
    since: date | None = None
    living_together: bool = False
    ended_by: Ended | None = None
    ended_on: date | None = None
    custody_of_german_child: bool = False


@dataclass(frozen=True, slots=True)
class CoApplicant:
    """A person to be naturalised together with another."""

    role: Role
    principal_overall: Overall
    married_since: date | None = None


@dataclass(frozen=True, slots=True)
class Integration:
    """Achievements that once shortened the years."""

    bamf_course: bool = False
    special_achievements: bool = False


@dataclass(frozen=True, slots=True)
class OwnBirth:
    """A birth in Germany: since when a parent lived here lawfully, and with which right on that day."""

    parent_lawful_since: date
    parent_title_unlimited_at_birth: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One person. `title` is a code of `titles`; `absence_months` is the sum the person names, in whole months."""

    birth_date: date
    nationality: Nationality = Nationality.THIRD_COUNTRY
    identity_clarified: Identity = Identity.NO
    legally_represented: bool = False
    guardianship_reservation: bool = False
    lives_in_germany: bool = True
    application_date: date | None = None
    residence_periods: tuple[Period, ...] = ()
    protection_granted: bool = False
    absences: tuple[Absence, ...] = ()
    absence_months: int = 0
    title: str = "NONE"
    underlying_title: str | None = None
    livelihood: Livelihood = Livelihood()
    generation: Generation = Generation.NONE
    generation_entry: date | None = None
    convictions: tuple[Conviction, ...] = ()
    combined_sentence: int | None = None
    proceedings_pending: bool = False
    language: Language = Language()
    civics: Civics = Civics()
    declarations: Declarations = Declarations()
    renounce_ready: bool = False
    refugee_travel_document: bool = False
    multiple_spouses: bool = False
    marriage: Marriage = Marriage()
    co_applicant: CoApplicant | None = None
    integration: Integration = Integration()
    withdrawal_final_on: date | None = None
    deception_finding_on: date | None = None
    former_german: bool = False
    persecution_descent: bool = False
    german_parent_at_birth: bool = False
    heimatloser_auslaender: bool = False
    stateless_since_birth_in_germany: bool = False
    own_birth_in_germany: OwnBirth | None = None
