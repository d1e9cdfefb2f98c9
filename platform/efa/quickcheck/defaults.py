# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The person of the worked cases: meets everything on the days they look at; each case changes a few facts.

Only for files of cases. A check of a real person starts with nothing known.
"""

from typing import Any, Final

# Maps that a case changes key by key; every other fact is replaced as a whole.
DEEP_MERGE: Final = ("livelihood", "language", "civics", "declarations", "marriage", "integration")

FACTS: Final[dict[str, Any]] = {
    "birth_date": "1990-05-10",
    "nationality": "third_country",
    "identity_clarified": "yes",
    "legally_represented": False,
    "guardianship_reservation": False,
    "lives_in_germany": True,
    "application_date": None,
    "residence_periods": [{"from": "2016-09-01", "to": None, "status": "permit"}],
    "protection_granted": False,
    "absences": [],
    "absence_months": 0,
    "title": "NE_9",
    "underlying_title": None,
    "livelihood": {
        "benefits_sgb2_12": False,
        "not_responsible": None,
        "fulltime_now": True,
        "fulltime_months_last_24": 24,
        "partner_fulltime_now": False,
        "partner_fulltime_months_last_24": 0,
        "family_with_minor_child": False,
        "hardship_group": False,
    },
    "generation": "none",
    "generation_entry": None,
    "convictions": [],
    "combined_sentence": None,
    "proceedings_pending": False,
    "language": {
        "level": "B1",
        "german_school_or_training": False,
        "oral_everyday": True,
        "serious_efforts_failed": False,
        "illness_or_age": False,
        "age_appropriate": True,
    },
    "civics": {"test_points": 25, "german_school": False},
    "declarations": {"fdgo": "yes", "history": "yes", "extremist": "none"},
    "renounce_ready": True,
    "refugee_travel_document": False,
    "multiple_spouses": False,
    "marriage": {
        "german_spouse": False,
        "since": None,
        "living_together": True,
        "ended_by": None,
        "ended_on": None,
        "custody_of_german_child": False,
    },
    "co_applicant": None,
    "integration": {"bamf_course": False, "special_achievements": False},
    "withdrawal_final_on": None,
    "deception_finding_on": None,
    "former_german": False,
    "persecution_descent": False,
    "german_parent_at_birth": False,
    "heimatloser_auslaender": False,
    "stateless_since_birth_in_germany": False,
    "own_birth_in_germany": None,
}
