# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registers in the memory of a process.

A register is public data of the whole installation, never data of one tenant. Each has a counter; a process looks
at the counters at most once a second, with one query for all of them. The wall between tenants will bring the
counter along with every statement and so make this look-up free.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from django.db import connection, transaction

from efa.registers.models import RegisterVersion

Content = TypeVar("Content")

LOOK_EVERY: Final = 1.0  # seconds


class Versions:
    """What the counters said when they were last looked at."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._looked_at = float("-inf")
        self._lock = threading.Lock()

    def of(self, register: str) -> int:
        """Return the counter of the register, 0 where it has none yet. At most one query a second."""
        if time.monotonic() - self._looked_at >= LOOK_EVERY:
            with self._lock:
                if time.monotonic() - self._looked_at >= LOOK_EVERY:
                    self._look()
        return self._numbers.get(register, 0)

    def forget(self) -> None:
        """Look again at the next question; a deed calls this, so that its own process sees it at once."""
        self._looked_at = float("-inf")

    def _look(self) -> None:
        looked_at = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute("SELECT register, number FROM public.registers_registerversion")
            self._numbers = dict(cursor.fetchall())
        self._looked_at = looked_at


versions: Final = Versions()


def _always() -> Hashable:
    return None


class Register(Generic[Content]):
    """One register: its name, how it is loaded, and what else but a change makes it old (the day, for instance)."""

    def __init__(self, name: str, load: Callable[[], Content], *, also: Callable[[], Hashable] = _always) -> None:
        self.name = name
        self._load = load
        self._also = also
        self._state: tuple[Hashable, Content] | None = None

    def content(self) -> Content:
        """Return the register as it stands, loaded anew if its counter moved."""
        stand = (versions.of(self.name), self._also())
        state = self._state
        if state is None or state[0] != stand:
            # The counter was read before the rows: a change in between is loaded once more, never missed.
            state = self._state = (stand, self._load())
        return state[1]

    def changed(self) -> None:
        """Tell all processes, as part of the transaction that made the change."""
        RegisterVersion.grow(self.name)
        transaction.on_commit(versions.forget)

    def forget(self) -> None:
        """Drop what this process has in memory."""
        self._state = None
        versions.forget()
