# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of a tenant: works, refused in the wrong state, leaves nothing half done."""

from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext
from psycopg.sql import SQL

from efa.audit.services import OPERATOR
from efa.tenancy import opening, services
from efa.tenancy.models import SCHEMA_NAME, Domain, HostKind, Kind, Kommune, State, new_schema_name
from efa.vocabulary.keys import InvalidKey

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def invite(ags="99003", *hosts):
    names = [services.HostName(host) for host in hosts or (f"neu-{ags}.localhost",)]
    return services.invite(
        kind=Kind.LANDKREIS,
        ags=ags,
        ars=ags,
        name="Landkreis Neu",
        short_name="Neu",
        population=5,
        host_names=names,
        by=OPERATOR,
        at=AT,
    )


def tables(schema):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [schema])
        return [name for (name,) in cursor.fetchall()]


def test_opening_gives_the_tables_of_its_type_and_no_others(as_owner):
    kommune = invite()
    assert tables(kommune.schema_name) == []
    opened = services.open_schema(ags="99003", by=OPERATOR, at=AT)
    assert (opened.state, opened.opened_at) == (State.CONFIGURING, AT)
    assert tables(kommune.schema_name) == tables(Kommune.objects.get(ags="99001").schema_name)
    assert "instance_office" in tables(kommune.schema_name)
    assert "tenancy_kommune" not in tables(kommune.schema_name)


def test_the_land_has_a_look_but_no_office(db):
    assert "theming_branding" in tables("land")
    assert "instance_office" not in tables("land")


def test_a_failure_half_way_leaves_nothing(as_owner, monkeypatch):
    kommune = invite()
    monkeypatch.setattr(opening.grants, "narrowing_statements", lambda *_: [SQL("SELECT 1 / 0")])
    with pytest.raises(DataError, match="division by zero"):
        services.open_schema(ags="99003", by=OPERATOR, at=AT)
    kommune.refresh_from_db()
    assert kommune.state == State.INVITED
    with connection.cursor() as cursor:
        for query, name in (
            ("SELECT 1 FROM pg_namespace WHERE nspname = %s", kommune.schema_name),
            ("SELECT 1 FROM pg_roles WHERE rolname = %s", f"efa_s_{kommune.schema_name}"),
        ):
            cursor.execute(query, [name])
            assert cursor.fetchone() is None


def test_only_the_owner_opens_a_schema(db):
    invite()
    with pytest.raises(opening.NotTheOwner):
        services.open_schema(ags="99003", by=OPERATOR, at=AT)


@pytest.mark.parametrize("ags", ["99001"])
def test_a_key_is_given_once(db, ags):
    with pytest.raises(services.AlreadyKnown) as refusal:
        invite(ags)
    assert refusal.value.what == ags


def test_a_host_is_given_once(db):
    with pytest.raises(services.AlreadyKnown) as refusal:
        invite("99003", "MUSTERSTADT.localhost.")
    assert refusal.value.what == "musterstadt.localhost"
    assert not Kommune.objects.filter(ags="99003").exists()


@pytest.mark.parametrize("host", ["", "a b", "http://x.example", "x.example:80", "x/y"])
def test_what_is_no_host_name_is_refused(db, host):
    with pytest.raises(services.NotAHostName):
        invite("99003", host)


def test_what_is_no_key_is_refused(db):
    with pytest.raises(InvalidKey):
        invite("9900")


def test_the_first_host_of_a_kind_is_the_primary_one(db):
    kommune = invite("99003", "eins.localhost", "zwei.localhost")
    rows = Domain.objects.filter(tenant=kommune).order_by("domain").values_list("domain", "is_primary", "kind")
    assert list(rows) == [
        ("eins.localhost", True, HostKind.KOMMUNE),
        ("zwei.localhost", False, HostKind.KOMMUNE),
    ]


DEEDS = {
    "suspend": (services.suspend, {State.CONFIGURING, State.TESTING, State.LIVE}),
    "reopen": (services.reopen, {State.SUSPENDED}),
    "archive": (services.archive, {State.SUSPENDED}),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", State)
def test_each_deed_fits_some_states_and_is_refused_in_the_others(db, deed, state):
    resumes_as = State.LIVE if state == State.SUSPENDED else ""
    Kommune.objects.filter(ags="99001").update(
        state=state, resumes_as=resumes_as, opened_at=None if state == State.INVITED else AT
    )
    do, allowed = DEEDS[deed]
    if state in allowed:
        assert do(ags="99001", by=OPERATOR, at=AT).state != state
    else:
        with pytest.raises(services.WrongState) as refusal:
            do(ags="99001", by=OPERATOR, at=AT)
        assert set(refusal.value.allowed) == allowed


@pytest.mark.parametrize("state", [State.CONFIGURING, State.TESTING, State.LIVE])
def test_reopening_goes_on_where_it_was_suspended(db, state):
    Kommune.objects.filter(ags="99001").update(state=state)
    services.suspend(ags="99001", by=OPERATOR, at=AT)
    assert services.reopen(ags="99001", by=OPERATOR, at=AT).state == state


def test_going_live_needs_a_time_of_testing(db):
    Kommune.objects.filter(ags="99001").update(state=State.CONFIGURING)
    with pytest.raises(services.WrongState):
        services.advance(ags="99001", to=State.LIVE, by=OPERATOR, at=AT)
    services.advance(ags="99001", to=State.TESTING, by=OPERATOR, at=AT)
    assert services.advance(ags="99001", to=State.LIVE, by=OPERATOR, at=AT).state == State.LIVE


def test_the_land_is_never_closed(db):
    with pytest.raises(services.TheLandStays):
        services.suspend(ags="15", by=OPERATOR, at=AT)


def test_nobody_has_an_unknown_key(db):
    with pytest.raises(services.UnknownKommune):
        services.suspend(ags="00000", by=OPERATOR, at=AT)


def test_schema_names_are_generated_and_say_nothing():
    names = {new_schema_name() for _ in range(1000)}
    assert len(names) == 1000
    assert all(SCHEMA_NAME.fullmatch(name) for name in names)


@pytest.mark.parametrize("deed", [services.suspend, partial(services.advance, to=State.TESTING)])
def test_the_row_is_locked_before_it_is_judged(db, deed):
    with CaptureQueriesContext(connection) as captured:
        deed(ags="99001", by=OPERATOR, at=AT)
    judged = next(query["sql"] for query in captured if 'FROM "tenancy_kommune"' in query["sql"])
    assert "FOR UPDATE" in judged
