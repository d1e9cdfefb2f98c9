# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions and figures through time: each border day selects the new one, every day between keeps the old."""

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from efa import rules
from efa.rules import fees, figures
from efa.rules.dated import Dated, Line, NotCovered
from efa.rules.days import add_months, add_years
from efa.rules.findings import law_of
from efa.rules.reasons import REASONS

DAY = timedelta(days=1)
FOLDER = Path(rules.__file__).parent


def test_every_day_between_two_borders_selects_the_same_version():
    day, seen = figures.FIRST_DAY, []
    while day < date(2027, 6, 1):
        version = figures.version(day)
        assert law_of(day).version is version
        if not seen or seen[-1] is not version:
            assert version.since == day
            seen.append(version)
        day += DAY
    assert tuple(seen) == figures.VERSIONS


def test_no_day_before_the_first_is_covered():
    with pytest.raises(NotCovered) as caught:
        figures.version(date(2021, 8, 19))
    assert (caught.value.asked, caught.value.first) == (date(2021, 8, 19), date(2021, 8, 20))
    assert "2021-08-20" in str(caught.value)


def test_every_change_of_a_figure_begins_a_version():
    borders = {version.since for version in figures.VERSIONS}
    for figure in (*figures.ALL, *(reason.provisions for reason in REASONS.values())):
        assert {line.since for line in figure if line.since > figures.FIRST_DAY} <= borders, figure.key
        assert figure.lines[0].since <= figures.FIRST_DAY


def test_every_figure_has_its_source_and_its_own_name():
    for figure in (*figures.ALL, *(value for value in vars(fees).values() if isinstance(value, Dated))):
        assert all(re.search("§|Art", line.source) for line in figure), figure.key
    keys = [figure.key for figure in figures.ALL]
    assert len(keys) == len(set(keys))
    assert all(version.change and version.source for version in figures.VERSIONS)


def test_the_lines_of_a_figure_rise():
    with pytest.raises(ValueError, match="do not rise"):
        Dated("x", Line(date(2024, 1, 1), 1, "§"), Line(date(2023, 1, 1), 2, "§"))
    with pytest.raises(ValueError, match="do not rise"):
        Dated("x")


def test_only_figures_and_versions_have_dates():
    """A change of law is a dated line: no other module of the rules names a day or a case."""
    for path in sorted(FOLDER.rglob("*.py")):
        if path.name == "figures.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date":
                literal = all(isinstance(argument, ast.Constant) for argument in node.args)
                # A sample in the place of a day that is not known decides nothing.
                assert not literal or path.name in {"domains.py", "reading.py"}, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.fullmatch(r"[A-J][0-9]{2}", node.value), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2020, 2, 29), 5, date(2025, 3, 1)),
        (date(2020, 2, 29), -1, date(2019, 3, 1)),
        (date(2021, 3, 1), 5, date(2026, 3, 1)),
    ],
)
def test_years_end_on_the_same_day_or_on_1_march(day, years, expected):
    assert add_years(day, years) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 1, 1), 6, date(2023, 7, 1)),
        (date(2023, 6, 30), 6, date(2023, 12, 30)),
        (date(2023, 7, 31), 5, date(2023, 12, 31)),
        (date(2023, 10, 31), 1, date(2023, 11, 30)),
        (date(2023, 12, 15), 12, date(2024, 12, 15)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(day, months, expected):
    assert add_months(day, months) == expected
