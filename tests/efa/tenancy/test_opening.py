# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a schema comes to be: recorded once, replayed for each tenant, or taken from those kept ready."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from efa.audit.models import Entry
from efa.audit.services import OPERATOR
from efa.tenancy import catalogue, check, opening, services
from efa.tenancy.current import as_the_land, tenant
from efa.tenancy.models import Kind, Kommune, Recording, Spare, new_schema_name
from efa.wall.names import Roles

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROLES = Roles()


def invite(ags="99003"):
    return services.invite(
        kind=Kind.LANDKREIS, ags=ags, ars=ags, name="Landkreis Neu", short_name="Neu", population=5,
        host_names=[services.HostName(f"neu-{ags}.localhost")], by=OPERATOR, at=AT,
    )  # fmt: skip


def open_new(ags="99003"):
    invite(ags)
    return services.open_schema(ags=ags, by=OPERATOR, at=AT)


def migrated(schema):
    """Make a schema as django-tenants would: by migrating it, with nothing recorded or replayed."""
    with connection.cursor() as cursor:
        for statement in opening.grants.schema_statements(ROLES, schema, role_is_known=False):
            cursor.execute(statement)
    connection.set_schema(schema, include_public=False, tenant_type="kommune")
    executor = opening.MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        for statement in opening.grants.narrowing_statements(ROLES, schema, "kommune"):
            cursor.execute(statement)


def grants_of(schema):
    with connection.cursor() as cursor:
        return {
            tuple(str(part).replace(schema, "…") for part in right)
            for right in catalogue.rights(cursor)
            if schema in right.name or schema in right.role
        }


def rows_of(schema, query):
    with connection.cursor() as cursor:
        cursor.execute(query.replace("…", schema))
        return cursor.fetchall()


def test_an_opened_schema_equals_a_migrated_one(as_owner):
    opened, other = open_new().schema_name, new_schema_name()
    migrated(other)
    with connection.cursor() as cursor:
        looks = catalogue.structures(cursor, [opened, other])
        tables = catalogue.tables_of(cursor, [opened, other])
        owners = {
            name: owner for name, (_, owner) in catalogue.tables(cursor).items() if opened in name or other in name
        }
    assert len(tables[opened]) >= 7
    assert tables[opened] == tables[other]
    assert looks[opened] == looks[other]
    assert grants_of(opened) == grants_of(other)
    assert set(owners.values()) == {"efa_owner"}
    for query in (
        "SELECT app, name FROM ….django_migrations ORDER BY id",
        "SELECT sequencename, start_value, increment_by, cache_size, cycle FROM pg_sequences WHERE schemaname = '…'",
        "SELECT last_value FROM ….django_migrations_id_seq",
    ):
        assert rows_of(opened, query) == rows_of(other, query)
        assert rows_of(opened, query)


def test_the_structures_of_two_schemas_differ_by_an_index_or_a_default(as_owner):
    schema = open_new().schema_name
    with connection.cursor() as cursor:
        before = catalogue.structures(cursor, [schema])
        for change in (
            "CREATE INDEX more ON ….theming_branding (mark)",
            "ALTER TABLE ….theming_branding ALTER mark SET DEFAULT 'sun'",
            "ALTER TABLE ….theming_branding DROP CONSTRAINT branding_is_one_row",
            "ALTER TABLE ….theming_branding ALTER claim_de DROP NOT NULL",
        ):
            cursor.execute(change.replace("…", schema))
            after = catalogue.structures(cursor, [schema])
            assert after != before, change
            before = after


def test_the_database_looks_as_declared_after_opening(as_owner):
    open_new()
    opening.make_spare()
    assert check.findings() == []


def test_both_logs_say_who_opened_it(as_owner):
    kommune = open_new()
    with tenant(kommune):
        assert list(Entry.objects.order_by("number").values_list("number", "event", "actor", "at")) == [
            (1, "kommune.opened", OPERATOR, AT)
        ]
    with as_the_land():
        told = Entry.objects.filter(subject="kommune:99003").order_by("number").values_list("event", flat=True)
        assert list(told) == ["kommune.invited", "kommune.opened"]


def test_a_spare_is_taken_once_and_nothing_is_made_then(as_owner, monkeypatch):
    first, second = opening.make_spare(), opening.make_spare()
    monkeypatch.setattr(opening, "make", lambda *_: pytest.fail("a schema was made"))
    opened = {open_new("99003").schema_name, open_new("99004").schema_name}
    assert opened == {first.schema_name, second.schema_name}
    assert not Spare.objects.exists()


def test_a_spare_whose_opening_fails_stays(as_owner, monkeypatch):
    spare = opening.make_spare()
    invite()
    monkeypatch.setattr(services.audit, "record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.open_schema(ags="99003", by=OPERATOR, at=AT)
    assert Spare.objects.get() == spare
    assert Kommune.objects.get(ags="99003").schema_name != spare.schema_name


def test_spares_of_an_older_version_are_not_given_away_but_removed(as_owner):
    spare = opening.make_spare()
    Spare.objects.update(digest="old")
    assert open_new().schema_name != spare.schema_name
    assert opening.drop_old_spares() == 1
    assert not Spare.objects.exists()
    with connection.cursor() as cursor:
        assert spare.schema_name not in catalogue.schemas(cursor)
        assert not catalogue.role_is_known(cursor, ROLES.of(spare.schema_name))


def test_what_was_recorded_by_another_version_is_not_replayed(as_owner):
    Recording.objects.update(digest="old")
    invite()
    with pytest.raises(opening.NotRecorded):
        services.open_schema(ags="99003", by=OPERATOR, at=AT)
    opening.record("kommune")
    assert services.open_schema(ags="99003", by=OPERATOR, at=AT).opened_at == AT


def test_recording_leaves_no_schema_behind(as_owner):
    with connection.cursor() as cursor:
        before = catalogue.schemas(cursor)
        opening.record("land")
        assert catalogue.schemas(cursor) == before


def test_a_schema_is_made_once(as_owner):
    schema = new_schema_name()
    recording = opening.recording_of("kommune")
    opening.make(schema, recording)
    with pytest.raises(ProgrammingError, match="already exists"), transaction.atomic():
        opening.make(schema, recording)


def test_a_role_left_behind_by_another_database_is_used_again(as_owner):
    schema = new_schema_name()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLES.of(schema)} LOGIN")
    opening.make(schema, opening.recording_of("kommune"))
    with connection.cursor() as cursor:
        assert schema in catalogue.schemas(cursor)


def test_opening_by_command_leaves_schemas_ready_for_the_next(as_owner, capsys):
    call_command("kommune", "open", "99003", "--name", "Landkreis Neu", "--host", "neu.localhost")
    assert Spare.objects.count() == 2
    call_command("kommune", "spares", "3")
    assert capsys.readouterr().out.splitlines()[-1] == "1 angelegt; bereit stehen 3."


def test_a_kommune_is_led_into_operation_by_command(as_owner, capsys):
    open_new()
    for step, says in (("testing", "Testbetrieb"), ("live", "in Betrieb")):
        call_command("kommune", "advance", "99003", step)
        assert capsys.readouterr().out == f"Landkreis Neu: {says}.\n"
