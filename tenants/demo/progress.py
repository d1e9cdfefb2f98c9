# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person sees while the demo gets ready: a line for each step, a bar for each that takes its time."""

import contextlib
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Self, TextIO

PATIENCE: Final = 2.0  # seconds after which a step gets a bar
_WIDTH: Final = 24


@dataclass
class Step:
    """A step under way."""

    title: str
    began: float = field(default_factory=time.monotonic)
    done: int = 0
    total: int = 0
    note: str = ""
    told: float = 0.0

    def advance(self, done: int, total: int, note: str = "") -> None:
        """Say how far it is."""
        self.done, self.total, self.note = done, total, note

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self.began

    def line(self) -> str:
        """The bar: filled as far as the step is, or a block on its way where nobody knows."""
        if self.total:
            filled = _WIDTH * self.done // self.total
            bar = "█" * filled + "░" * (_WIDTH - filled)
            where = f" {self.done}/{self.total} {self.note}".rstrip()
        else:
            at = int(self.seconds * 8) % (_WIDTH - 3)
            bar = "░" * at + "███" + "░" * (_WIDTH - 3 - at)
            where = ""
        return f"  {bar} {self.title}{where}, {self.seconds:.0f} s"


class Progress:
    """The steps under way, shown on one stream; bars at a terminal, plain lines elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        """Show on `stream`, from `with` on."""
        self._stream = stream
        self._terminal = stream.isatty()
        self._steps: list[Step] = []
        self._drawn = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._clock = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        """Begin to show."""
        self._clock.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bars away."""
        self.end()

    def end(self) -> None:
        """Take the bars away; may be called more than once."""
        self._over.set()
        self._clock.join()
        with self._lock:
            self._wipe()

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Show a step as long as it lasts, and a line when it ended well."""
        step = Step(title)
        with self._lock:
            self._steps.append(step)
        try:
            yield step
        except BaseException:
            with self._lock:
                self._steps.remove(step)
            raise
        with self._lock:
            self._steps.remove(step)
            self._wipe()
            self._write(f"✓ {title} ({step.seconds:.1f} s)\n".replace(".", ","))

    def _tick(self) -> None:
        while not self._over.wait(0.1):
            with self._lock:
                slow = [step for step in self._steps if step.seconds > PATIENCE]
                if self._terminal:
                    self._wipe()
                    self._draw(slow)
                else:
                    self._tell(slow)

    def _draw(self, steps: list[Step]) -> None:
        columns = shutil.get_terminal_size().columns
        for step in steps:
            self._write(step.line()[: columns - 1] + "\n")
        self._drawn = len(steps)

    def _tell(self, steps: list[Step]) -> None:
        for step in steps:
            if step.seconds - step.told > 5 * PATIENCE or not step.told:
                step.told = step.seconds
                where = f" {step.done}/{step.total} {step.note}".rstrip() if step.total else ""
                self._write(f"… {step.title}{where}, {step.seconds:.0f} s\n")

    def _wipe(self) -> None:
        if self._drawn:
            self._write(f"\033[{self._drawn}F\033[J")
            self._drawn = 0

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
