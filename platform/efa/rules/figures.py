# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the statute fixes, through time: versions, years, limits, lists, cut-off days. The only dates of the law.

A change of the law is a new line here, a new version below, and nothing else. `GUIDANCE` names the figures that
administrative practice uses and no statute fixes. Texts compared in dated copies of the consolidated statute.
"""

from datetime import date
from typing import Final, NamedTuple, TypeVar

from efa.rules.dated import Dated, Line
from efa.rules.facts import Level

T = TypeVar("T")

_START: Final = date(2021, 8, 20)
_RESIDENCE_TITLES: Final = date(2022, 12, 31)
_OPPORTUNITY_CARD: Final = date(2024, 6, 1)
_REFORM: Final = date(2024, 6, 27)
_SIXTH: Final = date(2025, 10, 30)
_BAN: Final = date(2025, 12, 24)

_VIERTES: Final = "Viertes Gesetz zur Änderung des StAG"
_STARMODG: Final = "StARModG vom 22. März 2024 (BGBl. 2024 I Nr. 104)"
_SECHSTES: Final = "Sechstes Gesetz zur Änderung des StAG"


class Version(NamedTuple):
    """A state of the statute: its key, first day, what changed, and whether the first day is certain."""

    id: str
    since: date
    change: str
    source: str
    is_certain: bool = True


VERSIONS: Final = (
    Version("stag_2021_08_20", _START, "§ 9 und § 15 neu gefasst; Beweggründe in § 12a", _VIERTES),
    Version(
        "stag_2022_12_31",
        _RESIDENCE_TITLES,
        "Aufenthaltserlaubnisse nach § 104c AufenthG genügen nicht",
        "§ 10 Abs. 1 Satz 1 Nr. 2 StAG, geändert mit Einführung des Chancen-Aufenthaltsrechts",
    ),
    Version(
        "stag_2024_06_01",
        _OPPORTUNITY_CARD,
        "Die Chancenkarte (§ 20a AufenthG) genügt nicht",
        "§ 10 Abs. 1 Satz 1 Nr. 2 StAG, geändert mit Einführung der Chancenkarte",
    ),
    Version(
        "stag_2024_06_27",
        _REFORM,
        "Fünf statt acht Jahre, Mehrstaatigkeit, neue Regel zum Lebensunterhalt, Nr. 1a, § 10 Abs. 3 und 4a neu",
        _STARMODG,
    ),
    Version("stag_2025_10_30", _SIXTH, "§ 10 Abs. 3 aufgehoben, ohne Übergangsregel", _SECHSTES),
    Version("stag_2025_12_24", _BAN, "§ 35a (Sperrfrist von zehn Jahren) eingefügt", "§ 35a StAG", is_certain=False),
    Version(
        "stag_2026_02_28",
        date(2026, 2, 28),
        "§ 35a Nr. 2 gilt nur bei Vorsatz",
        "§ 35a StAG",
        is_certain=False,
    ),
    Version(
        "stag_2026_07_29",
        date(2026, 7, 29),
        "§ 17 Abs. 2 (Verlust bei einem Kind); ohne Wirkung auf die Einbürgerung",
        "§ 17 StAG",
        is_certain=False,
    ),
)

_SINCE: Final = Dated("versions", *(Line(version.since, version, version.source) for version in VERSIONS))
FIRST_DAY: Final = VERSIONS[0].since


def version(on: date) -> Version:
    """The state of the statute on a day. Raise `NotCovered` before the first that is known."""
    return _SINCE.on(on)


def _always(key: str, value: T, source: str) -> Dated[T]:
    """A value that no version known here has changed."""
    return Dated(key, Line(_START, value, source))


def _reformed(key: str, before: T, after: T, source: str) -> Dated[T]:
    """A value that the reform of 2024 changed."""
    return Dated(key, Line(_START, before, source), Line(_REFORM, after, f"{source}, {_STARMODG}"))


# Capacity and ages.
CAPACITY_AGE: Final = _always("capacity_age", 16, "§ 34 Satz 1 StAG (bis 26. Juni 2024: § 37 Abs. 1 Satz 1 StAG)")
MAJORITY_AGE: Final = _always("majority_age", 18, "§ 2 BGB mit § 34 Satz 2 StAG, § 80 Abs. 3 AufenthG")

# Years of lawful habitual residence.
REQUIRED_YEARS: Final = _reformed("required_years", 8, 5, "§ 10 Abs. 1 Satz 1 StAG")
SPOUSE_YEARS: Final = _always("spouse_years", 3, f"§ 9 Abs. 1 Satz 1 StAG, {_VIERTES}")
MARRIAGE_YEARS: Final = _always("marriage_years", 2, f"§ 9 Abs. 1 Satz 1 StAG, {_VIERTES}")
AFTER_MARRIAGE_YEARS: Final = _always("after_marriage_years", 1, "§ 9 Abs. 2 StAG")
COURSE_YEARS: Final = _reformed("course_years", 7, None, "§ 10 Abs. 3 Satz 1 StAG a.F.")
ACHIEVEMENT_YEARS: Final = _reformed("achievement_years", 6, None, "§ 10 Abs. 3 Satz 2 StAG a.F.")
ACHIEVEMENT_LEVEL: Final = _always("achievement_level", Level.B2, "§ 10 Abs. 3 Satz 2 StAG a.F.")
SHORT_YEARS: Final = Dated[int | None](
    "short_years",
    Line(_START, None, "§ 10 Abs. 3 StAG a.F."),
    Line(_REFORM, 3, f"§ 10 Abs. 3 StAG, {_STARMODG}"),
    Line(_SIXTH, None, f"§ 10 Abs. 3 StAG aufgehoben, {_SECHSTES}"),
)
SHORT_LEVEL: Final = _always("short_level", Level.C1, f"§ 10 Abs. 3 Nr. 3 StAG, {_STARMODG}")

# Stays abroad.
ABSENCE_MONTHS: Final = _always("absence_months", 6, "§ 12b Abs. 1 Satz 1 StAG")
MILITARY_RETURN_MONTHS: Final = _always("military_return_months", 3, "§ 12b Abs. 1 Satz 3 StAG")
IMPORTANT_REASON_MONTHS: Final = _always(
    "important_reason_months", 12, "§ 12b Abs. 1 Satz 4 StAG mit § 4a Abs. 6 Nr. 3 FreizügG/EU"
)
HALF_ABROAD: Final = _reformed("half_abroad", False, True, "§ 12b Abs. 1 Satz 5 StAG")
CREDIT_YEARS: Final = _reformed("credit_years", 5, 3, "§ 12b Abs. 2 StAG")

# Titles that do not count: paragraph and Absatz of the AufenthG; without an Absatz all of them.
_EXCLUDED: Final = frozenset(
    {
        ("16A", ""),
        ("16B", ""),
        ("16D", ""),
        ("16E", ""),
        ("16F", ""),
        ("17", ""),
        ("18F", ""),
        ("19", ""),
        ("19B", ""),
        ("19E", ""),
        ("20", ""),
        ("22", ""),
        ("23A", ""),
        ("24", ""),
        ("25", "3"),
        ("25", "4"),
        ("25", "4A"),
        ("25", "4B"),
        ("25", "5"),
    }
)
_BEFORE_REFORM: Final = frozenset({("18D", ""), ("23", "1")})
_TITLES: Final = "§ 10 Abs. 1 Satz 1 Nr. 2 StAG"
EXCLUDED_TITLES: Final = Dated[frozenset[tuple[str, str]]](
    "excluded_titles",
    Line(_START, _EXCLUDED | _BEFORE_REFORM, _TITLES),
    Line(_RESIDENCE_TITLES, _EXCLUDED | _BEFORE_REFORM | {("104C", "")}, _TITLES),
    Line(_OPPORTUNITY_CARD, _EXCLUDED | _BEFORE_REFORM | {("104C", ""), ("20A", "")}, _TITLES),
    # The amending order did not fit the text; the authorities applied the new list from its first day.
    Line(_REFORM, _EXCLUDED | {("104C", ""), ("20A", "")}, f"{_TITLES}, {_STARMODG}"),
)

# Livelihood.
NOT_RESPONSIBLE_SUFFICES: Final = _reformed("not_responsible_suffices", True, False, "§ 10 Abs. 1 Satz 1 Nr. 3 StAG")
FULLTIME_MONTHS: Final = _reformed("fulltime_months", None, 20, "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. b StAG")
FULLTIME_WINDOW: Final = _always("fulltime_window", 24, "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. b StAG")
OLD_LIVELIHOOD_LODGED_UNTIL: Final = _always("old_livelihood_lodged_until", date(2023, 8, 23), "§ 40a StAG")

# The generation of recruited workers.
GENERATION: Final = _reformed(
    "generation", False, True, "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. a, Abs. 4 Satz 3, Abs. 6 Satz 2 StAG"
)
GUEST_WORKER_UNTIL: Final = _always("guest_worker_until", date(1974, 6, 30), "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. a StAG")
CONTRACT_WORKER_UNTIL: Final = _always(
    "contract_worker_until", date(1990, 6, 13), "§ 10 Abs. 1 Satz 1 Nr. 3 Buchst. a StAG"
)

# Nationality.
RENUNCIATION: Final = _reformed("renunciation", True, False, "§ 10 Abs. 1 Satz 1 Nr. 4, § 12 StAG a.F.")

# Convictions: Tagessätze or days of prison.
SENTENCE_LIMIT: Final = _always("sentence_limit", 90, "§ 12a Abs. 1 Satz 1 Nr. 2 und 3 StAG")
SENTENCE_NOT_SLIGHT: Final = _always(
    "sentence_not_slight", 120, "§ 12a Abs. 1 Satz 4 StAG; BVerwG, Urteil vom 20. März 2012, 5 C 5.11"
)

# Language and civics.
LANGUAGE_LEVEL: Final = _always("language_level", Level.B1, "§ 10 Abs. 1 Satz 1 Nr. 6, Abs. 4 Satz 1 StAG")
ORAL_HARDSHIP: Final = _reformed("oral_hardship", False, True, "§ 10 Abs. 4a StAG")
TEST_POINTS: Final = _always("test_points", 17, "§ 1 Abs. 3 EinbTestV")
TEST_QUESTIONS: Final = _always("test_questions", 33, "§ 1 Abs. 3 EinbTestV")

# Declarations, exclusion, ban.
HISTORY: Final = _reformed("history", False, True, "§ 10 Abs. 1 Satz 1 Nr. 1a StAG")
BAN_YEARS: Final = Dated[int | None](
    "ban_years", Line(_START, None, "§ 35a StAG fehlt"), Line(_BAN, 10, "§ 35a Satz 1 StAG")
)
BAN_CERTAIN_SINCE: Final = _always("ban_certain_since", _BAN, "§ 35a StAG; für frühere Feststellungen offen")

# Other routes.
BIRTH_YEARS: Final = Dated(
    "birth_years",
    Line(date(2000, 1, 1), 8, "§ 4 Abs. 3 Satz 1 Nr. 1 StAG a.F."),
    Line(_REFORM, 5, f"§ 4 Abs. 3 Satz 1 Nr. 1 StAG, {_STARMODG}"),
)
DISPLACED_YEARS: Final = _always("displaced_years", 7, "§ 21 HAuslG")
DISPLACED_PRISON_YEARS: Final = _always("displaced_prison_years", 1, "§ 21 Abs. 1 Nr. 2 HAuslG")
STATELESS_YEARS: Final = _always("stateless_years", 5, "Art. 2 StaatenlMindÜbkAG")
STATELESS_AGE: Final = _always("stateless_age", 21, "Art. 2 StaatenlMindÜbkAG")
STATELESS_PRISON_YEARS: Final = _always("stateless_prison_years", 5, "Art. 2 StaatenlMindÜbkAG")

# Naturalisation together with somebody (§ 10 Abs. 2): values of practice.
_PRACTICE: Final = "§ 10 Abs. 2 StAG"
CHILD_YEARS: Final = _always("child_years", 3, _PRACTICE)
YOUNG_CHILD_AGE: Final = _always("young_child_age", 6, _PRACTICE)
JOINT_SPOUSE_YEARS: Final = _always("joint_spouse_years", 4, _PRACTICE)
JOINT_MARRIAGE_YEARS: Final = _always("joint_marriage_years", 2, _PRACTICE)

ALL: Final = tuple(value for value in list(globals().values()) if isinstance(value, Dated) and value is not _SINCE)
GUIDANCE: Final = frozenset(
    {CHILD_YEARS, YOUNG_CHILD_AGE, JOINT_SPOUSE_YEARS, JOINT_MARRIAGE_YEARS, SENTENCE_NOT_SLIGHT}
)
