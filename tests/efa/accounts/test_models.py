# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each constraint of the table of sessions, broken."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from efa.accounts.models import Session
from efa.tenancy.current import tenant
from efa.wall.models import TenantManager, TenantModel
from tests.conftest import MUSTERSTADT
from tests.efa.accounts.conftest import kommune_of

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOOD = {
    "key": "0123456789abcdef" * 4, "data": "", "tenant": "k_aaaaaaaaaaaa", "host": MUSTERSTADT,
    "created_at": AT, "expires": AT + timedelta(hours=1),
}  # fmt: skip
BROKEN = {
    "session_key_is_a_hash": [{"key": "a" * 63}, {"key": "A" * 64}, {"key": "a" * 63 + "."}],
    "session_knows_its_tenant_and_host": [{"tenant": ""}, {"host": ""}],
    "session_expires_after_it_began": [{"expires": AT}, {"expires": AT - timedelta(1)}],
}


@pytest.mark.parametrize(("name", "values"), [(name, one) for name, many in BROKEN.items() for one in many])
def test_each_constraint_refuses_what_breaks_it(db, name, values):
    with tenant(kommune_of(MUSTERSTADT)):
        Session.objects.create(**GOOD)
        Session.objects.all().delete()
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Session.objects.create(**GOOD | values)


def test_a_key_stands_once_in_a_schema(db):
    with tenant(kommune_of(MUSTERSTADT)):
        Session.objects.create(**GOOD)
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.create(**GOOD)


def test_the_table_is_a_tenants_and_its_key_cannot_be_counted():
    assert issubclass(Session, TenantModel)
    assert isinstance(Session.objects, TenantManager)
    assert [field.name for field in Session._meta.concrete_fields if field.primary_key] == ["key"]
    assert Session._meta.pk.get_internal_type() == "CharField"
    assert "id" not in {field.name for field in Session._meta.get_fields()}


def test_the_table_stands_in_every_schema_with_hosts_and_not_in_public(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'accounts_session'")
        found = {schema for (schema,) in cursor.fetchall()}
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname = 'land' OR nspname LIKE 'k\\_%'")
        assert found == {schema for (schema,) in cursor.fetchall()}
    assert len(found) > 15
