# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Migrations visit who has a schema, as the owner, and see behind themselves."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django_tenants.migration_executors import standard

from efa.tenancy.models import Kind, Kommune, Recording


@pytest.fixture
def visited(as_owner, monkeypatch):
    seen = []
    monkeypatch.setattr(standard, "run_migrations", lambda *_, schema_name="public", **__: seen.append(schema_name))
    return seen


def test_who_was_only_invited_is_not_visited(visited):
    Kommune.objects.create(kind=Kind.LANDKREIS, ags="99003", ars="99003", name="Neu", short_name="Neu",
                           schema_name="k_aaaaaaaaaaaa")  # fmt: skip
    call_command("migrate_schemas", verbosity=0)
    assert len(visited) == 1 + 17
    assert "k_aaaaaaaaaaaa" not in visited


def test_only_the_owner_migrates(db):
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("migrate_schemas", verbosity=0)


def test_what_is_not_as_declared_stops_the_migration(visited):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE public.more (id int)")
    with pytest.raises(CommandError, match=r"public\.more gehört nicht nach public"):
        call_command("migrate_schemas", verbosity=0)


def test_rights_that_got_lost_are_given_again(visited):
    with connection.cursor() as cursor:
        cursor.execute("REVOKE SELECT ON public.tenancy_domain FROM efa_public")
        cursor.execute("GRANT SELECT ON public.tenancy_recording TO efa_public")
        cursor.execute("ALTER TABLE public.tenancy_kommune NO FORCE ROW LEVEL SECURITY")
    call_command("migrate_schemas", verbosity=0)


def test_a_schema_is_recorded_anew_when_migrations_have_changed(visited):
    Recording.objects.update(digest="old")
    call_command("migrate_schemas", verbosity=0)
    assert not Recording.objects.filter(digest="old")
