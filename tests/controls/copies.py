# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Copies of the tree, each with a PostgreSQL of its own, on which controls are switched off."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from tests.controls.control import Control, Edit
from tests.ground import ROOT

FOLDER: Final = ROOT / "var" / "controls"
_PATIENCE: Final = 900  # seconds; the wall is in the way of every test, so a run without it may wait for locks
# No control is in a stylesheet, a font or a translation, so these are built once in each copy.
BUILT: Final = Edit(
    "tests/ground.py",
    '    manage("assets")\n    manage("messages", "compile")\n    manage("collectstatic", "--noinput", "-v0")\n',
    "",
)
# Says that the template fits the code as it is now, although a file has changed that does not shape it.
_STAMP: Final = """
import psycopg
from psycopg.sql import SQL, Identifier, Literal
from efa.config import postgres
from tests import ground
urls = postgres.start(ground.VAR / "postgres", fast=True)
with psycopg.connect(urls["ADMIN_URL"], autocommit=True) as admin:
    comment = SQL("COMMENT ON DATABASE {} IS {}")
    admin.execute(comment.format(Identifier(ground.TEMPLATE), Literal(ground._fingerprint())))
"""
_DESTROY: Final = """
from efa.config import postgres
from tests import ground
postgres.destroy(ground.VAR / "postgres")
"""


class TookTooLong(Exception):
    """A run of tests did not end."""


class Copy:
    """One copy of all files that git knows or would take, with the same environment."""

    def __init__(self, number: int) -> None:
        """Make it anew; what the last run built (static files, messages) stays."""
        self.root = FOLDER / str(number)
        self.report = self.root / "var" / "report.xml"
        self._made_for: str | None = None
        self._is_built = False
        self.root.mkdir(parents=True, exist_ok=True)
        for left in self.root.iterdir():
            if left.name != "var":
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        for path in _files():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, self.root / path)
        (self.root / ".venv").symlink_to((ROOT / ".venv").resolve())

    def run(self, nodes: Sequence[str]) -> str:
        """Run tests and write the report; return what was printed. Raise `TookTooLong`."""
        self.report.parent.mkdir(exist_ok=True)
        self.report.unlink(missing_ok=True)
        command = ["-m", "pytest", *nodes, f"--junitxml={self.report}", "-q", "-n", "0", "-p", "no:randomly"]
        try:
            said = self._python([*command, "--hypothesis-seed=0"])
        except subprocess.TimeoutExpired as late:
            raise TookTooLong from late
        if self.report.exists() and not self._is_built:
            path = self.root / BUILT.path
            path.write_text(BUILT.of(path.read_text(encoding="utf-8")), encoding="utf-8")
            self._is_built = True
        return said

    @contextmanager
    def without(self, control: Control) -> Iterator[None]:
        """Switch a control off for a block. Raise `NotThere`."""
        before = {path: path.read_text(encoding="utf-8") for path in control.patched(self.root)}
        for path, text in control.patched(self.root).items():
            path.write_text(text, encoding="utf-8")
        try:
            if control.shapes_the_database or self._made_for:
                # Roles belong to the server, so what a control has left there would outlive its database.
                self.destroy()
            else:
                self._python(["-c", _STAMP])
            self._made_for = control.id if control.shapes_the_database else None
            yield
        finally:
            for path, text in before.items():
                path.write_text(text, encoding="utf-8")

    def destroy(self) -> None:
        """Remove the copy's server."""
        self._python(["-c", _DESTROY])

    def _python(self, arguments: Sequence[str]) -> str:
        ours = ("EFA_", "DATABASE_", "DJANGO_", "PYTEST_")
        clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        done = subprocess.run(
            [self.root / ".venv" / "bin" / "python", *arguments],
            cwd=self.root,
            env=clean | {"PYTHONPATH": os.pathsep.join([str(self.root / "platform"), str(self.root)])},
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        return done.stdout + done.stderr


def _files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return sorted({path for path in listed if path and (ROOT / path).is_file() and not path.startswith(".venv")})
