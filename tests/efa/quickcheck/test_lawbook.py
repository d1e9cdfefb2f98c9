# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law in words: every figure has its sentence, every difference is told."""

from datetime import date, timedelta

import pytest

from efa.quickcheck import lawbook
from efa.quickcheck.lawtexts import FIXED, LEADING, SECTIONS, SENTENCES, WITHIN_OTHERS
from efa.rules import figures

DAY = timedelta(days=1)
BORDERS = [version.since for version in figures.VERSIONS[1:]]


def text(lines):
    return "\n".join(lines)


def test_every_figure_is_told_in_one_section():
    told = [key for keys in SECTIONS.values() for key in keys]
    assert len(told) == len(set(told))
    assert set(told) | WITHIN_OTHERS == {figure.key for figure in figures.ALL}
    assert set(SENTENCES) == set(told)
    assert set(FIXED) | set(LEADING) <= set(SECTIONS)


def test_every_rule_names_its_source():
    for version in figures.VERSIONS:
        sections = list(lawbook.rules_on(version.since))
        assert len(sections) >= len(SECTIONS) - 2
        for section in sections:
            assert section.rules
            for rule in section.rules:
                assert rule.text.endswith("."), rule
                assert rule.source


@pytest.mark.parametrize("border", BORDERS)
def test_at_each_border_something_is_told(border):
    told = text(lawbook.comparison(border - DAY, border))
    assert figures.version(border).change in told
    assert lawbook.versions_between(border - DAY, border) == (figures.version(border),)
    assert text(lawbook.comparison(border, border - DAY)) == told


def test_between_borders_nothing_differs():
    day = figures.FIRST_DAY
    for border in BORDERS:
        assert not list(lawbook.changes(day, border - DAY))
        day = border
    assert "dieselben" in text(lawbook.comparison(date(2026, 8, 1), date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("first", "second", "sentences"),
    [
        (
            "2024-06-26",
            "2024-06-27",
            [
                "**Am 26.06.2024:** Verlangt werden 8 Jahre",
                "**Am 27.06.2024:** Verlangt werden 5 Jahre",
                "bis zu 5 Jahren angerechnet",
                "bis zu 3 Jahren angerechnet",
                "§ 18d, § 18f",
                "StARModG",
                "§ 37 Abs. 1 Satz 1 StAG",
                "§ 34 Satz 1 StAG",
            ],
        ),
        ("2025-10-29", "2025-10-30", ["C1", "Eine solche Regel gibt es nicht.", "Sechstes Gesetz"]),
        ("2025-12-23", "2025-12-24", ["10 Jahre ausgeschlossen", "der erste Tag ist noch zu prüfen"]),
        ("2022-12-30", "2022-12-31", ["§ 104c"]),
        ("2024-05-31", "2024-06-01", ["§ 20a"]),
    ],
)
def test_a_difference_is_told_on_both_days(first, second, sentences):
    told = text(lawbook.comparison(date.fromisoformat(first), date.fromisoformat(second)))
    for sentence in sentences:
        assert sentence in told


def test_the_document_of_a_day_tells_its_own_law():
    old, new = (text(lawbook.document(date.fromisoformat(day))) for day in ("2024-06-26", "2026-11-23"))
    assert "8 Jahre rechtmäßiger" in old
    assert "5 Jahre rechtmäßiger" in new
    assert "aufzugeben" in old
    for later in ("Gastarbeiter", "23.08.2023", "Sperrfrist"):
        assert later not in old
        assert later in new
    assert "aufzugeben" not in new
    assert "noch am Bundesgesetzblatt zu prüfen" in new
    assert "noch am Bundesgesetzblatt zu prüfen" not in old
    assert "Verwaltungspraxis oder Rechtsprechung" in new
