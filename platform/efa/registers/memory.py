# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registers in the memory of a process.

A register is public data of the whole installation, never data of one tenant. Each has a stamp; a process looks at the
stamps at most once a second, with one query for all of them. The wall between tenants will bring the stamp along with
every statement and so make this look-up free.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from django.db import OperationalError, connection, transaction

from efa.registers.models import RegisterVersion
from efa.wall.present import as_anybody

Content = TypeVar("Content")

LOOK_EVERY: Final = 1.0  # seconds
# A look that hangs, because the database does, must not hold all threads of the process for longer.
WAIT_AT_MOST: Final = 2.0  # seconds


class Versions:
    """What the stamps said when they were last looked at."""

    def __init__(self) -> None:
        self._stamps: dict[str, int] | None = None
        self._looked_at = float("-inf")
        self._forgotten = 0
        self._lock = threading.Lock()

    def of(self, register: str) -> int:
        """Return the stamp of the register, 0 where it has none yet. At most one query a second.

        While another thread's look hangs, the last known stamp is good enough. Raise `OperationalError` where
        none is known.
        """
        if time.monotonic() - self._looked_at >= LOOK_EVERY:
            if self._lock.acquire(timeout=WAIT_AT_MOST):
                try:
                    if time.monotonic() - self._looked_at >= LOOK_EVERY:
                        self._look()
                finally:
                    self._lock.release()
            elif self._stamps is None:
                raise OperationalError("The stamps of the registers could not be read in time.")
        return (self._stamps or {}).get(register, 0)

    def forget(self) -> None:
        """Look again at the next question; a deed calls this, so that its own process sees it at once."""
        self._forgotten += 1
        self._looked_at = float("-inf")

    def _look(self) -> None:
        begun_at, forgotten = time.monotonic(), self._forgotten
        with as_anybody(), connection.cursor() as cursor:
            cursor.execute("SELECT register, stamp FROM public.registers_registerversion")
            self._stamps = dict(cursor.fetchall())
        # Who asked to forget meanwhile may know of a change that this look came too early for.
        if forgotten == self._forgotten:
            self._looked_at = begun_at


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
        """Return the register as it stands, loaded anew if its stamp changed."""
        stand = (versions.of(self.name), self._also())
        state = self._state
        if state is None or state[0] != stand:
            # The stamp was read before the rows: a change in between is loaded once more, never missed.
            with as_anybody():
                state = self._state = (stand, self._load())
        return state[1]

    def changed(self) -> None:
        """Tell all processes, as part of the transaction that made the change."""
        RegisterVersion.renew(self.name)
        transaction.on_commit(versions.forget)

    def forget(self) -> None:
        """Drop what this process has in memory."""
        self._state = None
        versions.forget()
