# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of a tenant, in a folder of its own, under names that say nothing (security.md T10).

Not here yet: a key for each file, and forcing a file and its folder to the disk (fsync). Whoever tells a citizen that
something was received needs both.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final, NoReturn

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import FileSystemStorage

from efa.wall.errors import Nobody
from efa.wall.present import present_schema

# Two levels of folders, because one with a million entries is slow to read.
_NAME: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}")
_FOLDER: Final = re.compile(r"([0-9a-f]{2}(/[0-9a-f]{2})?)?")
_NAME_LENGTH: Final = 38
_FILE_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700


def _new_name(max_length: int | None = None) -> str:
    """Return a name nobody can guess. Raise `SuspiciousFileOperation` where the column is too short for it."""
    if max_length is not None and max_length < _NAME_LENGTH:
        raise SuspiciousFileOperation(f"Names of files have {_NAME_LENGTH} characters.")
    drawn = secrets.token_hex(18)
    return f"{drawn[:2]}/{drawn[2:4]}/{drawn[4:]}"


class TenantStorage(FileSystemStorage):
    """Django's default storage: each method works in the folder of the present tenant and nowhere else.

    A file gets a random name whatever it was called, is written once and read afterwards. Names are no secret and
    carry no tenant: at the neighbour the same name is simply not there. Every method raises `Nobody` without a tenant
    and `SuspiciousFileOperation` for a name that was not made here or that leads out through a symbolic link.
    """

    def __init__(self) -> None:
        """Take no other folder, mode or leave to overwrite."""
        super().__init__()

    @property
    def base_location(self) -> Path:
        """The folder of the present tenant, made out anew each time. Raise `Nobody`."""
        schema = present_schema()
        if schema is None:
            raise Nobody
        return Path(settings.VAR) / "files" / schema

    @property
    def location(self) -> str:
        """The same as text. Raise `Nobody`."""
        return str(self.base_location)

    def path(self, name: str) -> str:
        """Return where the file is or would be."""
        if not _NAME.fullmatch(name):
            raise SuspiciousFileOperation("This name was not made by this storage.")
        return str(self._inside(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the folders and files in `""` or in a folder of it; for those who tidy up."""
        if not _FOLDER.fullmatch(path):
            raise SuspiciousFileOperation("This folder was not made by this storage.")
        entries = sorted(self._inside(path).iterdir())
        return [one.name for one in entries if one.is_dir()], [one.name for one in entries if not one.is_dir()]

    def url(self, name: str | None) -> NoReturn:
        """Refuse: no file has an address; a page hands it out to whom it may."""
        raise NotImplementedError("Files have no address of their own.")

    def get_valid_name(self, name: str) -> str:  # noqa: ARG002 -- what a file was called does not matter
        """Return a new name."""
        return _new_name()

    def get_alternative_name(self, file_root: str, file_ext: str) -> str:  # noqa: ARG002 -- as above
        """Return a new name, without the extension."""
        return _new_name()

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 -- as above
        """Return a new name."""
        return _new_name(max_length)

    def generate_filename(self, filename: str | os.PathLike[str]) -> str:  # noqa: ARG002 -- as above
        """Return a new name, whatever folder a field wanted."""
        return _new_name()

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        if mode != "rb":
            raise SuspiciousFileOperation("A file is written once, by `save`.")
        handle = os.open(self.path(name), os.O_RDONLY | os.O_NOFOLLOW)
        return File(os.fdopen(handle, "rb"), name)

    def _save(self, name: str, content: "File[Any]") -> str:
        path = Path(self.path(name))
        # One by one, because `makedirs` gives its mode to the last folder only.
        for folder in reversed(path.parents[:4]):
            folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        with _written_once(path) as file:
            for chunk in content.chunks():
                file.write(chunk if isinstance(chunk, bytes) else chunk.encode())
        return name

    def _inside(self, name: str) -> Path:
        """Return the place of a name in the tenant's folder, which no link may move."""
        files = Path(settings.VAR) / "files"
        place = self.base_location / name
        if Path(os.path.realpath(place)) != files.resolve() / place.relative_to(files):
            raise SuspiciousFileOperation("A symbolic link leads out of the folder of the tenant.")
        return place


@contextmanager
def _written_once(path: Path) -> Iterator[IO[bytes]]:
    """Make a file that was not there, for nobody else to read; what fails half-way leaves nothing."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
    except BaseException:
        with suppress(FileNotFoundError):
            path.unlink()
        raise
