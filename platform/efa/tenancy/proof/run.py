# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Send the probes as the logins of production, the controls as the superuser, and count."""

import os
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg

from efa.tenancy.proof.ground import Ground, survey
from efa.tenancy.proof.kinds import KINDS, NO_ROW, SUCCESS, Actor, Probe
from efa.tenancy.proof.probes import probes
from efa.wall.names import Roles

Connection = psycopg.Connection[Any]
# A control takes locks for a moment; it must not queue before the visitors of a Kommune for longer.
_PATIENCE: Final = "SET lock_timeout = '3s'"
# Which database, on which server, of which start: the same for all logins, or the proof would be of two.
_WHERE: Final = (
    "SELECT (SELECT oid FROM pg_database WHERE datname = current_database()), pg_postmaster_start_time(),"
    " session_user, (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)"
)
_LISTED: Final = 50
_LONGEST: Final = 160  # characters of a statement in a sentence


class WrongAddress(Exception):
    """An address does not lead where it must; `what` is a German sentence without any password."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where each login finds the database; `admin` is a superuser's, for the control, and may be missing."""

    owner: str = field(repr=False)
    web: str = field(repr=False)
    land: str = field(repr=False)
    worker: str = field(repr=False)
    admin: str = field(repr=False, default="")


@dataclass(slots=True)
class Tally:
    """The counts of one kind: tries and how many of them ended as they must; controls and how many succeeded."""

    tried: int = 0
    held: int = 0
    controls: int = 0
    leaked: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether everything was tried, held, and would have been seen."""
        return self.tried > 0 and self.tried == self.held and self.controls == self.leaked


@dataclass(slots=True)
class Result:
    """What came of it. `holes` and `blind` (controls that failed) are German sentences, the first fifty of each."""

    version: str
    schemas: int
    kommunen: int
    is_controlled: bool
    tallies: dict[str, Tally] = field(default_factory=dict)
    holes: list[str] = field(default_factory=list)
    blind: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def tried(self) -> int:
        """All tries."""
        return sum(tally.tried for tally in self.tallies.values())

    @property
    def is_sound(self) -> bool:
        """Whether every kind held and, where there was a control, would have been seen."""
        return all(tally.is_sound for tally in self.tallies.values())


def prove(
    addresses: Addresses,
    roles: Roles,
    *,
    kinds: Collection[str] = tuple(KINDS),
    schemas: int | None = None,
    every_table: bool = True,
) -> Result:
    """Try all of it; nothing is changed. Raise `WrongAddress`, `NothingToProve` or `psycopg.Error`.

    `schemas` takes that many only; without `every_table` each role tries one table of each foreign schema.
    """
    began = time.perf_counter()
    with _connected(addresses, roles) as (owner, logins, admin):
        ground = survey(owner, roles, limit=schemas)
        version = owner.execute("SHOW server_version").fetchone()
        result = Result(
            version=str(version[0]) if version else "",
            schemas=len(ground.schemas),
            kommunen=len(ground.kommunen),
            is_controlled=admin is not None,
            tallies={kind: Tally() for kind in KINDS if kind in kinds},
        )
        controls: dict[tuple[str, str], dict[str, bool]] = {}
        for probe in probes(ground, kinds, every_table=every_table):
            _judge(probe, _answer(logins[probe.actor.login], probe.first, probe.message), result)
            if admin and probe.kind != "own":
                _control(admin, probe, controls, result)
        if "password" in kinds:
            _knock(addresses, ground, result, controlled=admin is not None)
    result.seconds = time.perf_counter() - began
    return result


@contextmanager
def _connected(
    addresses: Addresses, roles: Roles
) -> Iterator[tuple[Connection, dict[str, Connection], Connection | None]]:
    """Connect all logins and see that they are who they should be, in one database. Raise `WrongAddress`."""
    wanted = [
        ("DATABASE_OWNER_URL", addresses.owner, roles.owner),
        ("DATABASE_URL", addresses.web, roles.web),
        ("DATABASE_LAND_URL", addresses.land, roles.land),
        ("DATABASE_WORKER_URL", addresses.worker, roles.worker),
    ]
    places = set()
    with ExitStack() as stack:
        opened: dict[str, Connection] = {}
        for name, address, login in [*wanted, ("DATABASE_ADMIN_URL", addresses.admin, "")]:
            if not address and not login:
                continue
            try:
                connection = stack.enter_context(psycopg.connect(address, autocommit=True))
            except psycopg.Error as problem:
                raise WrongAddress(f"{name} führt in keine Datenbank: {' '.join(str(problem).split())}") from None
            # A statement that is prepared could not be sent together with its wall.
            connection.prepare_threshold = None
            place, start, who, is_superuser = connection.execute(_WHERE).fetchone() or ("", "", "", False)
            places.add((place, start))
            if login and who != login:
                raise WrongAddress(f"{name} meldet sich als {who} an; erwartet ist {login}.")
            if is_superuser is bool(login):
                raise WrongAddress(f"{name} meldet sich {'' if login else 'nicht '}mit vollen Rechten an (Superuser).")
            opened[login] = connection
        if len(places) > 1:
            raise WrongAddress("Die Adressen führen nicht alle in dieselbe Datenbank.")
        admin = opened.pop("", None)
        if admin:
            admin.execute(_PATIENCE)
        yield opened[roles.owner], opened, admin


def _answer(connection: Connection, first: str, message: str) -> tuple[str, str]:
    """Send a message and return how it was answered: a code or `SUCCESS` or `NO_ROW`; and what PostgreSQL says."""
    cursor = connection.cursor()
    try:
        if first:
            cursor.execute(first)
        cursor.execute(message)
        # The results of a message are those of its statements in turn; before the one that is tried goes the wall.
        if not first:
            cursor.set_result(2)
        found = cursor.rowcount
        seen = str(cursor.fetchone()) if found > 0 and cursor.description else ""
    except psycopg.Error as refusal:
        if connection.closed:
            raise
        return refusal.sqlstate or type(refusal).__name__, str(refusal).partition("\n")[0]
    return (NO_ROW if found == 0 else SUCCESS), seen


def _judge(probe: Probe, answer: tuple[str, str], result: Result) -> None:
    code, said = answer
    tally = result.tallies[probe.kind]
    tally.tried += probe.counts
    # A try that must succeed may find an empty table.
    if code == probe.expected or (probe.expected, code) == (SUCCESS, NO_ROW):
        tally.held += probe.counts
        return
    happened = "kam durch" if code in {SUCCESS, NO_ROW} else f"wurde mit {code} abgewiesen ({said})"
    if code == SUCCESS and said:
        happened += f" und sah {said}"
    _note(
        result.holes,
        f"{_who(probe.actor)} {happened}; erwartet war: {probe.expected}. "
        f"Versucht war „{KINDS[probe.kind]}“, Ziel {probe.at}: {_short(probe)}",
    )


def _who(actor: Actor) -> str:
    return (
        f"Die Rolle {actor.role} (Anmeldung {actor.login})" if actor.role else f"Die Anmeldung {actor.login} ohne Rolle"
    )


def _control(admin: Connection, probe: Probe, controls: dict[tuple[str, str], dict[str, bool]], result: Result) -> None:
    """Send the same as the superuser, once for all who tried it; it must succeed."""
    first, message = probe.control_first, probe.control_message
    kinds = controls.setdefault((first, message), {})
    if probe.kind in kinds:
        return
    if not kinds:
        code, said = _answer(admin, first, message)
        if first:
            admin.execute("DISCARD ALL")
            admin.execute(_PATIENCE)
        # A statement that would be refused with a code succeeds here even where there is no row to be found.
        leaked = code == SUCCESS or (code == NO_ROW and probe.expected != NO_ROW)
        if not leaked:
            _note(
                result.blind,
                f"Die Gegenprobe zu „{KINDS[probe.kind]}“ gelang nicht ({code} {said}), der Versuch beweist also "
                f"nichts: {_short(probe)}",
            )
    else:
        leaked = next(iter(kinds.values()))
    kinds[probe.kind] = leaked
    result.tallies[probe.kind].controls += 1
    result.tallies[probe.kind].leaked += leaked


def _short(probe: Probe) -> str:
    statement = " ".join(probe.statement.split())
    return statement if len(statement) <= _LONGEST else f"{statement[:_LONGEST]} …"


def _knock(addresses: Addresses, ground: Ground, result: Result, *, controlled: bool) -> None:
    """Try to come in as each role, with its own name for a password; no password may be needed less than that.

    The driver reports no code before it is connected, so any refusal counts: that the same address lets its own login
    in at that moment is the control.
    """
    tally = result.tallies["password"]
    roles = ground.roles
    for name in (*(schema.role for schema in ground.schemas), *roles.groups, roles.owner, *roles.logins):
        tally.tried += 1
        try:
            psycopg.connect(addresses.web, user=name, password=name, passfile=os.devnull).close()
        except psycopg.OperationalError:
            tally.held += 1
        else:
            _note(result.holes, f"Als {name} kommt man ohne das richtige Passwort in die Datenbank.")
    if controlled:
        tally.controls += 1
        psycopg.connect(addresses.web).close()
        tally.leaked += 1


def _note(sentences: list[str], sentence: str) -> None:
    if len(sentences) < _LISTED:
        sentences.append(sentence)
