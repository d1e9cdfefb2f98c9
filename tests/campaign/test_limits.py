# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the logins may use up of the database (T15), and that nothing to come is theirs by itself (T2)."""

import psycopg
import pytest

from efa.wall import names
from tests.campaign.crowd import ROLES

LOGINS = {"DATABASE_URL": "kommune", "DATABASE_LAND_URL": "land", "DATABASE_WORKER_URL": "kommune"}


@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize(
    "limit", ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]
)  # fmt: skip
def test_the_database_ends_what_takes_too_long(database, login, limit):
    with psycopg.connect(database["DATABASE_TEST_URL"]) as admin:
        kommune = admin.execute("SELECT schema_name FROM tenancy_kommune WHERE ags = '99001'").fetchone()[0]
    with psycopg.connect(database[login], autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        schema = names.LAND if LOGINS[login] == "land" else kommune
        answer = connection.execute(
            f"{names.tenant_wall(ROLES, schema)} SELECT setting FROM pg_settings WHERE name = '{limit}'"
        )
        answer.set_result(names.ANSWERS)
        # Milliseconds; none would be 0.
        assert 0 < int(answer.fetchone()[0]) <= 30_000


def test_a_function_of_the_owners_is_nobody_elses(database):
    with psycopg.connect(database["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE FUNCTION public.probe() RETURNS integer LANGUAGE sql AS 'SELECT 1'")
        for role in (*ROLES.logins, *ROLES.groups):
            question = "SELECT has_function_privilege(%s, 'public.probe()', 'EXECUTE')"
            assert owner.execute(question, [role]).fetchone() == (False,)
        owner.rollback()
