# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of figures: a section for each command that measures, which replaces its own and keeps the others."""

import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "benchmarks.md"
# In the order of the page: the command and what it is about.
SECTIONS: Final = {
    "bench": "Times of a shared machine vary by 10 to 15 %; ratios are medians of interleaved rounds in one run.",
    "campaign": "Counts of the tests that take long, written by a run in which all of them passed.",
}
# REUSE-IgnoreStart
_HEAD: Final = """<!--
SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Measured

Written by `make bench` and `make campaign`; do not edit.
"""
# REUSE-IgnoreEnd


def replace(section: str, table: Sequence[str], *, page: Path = PAGE) -> None:
    """Write one section of the page with its table, today's date, the commit and the machine; keep the others.

    A page without marks is begun anew.
    """
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    parts = {name: _between_marks(old, name) for name in SECTIONS}
    about = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit()}, {machine()}."
    parts[section] = "\n".join([f"## `make {section}`", "", SECTIONS[section], "", about, "", *table])
    marked = [f"<!-- {name} -->\n{text}\n<!-- end of {name} -->\n" for name, text in parts.items() if text]
    page.write_text("\n".join([_HEAD, *marked]), encoding="utf-8")


def _between_marks(page: str, name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- end of {name} -->", page, re.DOTALL)
    return found[1] if found else ""


def commit() -> str:
    """Return the short name of the commit that is checked out."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "none"


def machine() -> str:
    """Describe the machine in one line."""
    facts = [line.partition(":") for line in Path("/proc/cpuinfo").read_text().splitlines()]
    models = [value.strip() for name, _, value in facts if name.strip() == "model name"]
    cores = sum(name.strip() == "processor" for name, _, _ in facts)
    model = models[0] if models else platform.machine()
    return f"{cores} cores ({model}), Python {platform.python_version()}, {platform.system()} {platform.release()}"
