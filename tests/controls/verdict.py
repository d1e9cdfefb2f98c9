# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pytest's report says of the tests that should have fallen."""

from enum import Enum
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

# A patch that breaks the code proves nothing: that the tests need the file was known.
_BREAKAGE: Final = (
    "ImportError", "ModuleNotFoundError", "NameError", "UnboundLocalError", "SyntaxError", "IndentationError",
    "AttributeError", "TypeError",
)  # fmt: skip


class Verdict(Enum):
    """What became of one test."""

    FELL = "fell"
    STOOD = "stood"
    BROKEN = "was broken, not refuted"
    ABSENT = "did not run"


def of(report: Path, node: str) -> Verdict:
    """Return what became of the test `node` (of all its cases, unless it names one)."""
    cases = [case for case in ElementTree.parse(report).iter("testcase") if _is(case, node)]
    failures = [failure for case in cases for failure in case.findall("failure")]
    if any(_kind(failure) not in _BREAKAGE for failure in failures):
        return Verdict.FELL
    if failures or any(case.find("error") is not None for case in cases):
        return Verdict.BROKEN
    return Verdict.STOOD if any(case.find("skipped") is None for case in cases) else Verdict.ABSENT


def _kind(failure: ElementTree.Element) -> str:
    """Return the name of the exception with which the message begins."""
    return failure.get("message", "").partition(":")[0].rpartition(".")[2]


def _is(case: ElementTree.Element, node: str) -> bool:
    path, *names = node.split("::")
    place = ".".join([path.removesuffix(".py").replace("/", "."), *names[:-1]])
    name = case.get("name", "")
    return case.get("classname") == place and names[-1] in {name, name.partition("[")[0]}
