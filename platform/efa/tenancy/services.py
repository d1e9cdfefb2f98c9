# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deeds: invite, open, suspend, reopen and archive a tenant; its hosts; its published look."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from django.db import transaction

from efa.audit import services as audit
from efa.tenancy import opening
from efa.tenancy.current import as_the_land, tenant
from efa.tenancy.hosts import hosts, normalised
from efa.tenancy.models import Domain, HostKind, Kind, Kommune, State, new_schema_name
from efa.vocabulary import keys
from efa.vocabulary.errors import DomainError
from efa.wall.names import LAND
from efa.wall.present import walled

Words = ParamSpec("Words")
Done = TypeVar("Done")
_NEXT: Final = {
    State.CONFIGURING: (State.TESTING,),
    State.TESTING: (State.LIVE, State.CONFIGURING),
    State.LIVE: (State.TESTING,),
}
_MAY_BE_SUSPENDED: Final = (State.CONFIGURING, State.TESTING, State.LIVE)


class AlreadyKnown(DomainError):
    """The key or a host belongs to a tenant already; `what` is the key or host."""

    def __init__(self, what: str) -> None:
        super().__init__(code="kommune.already_known")
        self.what = what


class UnknownKommune(DomainError):
    """No tenant has this key."""

    def __init__(self, ags: str) -> None:
        super().__init__(code="kommune.unknown")
        self.ags = ags


class NotAHostName(DomainError):
    """The text cannot be the name of a host."""

    def __init__(self, given: str) -> None:
        super().__init__(code="kommune.not_a_host_name")
        self.given = given


class WrongState(DomainError):
    """The deed does not fit the state of life; `state` is the present one, `allowed` those it fits."""

    def __init__(self, *, ags: str, state: str, allowed: Sequence[str]) -> None:
        super().__init__(code="kommune.wrong_state")
        self.ags = ags
        self.state = state
        self.allowed = tuple(allowed)


class TheLandStays(DomainError):
    """The Land's own pages are never closed by this deed."""

    def __init__(self) -> None:
        super().__init__(code="kommune.the_land_stays")


class OnlyOneLand(DomainError):
    """An installation has one Land, and it is there already."""

    def __init__(self) -> None:
        super().__init__(code="kommune.only_one_land")


@dataclass(frozen=True, slots=True)
class HostName:
    """A host as the deed wants it; the first of each kind becomes the primary one."""

    name: str
    kind: HostKind = HostKind.KOMMUNE


def _by_the_land(deed: Callable[Words, Done]) -> Callable[Words, Done]:
    """Run a deed on the registers as the Land, in one transaction; the first one of all as the owner.

    The role is taken before the transaction begins, because the Land has a login of its own.
    """

    @wraps(deed)
    def run(*args: Words.args, **kwargs: Words.kwargs) -> Done:
        founding = walled().is_owner and not Kommune.objects.filter(type=Kommune.Type.LAND).exclude(opened_at=None)
        with nullcontext() if founding else as_the_land(), transaction.atomic():
            return deed(*args, **kwargs)

    return run


@_by_the_land
def invite(
    *,
    kind: Kind,
    ags: str,
    ars: str,
    name: str,
    short_name: str,
    population: int | None,
    host_names: Sequence[HostName],
    by: str,
    at: datetime,
) -> Kommune:
    """Enter a tenant: row and hosts, no schema yet. Raise `AlreadyKnown`, `OnlyOneLand`, `NotAHostName`, `InvalidKey`.

    `by` is the opaque id of an account, or `audit.OPERATOR`. The Land itself is founded by the owner's login, before
    there is a log to write to.
    """
    if Kommune.objects.filter(ags=ags).exists():
        raise AlreadyKnown(ags)
    is_land = kind == Kind.LAND
    if is_land and Kommune.objects.filter(type=Kommune.Type.LAND).exists():
        raise OnlyOneLand
    kommune: Kommune = Kommune.objects.create(
        schema_name=LAND if is_land else new_schema_name(),
        type=Kommune.Type.LAND if is_land else Kommune.Type.KOMMUNE,
        kind=kind,
        ags=ags,
        ars=keys.ars(ars),
        name=name,
        short_name=short_name,
        population=population,
    )
    seen: set[HostKind] = set()
    for host in host_names:
        domain = normalised(host.name)
        if domain is None or ":" in host.name:
            raise NotAHostName(host.name)
        if Domain.objects.filter(domain=domain).exists():
            raise AlreadyKnown(domain)
        Domain.objects.create(domain=domain, tenant=kommune, kind=host.kind, is_primary=host.kind not in seen)
        seen.add(host.kind)
    hosts.changed()
    if not is_land:
        audit.record("kommune.invited", subject=_subject(kommune), by=by, at=at, facts={"hosts": len(seen)})
    return kommune


@transaction.atomic
def open_schema(*, ags: str, by: str, at: datetime) -> Kommune:
    """Give an invited tenant its schema, role, rights and tables, all or nothing. Needs the owner's login.

    A spare schema is taken where there is one. Raise `UnknownKommune`, `WrongState`, `NotTheOwner` or `NotRecorded`.
    Its own log begins with this deed; the Land's has it too.
    """
    opening.require_owner()
    kommune = _locked(ags)
    _require(kommune, State.INVITED)
    spare = opening.take_spare() if kommune.type == Kommune.Type.KOMMUNE else None
    if spare:
        # Nobody has used the reserved name yet, and names say nothing, so taking over the spare's is enough.
        kommune.schema_name = spare
    else:
        opening.make(kommune.schema_name, opening.recording_of(kommune.type))
    kommune.opened_at = at
    _set(kommune, State.CONFIGURING)
    with tenant(kommune):
        audit.record("kommune.opened", subject=_subject(kommune), by=by, at=at)
    if kommune.type != Kommune.Type.LAND:
        with as_the_land():
            audit.record("kommune.opened", subject=_subject(kommune), by=by, at=at)
    return kommune


@_by_the_land
def advance(*, ags: str, to: State, by: str, at: datetime) -> Kommune:
    """Move between configuring, testing and live. Raise `UnknownKommune` or `WrongState`."""
    kommune = _locked(ags)
    _require(kommune, *(state for state, following in _NEXT.items() if to in following))
    return _to(kommune, to, by=by, at=at)


@_by_the_land
def suspend(*, ags: str, by: str, at: datetime) -> Kommune:
    """Close the portal for now; its hosts answer 503 and its data stay.

    Raise `UnknownKommune`, `WrongState`, or `TheLandStays` for the Land, whose pages show the way to all others.
    """
    kommune = _locked(ags)
    if kommune.type == Kommune.Type.LAND:
        raise TheLandStays
    _require(kommune, *_MAY_BE_SUSPENDED)
    kommune.resumes_as = kommune.state
    return _to(kommune, State.SUSPENDED, by=by, at=at)


@_by_the_land
def reopen(*, ags: str, by: str, at: datetime) -> Kommune:
    """Go on where the portal was suspended. Raise `UnknownKommune` or `WrongState`."""
    kommune = _locked(ags)
    _require(kommune, State.SUSPENDED)
    state, kommune.resumes_as = State(kommune.resumes_as), ""
    return _to(kommune, state, by=by, at=at)


@_by_the_land
def archive(*, ags: str, by: str, at: datetime) -> Kommune:
    """Close the portal for good; its hosts answer 410 and its schema stays until it is removed by hand.

    Only a suspended tenant can be archived, so nobody does it by a slip. Raise `UnknownKommune` or `WrongState`.
    """
    kommune = _locked(ags)
    _require(kommune, State.SUSPENDED)
    kommune.resumes_as = ""
    return _to(kommune, State.ARCHIVED, by=by, at=at)


@transaction.atomic
def note_theme(*, schema_name: str, digest: str) -> None:
    """Take over the address of a tenant's published look."""
    Kommune.objects.filter(schema_name=schema_name).update(theme=digest)
    hosts.changed()


def _locked(ags: str) -> Kommune:
    kommune: Kommune | None = Kommune.objects.select_for_update().filter(ags=ags).order_by("pk").first()
    if kommune is None:
        raise UnknownKommune(ags)
    return kommune


def _require(kommune: Kommune, *allowed: State) -> None:
    if kommune.state not in allowed:
        raise WrongState(ags=kommune.ags, state=kommune.state, allowed=allowed)


def _to(kommune: Kommune, state: State, *, by: str, at: datetime) -> Kommune:
    facts = {"before": kommune.state, "after": state.value}
    _set(kommune, state)
    audit.record("kommune.moved", subject=_subject(kommune), by=by, at=at, facts=facts)
    return kommune


def _set(kommune: Kommune, state: State) -> None:
    kommune.state = state
    kommune.save()
    hosts.changed()


def _subject(kommune: Kommune) -> str:
    return f"kommune:{kommune.ags}"
