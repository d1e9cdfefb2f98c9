# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a piece of work costs: CPU of processes in nanoseconds, memory, messages to the database."""

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from psycopg.pq import Trace

_TICK: Final = 1_000_000_000 // os.sysconf("SC_CLK_TCK")
_MAPPING: Final = re.compile(r"[0-9a-f]+-[0-9a-f]+ [r-][w-][x-]([ps]) ")
# After each of these the client waits for an answer.
_WAITS: Final = re.compile(r"^F\t\d+\t(Query|Sync)\b", re.MULTILINE)


def cpu(process: int) -> int:
    """Return the CPU that a process of this machine has used, in nanoseconds."""
    # How the kernel names the clock of another process (clock_getcpuclockid(3)); no tick of 10 ms rounds it.
    return time.clock_gettime_ns((~process << 3) | 2)


def server_cpu(postmaster: int) -> int:
    """Return the CPU of a whole server, ended connections included (these by ticks of 10 ms), in nanoseconds."""
    while True:
        fields = Path(f"/proc/{postmaster}/stat").read_text().rpartition(")")[2].split()
        ended = (int(fields[13]) + int(fields[14])) * _TICK
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        # One that ends in between, as autovacuum does, is among the ended in the next look.
        with contextlib.suppress(OSError):
            return ended + sum(cpu(int(process)) for process in (postmaster, *children))


def private_memory(process: int) -> float:
    """Return what a process has for itself, in MB.

    A page of the server's shared buffers counts as private in the kernel's sum while one process only has touched it,
    so mappings that are shared are left out.
    """
    kilobytes, own = 0, False
    for line in Path(f"/proc/{process}/smaps").read_text().splitlines():
        if found := _MAPPING.match(line):
            own = found[1] == "p"
        elif own and line.startswith("Private_"):
            kilobytes += int(line.split()[1])
    return kilobytes / 1024


@dataclass
class Messages:
    """What was sent to the database; `text` is libpq's own protocol of it."""

    text: str = ""

    @property
    def round_trips(self) -> int:
        """How often the client waited for an answer."""
        return len(_WAITS.findall(self.text))


@contextmanager
def counted(connection: Any) -> Iterator[Messages]:
    """Count the messages of a psycopg connection for the length of a block."""
    found = Messages()
    with tempfile.TemporaryFile("w+") as file:
        connection.pgconn.trace(file.fileno())
        connection.pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        try:
            yield found
        finally:
            connection.pgconn.untrace()
            file.seek(0)
            found.text = file.read()
