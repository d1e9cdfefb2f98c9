# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start, find, stop and remove an embedded server; its folder `state` is all that names it."""

import contextlib
import errno
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import psycopg

from efa.config.postgres import place as places
from efa.config.postgres.database import addresses, prepare_database, with_parts
from efa.config.postgres.place import Place
from efa.config.postgres.problem import DatabaseProblem, no_space, of_system

DATABASE: Final = "efa"
_ADMIN: Final = "postgres"
_PATIENCE: Final = 60  # seconds: a crash recovery on a slow disk
_SETTINGS: Final = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    # A log must not carry values: no statement, no parameter, no detail, and no refusal of a value ("invalid
    # input syntax …"), which the client hears anyway. What the server says of itself stays.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
_FAST: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def start(state: Path, *, fast: bool = False) -> dict[str, str]:
    """Return the addresses of the running server, which is made and started if need be.

    `ADMIN_URL` (superuser, database `postgres`), `DATABASE_OWNER_URL` and `DATABASE_URL` (database `efa`).
    `fast` gives up durability and is for tests. Raise `DatabaseProblem`.
    """
    state = state.resolve()
    try:
        with _locked(state):
            place = Place.of(state).settle()
            password = _password(place)
            if not _wait_while_it_starts(place):
                _initialise(place, password, fast=fast)
                _launch(place, fast=fast)
            return prepare_database(_admin_url(place, password), DATABASE)
    except OSError as error:
        raise of_system(error) from error
    except psycopg.Error as error:
        raise DatabaseProblem(
            f"Die Datenbank in {state} lässt sich nicht einrichten ({' '.join(str(error).split())}); "
            "beginnen Sie mit „make demo-reset“ neu."
        ) from error


def running(state: Path) -> dict[str, str]:
    """Return the addresses of `start` if a server answers there, else nothing; quick, changes nothing."""
    try:
        place = Place.of(state.resolve())
        password = str(json.loads(place.logins.read_text(encoding="utf-8"))[_ADMIN])
        return addresses(_admin_url(place, password), DATABASE) if _answers(place) else {}
    except (OSError, ValueError, KeyError):
        return {}


def stop(state: Path) -> None:
    """Stop the server, if one runs. Raise `DatabaseProblem`."""
    state = state.resolve()
    try:
        with _locked(state):
            _stop(Place.of(state))
    except OSError as error:
        raise of_system(error) from error


def destroy(state: Path) -> None:
    """Stop the server and remove all of it, what lies outside the clone too. Raise `DatabaseProblem`."""
    state = state.resolve()
    try:
        with _locked(state):
            place = Place.of(state)
            _stop(place)
            for folder in {place.short_socket, place.home, state}:
                if folder.exists():
                    shutil.rmtree(folder)
    except OSError as error:
        raise of_system(error) from error


@contextlib.contextmanager
def _locked(state: Path) -> Iterator[None]:
    # Beside the folder and never removed: a lock inside it would vanish under those who wait for it.
    state.parent.mkdir(parents=True, exist_ok=True)
    with (state.parent / f"{state.name}.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _password(place: Place) -> str:
    """Read the superuser's password, or draw it before there is a cluster that needs it."""
    if place.logins.exists():  # Written whole or not at all.
        return str(json.loads(place.logins.read_text(encoding="utf-8"))[_ADMIN])
    if (place.data / "PG_VERSION").exists():
        raise DatabaseProblem(f"{place.logins} fehlt und damit das Passwort; beginnen Sie mit „make demo-reset“ neu.")
    password = secrets.token_urlsafe(24)
    part = place.logins.with_suffix(".part")
    _write_secret(part, json.dumps({_ADMIN: password}))
    part.rename(place.logins)
    return password


def _write_secret(path: Path, content: str) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)


def _admin_url(place: Place, password: str) -> str:
    return with_parts("", dbname="postgres", user=_ADMIN, password=password, host=str(place.socket))


def _initialise(place: Place, password: str, *, fast: bool) -> None:
    """Make the cluster, if there is none; one that was cut off lies under another name and is made again."""
    user = place.user
    tools = places.binaries(place, user)
    version = place.data / "PG_VERSION"
    if version.exists():
        offered = places.run(user, [str(tools / "postgres"), "--version"]).stdout.split()[-1:]
        if offered and offered[0].split(".")[0] != (found := version.read_text().strip()):
            raise DatabaseProblem(
                f"Die Datenbank in {place.data} stammt von PostgreSQL {found}, eingerichtet ist "
                f"{offered[0]}; beginnen Sie mit „make demo-reset“ neu."
            )
        return
    # Names of their own: programs of a start that was cut off may still be writing under the old ones.
    attempt = secrets.token_hex(4)
    part, secret = place.home / f"data-{attempt}.part", place.home / f"password-{attempt}"
    for left in (*place.home.glob("data*.part"), place.data):
        shutil.rmtree(left, ignore_errors=True)
    places.own_folder(part, user)
    try:
        _write_secret(secret, password)
        if user:
            os.chown(secret, user.pw_uid, user.pw_gid)
        made = places.run(
            user,
            [
                str(tools / "initdb"),
                *(f"--pgdata={part}", f"--username={_ADMIN}", f"--pwfile={secret}", "--auth=scram-sha-256"),
                *("--encoding=UTF8", "--locale-provider=libc", "--locale=C.UTF-8", "--data-checksums"),
                *("--no-instructions", *(["--no-sync"] if fast else [])),
            ],
        )
    finally:
        secret.unlink(missing_ok=True)
    if made.returncode:
        shutil.rmtree(part, ignore_errors=True)
        raise _failure(place, "PostgreSQL ließ sich nicht anlegen", made.stdout)
    # Nobody comes in by network, and nobody without a password.
    (part / "pg_hba.conf").write_text("local all all scram-sha-256\n", encoding="utf-8")
    part.rename(place.data)


def _launch(place: Place, *, fast: bool) -> None:
    user = place.user
    _forget_dead(place)
    if place.socket != place.data:
        places.own_folder(place.socket, user)
    log = place.data / "server.log"
    if log.exists():
        log.rename(log.with_suffix(".log.old"))
    settings = {**_SETTINGS, **(_FAST if fast else {}), "unix_socket_directories": str(place.socket)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    # By a shell that leaves it behind, for it outlives this process; `pg_ctl` cannot quote every path.
    begun = places.run(
        user,
        [
            *("/bin/sh", "-c", 'log="$1"; shift; "$@" >>"$log" 2>&1 & echo $!', "sh", str(log)),
            *(str(places.binaries(place, user) / "postgres"), "-D", str(place.data), *options),
        ],
    )
    process = int(begun.stdout)
    _until(lambda: _answers(place) or not _exists(process), seconds=_PATIENCE)
    if not _answers(place):
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        raise _failure(place, "PostgreSQL startet nicht", said)


def _failure(place: Place, what: str, said: str) -> DatabaseProblem:
    if os.strerror(errno.ENOSPC) in said or os.strerror(errno.EDQUOT) in said:
        return no_space(place.home)
    last = " / ".join(line.strip() for line in said.strip().splitlines()[-3:])
    return DatabaseProblem(f"{what} ({last}); beheben Sie die Ursache oder beginnen Sie mit „make demo-reset“ neu.")


def _stop(place: Place) -> None:
    server = _server(place)
    if server is None:
        _forget_dead(place)
        return
    # SIGINT ends the sessions in order; who hangs longer is cut off by SIGQUIT, and the next start recovers.
    for order in (signal.SIGINT, signal.SIGQUIT):
        with contextlib.suppress(ProcessLookupError):
            os.kill(server, order)
        if _until(lambda: not _lives(server), seconds=_PATIENCE):
            break
    _forget_dead(place)


def _pid_file(place: Place) -> list[str]:
    """Return the lines of `postmaster.pid`: process, data, start, port, socket, address, memory, status."""
    try:
        return (place.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _server(place: Place) -> int | None:
    """Return the process of this cluster's server, ready or not, if it lives."""
    lines = _pid_file(place)
    # The second line tells a copied folder from its original, whose process lives.
    if lines[1:2] != [str(place.data)] or not lines[0].isdigit() or not _lives(int(lines[0])):
        return None
    return int(lines[0])


def _answers(place: Place) -> bool:
    """Say whether the server lives, is ready and takes connections where its addresses point."""
    if _server(place) is None or [line.strip() for line in _pid_file(place)[7:8]] != ["ready"]:
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        return probe.connect_ex(str(place.socket / ".s.PGSQL.5432")) == 0


def _wait_while_it_starts(place: Place) -> bool:
    """Say whether the server answers; one that somebody has just started gets its time."""
    return _until(lambda: _server(place) is None or _answers(place), seconds=_PATIENCE) and _answers(place)


def _lives(process: int) -> bool:
    """Say whether this is a living PostgreSQL, and not a stranger who got its number."""
    return _exists(process, name="postgres")


def _exists(process: int, *, name: str = "") -> bool:
    """Say whether the process lives (a zombie does not) and, if asked, whether its program has that name."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    program, _, rest = stat.partition("(")[2].rpartition(")")
    return rest.split()[0] not in "ZX" and name in {"", program}


def _forget_dead(place: Place) -> None:
    """Remove what a killed server left behind, once its last child is gone.

    PostgreSQL does so itself, but takes a zombie for a living server; and its own guard against the children
    of a killed server lies in the file that goes.
    """
    if not _pid_file(place):
        return
    if not _until(lambda: not _children(place.data), seconds=10):
        raise DatabaseProblem(
            f"Prozesse eines abgebrochenen PostgreSQL arbeiten noch in {place.data}; beenden Sie sie "
            "und starten Sie neu."
        )
    for path in (place.data / "postmaster.pid", *place.socket.glob(".s.PGSQL.*")):
        path.unlink(missing_ok=True)


def _children(data: Path) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        # Other accounts' processes do not show where they work, and are none of ours.
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == data and _lives(int(entry.name)):
                found.append(int(entry.name))
    return found


def _until(condition: Callable[[], bool], *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
