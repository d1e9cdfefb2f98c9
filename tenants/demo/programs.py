# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programs the demo runs: commands of `manage.py` one by one, and the web server beside them."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tenants.demo.checks import DemoProblem
from tenants.demo.progress import Progress

_FAR: Final = re.compile(r"^\w+ (\d+)/(\d+) (.*)$")
_LINES: Final = 15
# The server ends with the demo even if the demo is killed hard: the kernel tells it of its parent's death.
_WITH_PARENT: Final = (
    "import ctypes, os, signal, sys\nctypes.CDLL(None).prctl(1, signal.SIGINT)\nos.execv(sys.executable, sys.argv[1:])"
)


class Cancelled(Exception):
    """The demo is being stopped; no further program starts."""


class Programs:
    """Starts programs in this clone and ends those that are left."""

    def __init__(self, root: Path, environment: Mapping[str, str], progress: Progress) -> None:
        """Run everything in `root` with `environment`."""
        self._root = root
        self._environment = dict(environment)
        self._progress = progress
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def know(self, addresses: Mapping[str, str]) -> None:
        """Hand these variables to the programs to come."""
        self._environment.update(addresses)

    def manage(self, title: str, *arguments: str) -> None:
        """Run a command of `manage.py` as a step.

        Raise `DemoProblem` with the end of what it said, or `Cancelled`.
        """
        with self._progress.step(title) as step:
            for line in self._lines(title, *arguments):
                if far := _FAR.match(line):
                    step.advance(int(far[1]), int(far[2]), far[3])

    def ask(self, title: str, *arguments: str) -> str:
        """Run a command of `manage.py` without showing it and return its last line."""
        return list(self._lines(title, *arguments))[-1]

    def serve(self, log: Path) -> "subprocess.Popen[str]":
        """Start the web server, which writes to `log` and ends with the thread that called this."""
        server = [sys.executable, "-m", "gunicorn", "-c", "python:efa.config.gunicorn"]
        # The web's own login is enough for it.
        environment = {name: text for name, text in self._environment.items() if "OWNER_URL" not in name}
        with log.open("w", encoding="utf-8") as output:
            command = [sys.executable, "-c", _WITH_PARENT, *server, "efa.config.wsgi:application"]
            return self._start(command, environment, output.fileno())

    def close(self) -> None:
        """End what runs and start nothing any more."""
        with self._lock:
            self._closed = True
            running = list(self._running)
        for program in running:
            # To the server a quick end, to a command what Ctrl-C would be.
            program.send_signal(signal.SIGINT)
        for program in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(timeout=10)
            # The whole group, for the workers of a killed server live on for a while.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()

    def _lines(self, title: str, *arguments: str) -> Iterator[str]:
        command = [sys.executable, str(self._root / "manage.py"), *arguments]
        program = self._start(command, self._environment, subprocess.PIPE)
        said = []
        with program, contextlib.ExitStack() as stack:
            stack.callback(self._running.discard, program)
            if program.stdout is not None:
                for line in program.stdout:
                    said.append(line.rstrip())
                    yield said[-1]
        if self._closed:
            raise Cancelled
        if program.returncode:
            last = "\n".join(line for line in said if line)[-2000:]
            raise DemoProblem(
                f"{last}\n\n„{title}“ ist gescheitert (manage.py {' '.join(arguments)}); beheben Sie die "
                "Ursache oder beginnen Sie mit „make demo-reset“ neu."
            )

    def _start(self, command: list[str], environment: Mapping[str, str], output: int) -> "subprocess.Popen[str]":
        with self._lock:
            if self._closed:
                raise Cancelled
            program = subprocess.Popen(  # noqa: S603 -- own programs, no shell
                command,
                cwd=self._root,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                # Ctrl-C at the terminal reaches the demo only, which then ends its programs in order.
                start_new_session=True,
            )
            self._running.add(program)
            return program


def last_lines(log: Path) -> str:
    """Return the end of a log."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LINES:])
