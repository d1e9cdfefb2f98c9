# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a process keeps in memory: reloaded when it changed, looked at once a second."""

import pytest

from efa.registers import memory
from efa.registers.memory import Register, Versions
from tests.queries import asked


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(memory.time, "monotonic", lambda: now[0])
    return now


def test_the_counters_are_looked_at_once_a_second(db, clock):
    versions = Versions()
    with asked(1):
        for _ in range(50):
            versions.of("hosts")
            versions.of("responsibility")
    clock[0] += 1.0
    with asked(1):
        versions.of("hosts")


def test_a_register_is_loaded_again_only_when_its_counter_moved(db, clock):
    loads = []
    register = Register("trial", lambda: loads.append(1))
    other = Register("other", lambda: None)
    register.content()
    other.changed()
    clock[0] += 2
    register.content()
    assert len(loads) == 1
    register.changed()
    register.content()
    assert len(loads) == 1, "within the second the old one holds"
    clock[0] += 2
    register.content()
    assert len(loads) == 2


def test_what_else_makes_it_old_counts_too(db):
    day, loads = ["monday"], []
    register = Register("trial", lambda: loads.append(1), also=lambda: day[0])
    register.content()
    day[0] = "tuesday"
    register.content()
    assert len(loads) == 2


def test_a_change_during_the_load_is_not_missed(db, clock):
    def load():
        register.changed()
        return len(seen)

    seen = []
    register = Register("trial", load)
    register.content()
    seen.append(1)
    clock[0] += 2
    assert register.content() == 1
