# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts reach the page of figures, which keeps the section of the other command."""

import subprocess
import sys

import pytest

from tests.bench import page
from tests.campaign import counts
from tests.ground import environment

PROCESSES = 4
LINES = 50


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(counts, "FILE", tmp_path / "counts.jsonl")
    return counts.FILE


def test_counts_of_processes_at_once_are_all_kept(file):
    code = (
        "import sys, pathlib; from tests.campaign import counts; counts.FILE = pathlib.Path(sys.argv[1]);"
        f"[counts.note(sys.argv[2], number=n, text='x' * 500) for n in range({LINES})]"
    )
    at_work = [
        subprocess.Popen([sys.executable, "-c", code, str(file), f"process {number}"], env=environment())
        for number in range(PROCESSES)
    ]
    assert [process.wait() for process in at_work] == [0] * PROCESSES
    counts.publish(to=file.with_name("page.md"))
    text = file.with_name("page.md").read_text()
    assert [text.count(f"| process {number} | number") for number in range(PROCESSES)] == [LINES] * PROCESSES


def test_each_command_replaces_its_own_section_and_keeps_the_other(file):
    of_both = file.with_name("page.md")
    page.replace("bench", ["first figures"], page=of_both)
    counts.note("wall.pairs", tried=160_400, leaked=0)
    counts.publish(to=of_both)
    page.replace("bench", ["second figures"], page=of_both)
    text = of_both.read_text()
    assert "first figures" not in text
    assert [
        text.count(part) for part in ("second figures", "| wall.pairs | tried 160,400, leaked 0 |", "# Measured\n")
    ] == [1, 1, 1]


def test_without_counts_the_page_stays_as_it_is(file):
    kept = file.with_name("page.md")
    kept.write_text("as it is")
    counts.forget()
    counts.publish(to=kept)
    assert kept.read_text() == "as it is"


def test_a_page_without_marks_is_begun_anew(file):
    old = file.with_name("page.md")
    old.write_text("| an old table |")
    page.replace("bench", ["figures"], page=old)
    assert "an old table" not in old.read_text()
