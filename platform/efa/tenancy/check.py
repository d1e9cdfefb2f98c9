# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does the database look as the models declare? Whatever differs is a finding, in words for whoever operates it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from efa.tenancy import catalogue, grants
from efa.tenancy.grants import Right
from efa.tenancy.models import Kommune, Recording, Spare, State
from efa.tenancy.opening import migrations_digest
from efa.wall.names import PUBLIC, Roles
from efa.wall.present import walled

# What the superuser gives when the database is prepared.
_MAY: Final = {"owner": {"inherit", "createrole", "login"}, "login": {"login"}, "group": {"inherit"}}
# With what the sessions of a login begin, and what nobody's may begin with.
_LIMITS: Final = {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"}
_EMPTY_PATH: Final = ("search_path", '""')
_DANGEROUS: Final = {"role", "search_path", "session_authorization", "row_security"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`area` groups the report: Rollen, Rechte, Regeln, Tabellen, Bestand; `what` is a German sentence."""

    area: str
    what: str


def findings() -> list[Finding]:
    """Compare everything, in a dozen queries whatever the number of tenants. Needs the owner's login."""
    roles = walled().roles
    tenants = {
        schema: (kind, name)
        for schema, kind, name in Kommune.objects.exclude(state=State.INVITED)
        .order_by("schema_name")
        .values_list("schema_name", "type", "name")
    }
    spares = dict.fromkeys(
        Spare.objects.order_by("schema_name").values_list("schema_name", flat=True),
        (Kommune.Type.KOMMUNE.value, "ein Schema auf Vorrat"),
    )
    with walled().cursor() as asked:
        return [
            *_roles(asked, roles, {**tenants, **spares}),
            *_rights(asked, roles, {**tenants, **spares}),
            *_policies(asked, roles),
            *_tables(asked, roles),
            *_structures(asked, {**tenants, **spares}),
        ]


Tenants = dict[str, tuple[str, str]]


def _roles(asked: catalogue.Asked, roles: Roles, tenants: Tenants) -> Iterator[Finding]:
    prefix = f"{roles.installation}_"
    found = {role.name: role.attributes for role in catalogue.roles(asked, prefix)}
    wanted = {roles.owner: _MAY["owner"]} | dict.fromkeys(roles.logins, _MAY["login"])
    wanted |= dict.fromkeys(roles.groups, _MAY["group"])
    wanted |= {roles.of(schema): _MAY["login"] | _MAY["group"] for schema in tenants}
    for role, attributes in wanted.items():
        if role not in found:
            yield Finding("Rollen", f"Die Rolle {role} fehlt.")
        elif found[role] != attributes:
            more, less = found[role] - attributes, attributes - found[role]
            yield Finding("Rollen", f"Die Rolle {role} darf zu viel ({_list(more)}) oder zu wenig ({_list(less)}).")
    for role in found.keys() - wanted.keys():
        # Other databases of the installation on this server (the suite's copies) have tenants of their own.
        if not role.startswith(roles.prefix) or found[role] - _MAY["login"] - _MAY["group"]:
            yield Finding("Rollen", f"Die Rolle {role} gehört zu keinem Mandanten und keinem Dienst.")
    yield from _members(asked, roles, tenants, known=set(wanted))
    for login, role in sorted(catalogue.inherited(asked, roles.logins)):
        yield Finding("Rollen", f"{login} hat die Rechte von {role}, ohne die Rolle anzunehmen.")
    yield from _settings(asked, roles)


def _settings(asked: catalogue.Asked, roles: Roles) -> Iterator[Finding]:
    found = catalogue.settings(asked, f"{roles.installation}_")
    for role, name, value in sorted(found):
        # What else an administrator sets for everybody is no matter of the wall; a limit may have another value.
        harmless = name not in _DANGEROUS if not role else role in roles.logins and name in _LIMITS
        if not harmless and (name, value) != _EMPTY_PATH:
            yield Finding("Rollen", f"Sitzungen von {role or 'allen'} beginnen mit {name} = {value}.")
    for login in roles.logins:
        for name in sorted((_LIMITS | {_EMPTY_PATH[0]}) - {name for role, name, _ in found if role == login}):
            yield Finding("Rollen", f"Der Anmeldung {login} fehlt die Voreinstellung von {name}.")


def _members(asked: catalogue.Asked, roles: Roles, tenants: Tenants, *, known: set[str]) -> Iterator[Finding]:
    found = catalogue.members(asked, f"{roles.installation}_")
    wanted = {(member, roles.public) for member in (*roles.logins, roles.tenant)}
    wanted |= {(roles.owner, group) for group in roles.groups}
    wanted |= {pair for schema in tenants for pair in grants.members(roles, schema)}
    for member, role in sorted(wanted - found.keys()):
        yield Finding("Rollen", f"{member} ist nicht Mitglied von {role}.")
    for (member, role), may_pass_on in sorted(found.items()):
        elsewhere = role not in known or member not in known
        foreign = not (member.startswith(roles.prefix) or role.startswith(roles.prefix))
        if (member, role) not in wanted and not (elsewhere and not foreign and _as_elsewhere(roles, member, role)):
            yield Finding("Rollen", f"{member} ist Mitglied von {role} und darf es nicht sein.")
        elif may_pass_on and member != roles.owner:
            yield Finding("Rollen", f"{member} darf die Mitgliedschaft in {role} weitergeben.")


def _as_elsewhere(roles: Roles, member: str, role: str) -> bool:
    """Say whether this is what a tenant of another database of this installation has."""
    schema = (member if member.startswith(roles.prefix) else role).removeprefix(roles.prefix)
    try:
        return (member, role) in set(grants.members(roles, schema))
    except ValueError:
        return False


def _rights(asked: catalogue.Asked, roles: Roles, tenants: Tenants) -> Iterator[Finding]:
    wanted = {Right("database", "this", login, "CONNECT") for login in roles.logins} | set(grants.public_rights(roles))
    for schema, (kind, _) in tenants.items():
        wanted |= set(grants.schema_rights(roles, schema, kind))
    found = catalogue.rights(asked)
    for right in sorted(found - wanted):
        yield Finding("Rechte", f"{right.role} hat {right.privilege} auf {right.kind} {right.name}: ein Recht zu viel.")
    for right in sorted(wanted - found):
        yield Finding("Rechte", f"{right.role} fehlt {right.privilege} auf {right.kind} {right.name}.")


def _policies(asked: catalogue.Asked, roles: Roles) -> Iterator[Finding]:
    wanted, found = set(), catalogue.policies(asked)
    # PostgreSQL writes conditions in its own way; the tables on which it is asked how are not to stay.
    with transaction.atomic():
        for policy in grants.policies(roles):
            using, check = (
                text if text in {"", "true"} else catalogue.condition_as_written(asked, policy.table, text)
                for text in (policy.using, policy.check)
            )
            wanted.add(policy._replace(using=using, check=check))
        transaction.set_rollback(True)
    for table, name, *_ in sorted(wanted - found):
        yield Finding("Regeln", f"Die Regel {name} an {PUBLIC}.{table} fehlt oder ist verändert.")
    for table, name, *_ in sorted(found - wanted):
        if (table, name) not in {(w[0], w[1]) for w in wanted}:
            yield Finding("Regeln", f"Die Regel {name} an {PUBLIC}.{table} gehört dort nicht hin.")


def _tables(asked: catalogue.Asked, roles: Roles) -> Iterator[Finding]:
    found = catalogue.tables(asked)
    shared = {f"{PUBLIC}.{table.name}" for table in grants.shared_tables()}
    for name, (forced, owner) in sorted(found.items()):
        if owner != roles.owner:
            yield Finding("Tabellen", f"{name} gehört {owner}.")
        if name.startswith(f"{PUBLIC}."):
            if name not in shared:
                yield Finding("Tabellen", f"{name} gehört nicht nach {PUBLIC}.")
            elif not forced:
                yield Finding("Tabellen", f"An {name} ist der Schutz der Zeilen abgeschaltet.")
    for name in sorted(shared - found.keys()):
        yield Finding("Tabellen", f"{name} fehlt.")


def _structures(asked: catalogue.Asked, tenants: Tenants) -> Iterator[Finding]:
    recordings = {recording.type: recording for recording in Recording.objects.order_by("type")}
    owners = catalogue.schemas(asked)
    looks = catalogue.structures(asked, tenants)
    there = catalogue.tables_of(asked, tenants)
    for kind in Kommune.Type.values:
        if kind not in recordings or recordings[kind].digest != migrations_digest():
            yield Finding("Bestand", f"Die Aufzeichnung für {kind} ist veraltet; es hilft: migrate_schemas")
    for schema, (kind, name) in tenants.items():
        if schema not in owners:
            yield Finding("Bestand", f"{name}: Das Schema {schema} fehlt.")
            continue
        wanted = grants.tenant_tables(kind).keys()
        for table in sorted(wanted - there[schema]):
            yield Finding("Bestand", f"{name}: Die Tabelle {schema}.{table} fehlt.")
        for table in sorted(there[schema] - wanted):
            yield Finding("Bestand", f"{name}: Die Tabelle {schema}.{table} gehört dort nicht hin.")
        recording = recordings.get(kind)
        if recording and there[schema] == wanted and looks.get(schema) != recording.catalogue:
            yield Finding("Bestand", f"{name}: Das Schema {schema} ist anders aufgebaut als ein neu eröffnetes.")
    for schema in sorted(owners.keys() - tenants.keys() - {PUBLIC}):
        yield Finding("Bestand", f"Das Schema {schema} gehört niemandem.")


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "–"
