# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one control is: where it stands, what stands there when it is off, and who must notice."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

# What a template database is made by. A control elsewhere is switched off behind a template that was made rightly.
_SHAPES_THE_DATABASE: Final = (
    "platform/efa/wall/rights.py", "platform/efa/config/postgres/", "platform/efa/tenancy/grants.py",
    "platform/efa/tenancy/opening.py", "platform/efa/tenancy/models.py", "platform/efa/tenancy/management/",
    "platform/efa/audit/models.py", "tests/cast/",
)  # fmt: skip


class NotThere(Exception):
    """The text that a control replaces is not in its file exactly once: the control has moved."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a file, from the text that is there to the one without the control."""

    path: str
    old: str
    new: str

    def of(self, text: str) -> str:
        """Return the changed text of the file. Raise `NotThere`."""
        if text.count(self.old) != 1:
            raise NotThere(f"{self.path}: found {text.count(self.old)} times, not once: {self.old!r}")
        return text.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Control:
    """A control of the threat model and how it is switched off.

    `area` is its row there (T1 to T16), `name` tells it from the others of its row, `off` says in a sentence what is
    off. Each of `falls` (node ids of pytest; a function stands for all its cases) must have a case that fails.
    """

    area: str
    name: str
    off: str
    edits: tuple[Edit, ...]
    falls: tuple[str, ...]
    # Whether a database must be made anew for it to be off; where nothing is said, the paths tell.
    remakes: bool | None = None

    @property
    def id(self) -> str:
        """The name that `ONLY` and the report use."""
        return f"{self.area}.{self.name}"

    @property
    def shapes_the_database(self) -> bool:
        """Whether a database must be made anew for it to be off."""
        if self.remakes is not None:
            return self.remakes
        return any(edit.path.startswith(_SHAPES_THE_DATABASE) or "/migrations/" in edit.path for edit in self.edits)

    def patched(self, root: Path) -> dict[Path, str]:
        """Return the files below `root` as they are without the control. Raise `NotThere`."""
        texts: dict[Path, str] = {}
        for edit in self.edits:
            path = root / edit.path
            texts[path] = edit.of(texts.get(path) or path.read_text(encoding="utf-8"))
        return texts

    def chosen_by(self, only: str) -> bool:
        """Say whether `ONLY` means this one: nothing, or among its words this row or this name."""
        return not only or bool({self.area, self.id} & set(only.replace(",", " ").split()))


def control(
    area: str, name: str, off: str, *edits: tuple[str, str, str], falls: tuple[str, ...], remakes: bool | None = None
) -> Control:
    """Return a control; an edit is a path, the text that is there and the text instead."""
    return Control(area, name, off, tuple(Edit(*edit) for edit in edits), falls, remakes)
