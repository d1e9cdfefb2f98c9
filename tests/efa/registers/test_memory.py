# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a process keeps in memory: reloaded when it changed, looked at once a second."""

import contextlib

import pytest
from django.db import OperationalError, connection, transaction

from efa.registers import memory
from efa.registers.memory import Register, Versions
from efa.registers.models import RegisterVersion
from efa.wall.present import THE_LAND, acting_as
from tests.queries import asked


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(memory.time, "monotonic", lambda: now[0])
    return now


def test_the_stamps_are_looked_at_once_a_second(db, clock):
    versions = Versions()
    with asked(1):
        for _ in range(50):
            versions.of("hosts")
            versions.of("responsibility")
    clock[0] += 1.0
    with asked(1):
        versions.of("hosts")


def test_a_register_is_loaded_again_only_when_its_stamp_changed(db, clock):
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
        with acting_as(THE_LAND):
            register.changed()
        return len(seen)

    seen = []
    register = Register("trial", load)
    register.content()
    seen.append(1)
    clock[0] += 2
    assert register.content() == 1


class Undo(Exception):
    pass


def test_a_change_that_was_rolled_back_does_not_stay(db, clock):
    rows = RegisterVersion.objects.filter(register="trial").values_list("stamp", flat=True)
    register = Register("trial", lambda: list(rows.all()))
    assert register.content() == []
    with contextlib.suppress(Undo), transaction.atomic():
        register.changed()
        clock[0] += 2
        (undone,) = register.content()
        raise Undo
    # Somebody else's change comes next; it must not look like the one that never was.
    register.changed()
    clock[0] += 2
    assert register.content() == list(rows.all()) != [undone]


def test_forgetting_during_a_look_is_not_lost(db, clock, monkeypatch):
    versions = Versions()
    versions.of("trial")
    clock[0] += 2
    looks = []
    look = versions._look

    def slow_look():
        looks.append(1)
        if len(looks) == 1:
            # Another thread's deed is committed while this look is under way.
            monkeypatch.setattr(memory, "connection", Interrupting(connection, versions.forget))
        look()

    monkeypatch.setattr(versions, "_look", slow_look)
    versions.of("trial")
    monkeypatch.setattr(memory, "connection", connection)
    versions.of("trial")
    assert len(looks) == 2


class Interrupting:
    def __init__(self, real, meanwhile):
        self.real, self.meanwhile = real, meanwhile

    def cursor(self):
        self.meanwhile()
        return self.real.cursor()


def test_a_look_that_hangs_holds_nobody_for_long(db, monkeypatch):
    monkeypatch.setattr(memory, "WAIT_AT_MOST", 0.05)
    versions = Versions()
    with versions._lock, pytest.raises(OperationalError):
        versions.of("trial")
    versions.of("trial")
    versions.forget()
    with versions._lock:
        assert versions.of("trial") == 0
