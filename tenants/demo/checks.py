# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be so before the demo starts; each refusal is one sentence with the cure."""

import contextlib
import fcntl
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import psycopg
from django.core.exceptions import ImproperlyConfigured

from efa.config.environment import secret

NEEDED_MB: Final = 500
OLDEST: Final = 15  # of PostgreSQL
WATCH: Final = 1000  # how far the port of health and metrics lies above the demo's
# The owner's address, that of Kommunen and that of the Land.
DATABASE: Final = ("DATABASE_OWNER_URL", "DATABASE_URL", "DATABASE_LAND_URL")
_HIGHEST: Final = 65_535 - WATCH
_OTHERS: Final = (8080, 8090)


class DemoProblem(Exception):
    """The message is one German sentence with the cure."""


def machine(environ: Mapping[str, str]) -> None:
    """Refuse what the demo is not made for. Raise `DemoProblem`."""
    if environ.get("EFA_ENV", "development") == "production":
        raise DemoProblem(
            "Die Demo erfindet Angaben und läuft nicht mit EFA_ENV=production; starten Sie sie ohne diese Variable."
        )
    if sys.platform != "linux":
        raise DemoProblem("Die Demo läuft unter Linux; nehmen Sie eine virtuelle Maschine oder einen Container.")


def is_reset(arguments: Sequence[str]) -> bool:
    """Say whether the demo shall be reset, and not started. Raise `DemoProblem` for any other word."""
    if list(arguments) not in ([], ["reset"]):
        raise DemoProblem(f"„{' '.join(arguments)}“ kennt die Demo nicht; schreiben Sie „reset“ oder nichts.")
    return bool(arguments)


def port(environ: Mapping[str, str]) -> int:
    """Return the port to serve. Raise `DemoProblem` if it is none or taken."""
    text = environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= _HIGHEST:
        raise DemoProblem(f"PORT={text} ist kein Port; wählen Sie eine Zahl bis {_HIGHEST}, zum Beispiel PORT=8080.")
    for number in (int(text), int(text) + WATCH):
        _free(number, instead=next(other for other in _OTHERS if other != int(text)))
    return int(text)


def _free(number: int, *, instead: int) -> None:
    cure = f"Starten Sie mit: make demo PORT={instead}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except PermissionError:
            raise DemoProblem(f"Port {number} darf dieses Konto nicht öffnen. {cure}") from None
        except OSError:
            raise DemoProblem(f"Port {number} ist belegt. {cure}") from None
    # Browsers try the other "localhost" first, and would show what answers there.
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.settimeout(1)
        if probe.connect_ex(("::1", number)) == 0:
            raise DemoProblem(f"Port {number} ist belegt. {cure}")


def space(var: Path) -> None:
    """Make the folder and refuse a disk that is nearly full. Raise `DemoProblem`."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        (var / "demo.lock").touch()
    except OSError as error:
        raise DemoProblem(
            f"In {var} lässt sich nicht schreiben ({error.strerror}); geben Sie mit EFA_VAR einen anderen Ordner an."
        ) from error
    free = shutil.disk_usage(var).free // 10**6
    if free < NEEDED_MB:
        raise DemoProblem(
            f"Auf dem Datenträger von {var} sind nur noch {free} MB frei; schaffen Sie mindestens {NEEDED_MB} MB Platz."
        )


@contextlib.contextmanager
def alone(var: Path) -> Iterator[Path]:
    """Hold the lock of this folder's demo and yield its file, for the address.

    Raise `DemoProblem` if a demo runs already.
    """
    lock = var / "demo.lock"
    with lock.open("r+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            address = handle.read().strip()
            where = f" auf {address}" if address else ""
            raise DemoProblem(
                f"Die Demo läuft in diesem Ordner schon{where}; beenden Sie sie dort mit Strg-C."
            ) from None
        try:
            yield lock
        finally:
            handle.truncate(0)


def given_database() -> dict[str, str]:
    """Return the addresses from the environment, if a database is given there. Raise `DemoProblem`."""
    try:
        urls = {name: secret(name, default="") for name in DATABASE}
    except ImproperlyConfigured as problem:
        raise DemoProblem(f"{problem} Berichtigen Sie die Variable.") from problem
    missing = [name for name, url in urls.items() if not url]
    if len(missing) == len(DATABASE):
        return {}
    if missing:
        raise DemoProblem(f"{missing[0]} fehlt; geben Sie {', '.join(DATABASE)} an oder keine davon.")
    for name, url in urls.items():
        _suits(name, url)
    return urls


def _suits(name: str, url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise DemoProblem(
            f"Die Datenbank aus {name} antwortet nicht ({said}); starten Sie sie oder berichtigen Sie {name}."
        ) from error
    if version < OLDEST:
        raise DemoProblem(
            f"Die Datenbank aus {name} ist PostgreSQL {version} und zu alt; nehmen Sie mindestens {OLDEST}."
        )
