# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long-lived processes that are asked in turn: each loads a module, takes orders and answers with figures.

A module for such a process has `start(**what)`, which sets Django up, and a function for each order. Orders and answers
are lines of JSON.
"""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Self

from tests import ground
from tests.bench import crowd


class Worker:
    """The near side of such a process."""

    def __init__(self, module: str, urls: dict[str, str], **what: Any) -> None:
        """Start it. Raise `RuntimeError` where that fails."""
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", __name__, module],
            cwd=ground.ROOT, env=crowd.environment(urls), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.ask("start", **what)

    def ask(self, order: str, **what: Any) -> Any:
        """Give an order and wait for its answer. Raise `RuntimeError` where the process ended instead."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([order, what]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"The process ended while it was asked to {order}.")
        return json.loads(answer)

    def __enter__(self) -> Self:
        """Use it for a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it: it stops when there are no more orders."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def crew(module: str, urls: dict[str, str], kinds: tuple[str, ...]) -> Iterator[dict[str, Worker]]:
    """Start a process of each kind and end them all behind the block."""
    with ExitStack() as stack:
        yield {kind: stack.enter_context(Worker(module, urls, kind=kind)) for kind in kinds}


def _serve(module: str) -> None:
    orders = importlib.import_module(module)
    # What Django prints must not come between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        order, what = json.loads(line)
        answers.write(json.dumps(getattr(orders, order)(**what)) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve(sys.argv[1])
