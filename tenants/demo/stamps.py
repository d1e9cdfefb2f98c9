# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has been done already, so that a second start is quick: fingerprints of the inputs of each step."""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

LOOK: Final = (
    "theming/*.py",
    "theming/css/**/*",
    "theming/js/**/*",
    "theming/icons/**/*",
    "requirements/demo.txt",
)
MESSAGES: Final = ("theming/locale/**/*.po",)
CONTENT: Final = (
    "platform/efa/*/migrations/*.py",
    "platform/efa/*/services.py",
    "tenants/*/migrations/*.py",
    "tenants/*/services.py",
    "tenants/demo/**/*",
    "theming/migrations/*.py",
    "theming/*.py",
)


def fingerprint(root: Path, patterns: Sequence[str]) -> str:
    """Return what changes whenever one of these files, or Python's version, changes."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"\0{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


class FileStamp:
    """A step whose results are files: done if the inputs are the same and the results are there."""

    def __init__(self, folder: Path, name: str, wanted: str, results: Sequence[Path]) -> None:
        """Keep it as `folder/name`."""
        self._file = folder / name
        self._wanted = wanted
        self._results = results

    def is_set(self) -> bool:
        """Say whether the step need not run."""
        return (
            all(path.exists() for path in self._results)
            and self._file.exists()
            and self._file.read_text(encoding="utf-8") == self._wanted
        )

    def set(self) -> None:
        """Remember that it ran."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._wanted, encoding="utf-8")


class DatabaseStamp:
    """A step whose results are in the database: it is remembered there, and goes when the data goes."""

    def __init__(self, owner_url: str, wanted: str) -> None:
        """Keep it as the comment of the database."""
        self._url = owner_url
        self._wanted = f"demo {wanted}"

    def is_set(self) -> bool:
        """Say whether the step need not run."""
        statement = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        with psycopg.connect(self._url) as connection:
            return connection.execute(statement).fetchone() == (self._wanted,)

    def set(self) -> None:
        """Remember that it ran; where the login does not own the database, the step runs each time."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            statement = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(connection.info.dbname), sql.Literal(self._wanted)
            )
            try:
                connection.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                return
