# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A step that takes its time shows how far it is."""

import io
import time

import pytest

from tenants.demo import progress
from tenants.demo.progress import Progress, Step


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, patience: float) -> str:
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with Progress(stream) as shown, shown.step("Kommunen anlegen") as step:
        step.advance(3, 4, "Harz")
        time.sleep(0.35)
    return stream.getvalue()


def test_a_slow_step_gets_a_bar_at_a_terminal_which_goes_in_the_end(monkeypatch):
    text = shown(Terminal(), monkeypatch, patience=0)
    assert "█" * 18 + "░" * 6 + " Kommunen anlegen 3/4 Harz" in text
    assert text.rpartition("\033[1F\033[J")[2].startswith("✓ Kommunen anlegen (0,")


def test_a_slow_step_gets_a_plain_line_elsewhere(monkeypatch):
    text = shown(io.StringIO(), monkeypatch, patience=0.01)
    assert text.startswith("… Kommunen anlegen 3/4 Harz")
    assert "\033" not in text


def test_a_quick_step_gets_one_line(monkeypatch):
    text = shown(Terminal(), monkeypatch, patience=2)
    assert text.startswith("✓ Kommunen anlegen")
    assert text.count("\n") == 1


def test_a_step_of_unknown_length_moves(monkeypatch):
    step = Step("Warten")
    before = step.line()
    step.began -= 1
    assert before.count("█") == step.line().count("█") == 3
    assert before != step.line()
