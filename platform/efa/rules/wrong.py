# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts that cannot be used, named so that they can be mended."""

from typing import Any, Final

from efa.vocabulary.errors import DomainError

Path = tuple[str | int, ...]
_LONGEST: Final = 60


def name_of(path: Path) -> str:
    """A path as people write it: `residence_periods[2].from`, counted from one."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


class WrongFact(DomainError):
    """A fact is missing, strange, of the wrong type, out of range or contradicts another one."""

    def __init__(
        self, path: Path, *, expected: str, given: Any, is_missing: bool = False, is_strange: bool = False
    ) -> None:
        super().__init__(code="facts.wrong")
        self.fact = name_of(path) or "facts"
        self.expected = expected
        shown = repr(given)
        self.found = (
            "nothing"
            if is_missing
            else "a fact outside the vocabulary"
            if is_strange
            else f"{shown[:_LONGEST]}…"
            if len(shown) > _LONGEST
            else shown
        )

    def __str__(self) -> str:
        return f"{self.fact}: expected {self.expected}, found {self.found}"
