# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the campaign counted, from all processes of the run, and where it is published."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.bench import page

# A line of JSON for each count: processes append to it at once, and one short line is never torn.
FILE: Final = page.ROOT / "var" / "campaign.jsonl"


def note(name: str, **counts: Any) -> None:
    """Add what one test counted."""
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"name": name, "counts": counts}, ensure_ascii=False) + "\n")


def forget() -> None:
    """Begin anew."""
    FILE.unlink(missing_ok=True)


def publish(*, to: Path = page.PAGE) -> None:
    """Write the counts into the page, by name; nothing where nothing was counted."""
    if not FILE.exists():
        return
    noted = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    rows = sorted(f"| {one['name']} | {_words(one['counts'])} |" for one in noted)
    page.replace("campaign", ["| tried | counts |", "| --- | --- |", *rows], page=to)


def _words(counts: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{what.replace('_', ' ')} {f'{count:,}' if isinstance(count, int | float) else count}"
        for what, count in counts.items()
    )
