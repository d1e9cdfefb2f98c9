# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make controls`: switch each control off and see the test fall, or those that `ONLY` names ("T5 T1.role").

First all named tests pass on the untouched copy; then each control is off once. Exit code 1 if a control is not missed.
"""

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from tests.controls import verdict
from tests.controls.control import Control, NotThere
from tests.controls.copies import FOLDER, Copy, TookTooLong
from tests.controls.tables import CONTROLS
from tests.controls.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one control; `said` is what pytest printed."""

    control: Control
    verdicts: dict[str, Verdict]
    problem: str
    seconds: float
    said: str

    @property
    def is_missed(self) -> bool:
        """Whether every test that names the control fell without it."""
        return not self.problem and set(self.verdicts.values()) == {Verdict.FELL}


def main(only: str) -> int:
    """Run, print a table and the reasons of what went wrong; return the exit code."""
    chosen = [control for control in CONTROLS if control.chosen_by(only)]
    if not chosen:
        print(f"No control is called {only!r}; there are: {', '.join(control.id for control in CONTROLS)}")
        return 1
    copies: SimpleQueue[Copy] = SimpleQueue()
    numbers = range(1, min(2, os.cpu_count() or 1, len(chosen)) + 1)
    with ThreadPoolExecutor(len(numbers)) as pool:
        try:
            for copy in pool.map(Copy, numbers):
                copies.put(copy)
            if not _all_pass(copies, pool, sorted({node for control in chosen for node in control.falls})):
                return 1
            results = list(pool.map(lambda control: _switched_off(copies, control), _by_database(chosen)))
        finally:
            while not copies.empty():
                copies.get().destroy()
    missed = [result for result in results if result.is_missed]
    print(f"\n{len(missed)} of {len(results)} controls are missed by {_count(missed)} tests when they are off.")
    for result in results:
        if not result.is_missed:
            print(f"\n{result.control.id}: {result.control.off}\n  {result.problem or _of(result.verdicts)}")
            log = FOLDER / f"{result.control.id}.log"
            log.write_text(result.said, encoding="utf-8")
            print(f"  What pytest said stands in {log}")
    return 0 if len(missed) == len(results) else 1


def _all_pass(copies: "SimpleQueue[Copy]", pool: ThreadPoolExecutor, nodes: Sequence[str]) -> bool:
    """See that nothing falls while every control is on."""
    shares = [nodes[start :: copies.qsize()] for start in range(copies.qsize())]

    def run(share: Sequence[str]) -> bool:
        copy = copies.get()
        try:
            said = copy.run(share)
            verdicts = {node: verdict.of(copy.report, node) for node in share} if copy.report.exists() else {}
        finally:
            copies.put(copy)
        standing = [node for node, seen in verdicts.items() if seen is Verdict.STOOD]
        if len(standing) == len(share):
            return True
        print(f"With all controls on:\n  {_of(verdicts) or 'pytest did not run'}\n{said[-5000:]}")
        return False

    started = time.monotonic()
    good = all(list(pool.map(run, shares)))
    if good:
        print(f"{len(nodes)} tests pass with all controls on ({time.monotonic() - started:.0f} s).\n", flush=True)
    return good


def _by_database(controls: Sequence[Control]) -> list[Control]:
    """Return first the controls that leave the database alone, so that fewer are made anew."""
    return sorted(controls, key=lambda control: control.shapes_the_database)


def _switched_off(copies: "SimpleQueue[Copy]", control: Control) -> Result:
    copy, started = copies.get(), time.monotonic()
    said, problem, verdicts = "", "", {}
    try:
        with copy.without(control):
            said = copy.run(control.falls)
            if copy.report.exists():
                verdicts = {node: verdict.of(copy.report, node) for node in control.falls}
            else:
                problem = "no test ran: the patch broke what stands before them"
    except NotThere as moved:
        problem = str(moved)
    except TookTooLong:
        problem = "the tests did not end"
    finally:
        copies.put(copy)
    result = Result(control, verdicts, problem, time.monotonic() - started, said)
    fell = sum(seen is Verdict.FELL for seen in verdicts.values())
    print(
        f"{'ok ' if result.is_missed else 'NOT'} {control.id:<28}{control.off[:70]:<71}"
        f"{fell} of {len(control.falls)} fell, {result.seconds:.0f} s",
        flush=True,
    )
    return result


def _of(verdicts: dict[str, Verdict]) -> str:
    return "\n  ".join(f"{node} {seen.value}" for node, seen in verdicts.items() if seen is not Verdict.FELL)


def _count(results: Sequence[Result]) -> int:
    return len({node for result in results for node in result.control.falls})


if __name__ == "__main__":
    sys.exit(main(os.environ.get("ONLY", "")))
