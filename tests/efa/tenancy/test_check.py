# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue check finds whatever was done to roles, rights, policies and tables, and nothing where nothing was."""

import psycopg
import pytest
from django.db import connection

from efa.config.database import of_owner
from efa.config.postgres import database as preparing
from efa.tenancy import check
from efa.tenancy.models import Kommune
from tests.conftest import one_login, use
from tests.efa.tenancy.tampering import HOLES, MORE


@pytest.fixture
def owner_login(database, server, django_db_setup, django_db_blocker):
    """A superuser in the owner's place, who may do everything, in the transaction of `db`."""
    # Others who prepare a database write the same roles meanwhile, so one waits for the other.
    with psycopg.connect(server["ADMIN_URL"], autocommit=True) as alone:
        alone.execute("SELECT pg_advisory_lock(%s)", [preparing._LOCK])
        with django_db_blocker.unblock():
            use(of_owner(database["DATABASE_TEST_URL"]))
        yield
    with django_db_blocker.unblock():
        use(one_login(database))


@pytest.fixture
def places(as_owner, database):
    a, b = (Kommune.objects.get(ags=ags).schema_name for ags in ("99001", "99002"))
    return {"a": a, "b": b, "roles": "efa", "database": connection.settings_dict["NAME"]}


def found():
    return [finding.what for finding in check.findings()]


def test_an_untouched_database_has_no_findings(as_owner):
    assert found() == []


@pytest.mark.parametrize("hole", HOLES)
def test_each_hole_is_a_finding(places, hole):
    with connection.cursor() as cursor:
        for statement in HOLES[hole].made:
            cursor.execute(statement.format(**places))
    assert found() != []


@pytest.mark.parametrize("deed", MORE)
def test_each_tampering_is_a_finding_that_names_it(places, deed):
    statement, named = (text.format(**places) for text in MORE[deed])
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert any(named in what for what in found()), found()


def test_a_finding_says_what_is_too_much_and_whose(places):
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON {a}.theming_branding TO {roles}_s_{b}".format(**places))
    assert found() == ["efa_s_{b} hat SELECT auf table {a}.theming_branding: ein Recht zu viel.".format(**places)]
