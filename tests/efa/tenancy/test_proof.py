# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The proof: nobody gets through, its control always does, and each hole that is planted is found and named."""

import dataclasses

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from efa.tenancy.proof import probes
from efa.tenancy.proof.ground import NothingToProve
from efa.tenancy.proof.kinds import KINDS
from efa.tenancy.proof.run import Result, WrongAddress, prove
from efa.wall.names import Roles
from tests.efa.tenancy.conftest import proof_addresses
from tests.efa.tenancy.tampering import HOLES

# One worker makes the installation and keeps it.
pytestmark = pytest.mark.xdist_group("installation")


def contents(url: str) -> dict[str, object]:
    """Everything there is: rows, structure, rights of all tables and the roles, large objects and schemas."""
    with psycopg.connect(url, autocommit=True) as admin:
        tables = admin.execute(
            "SELECT n.nspname, relname, relacl::text, reltuples < 0 FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = relnamespace WHERE relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2"
        ).fetchall()
        rows = {
            (schema, table): admin.execute(
                SQL("SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t").format(
                    Identifier(schema, table)
                )
            ).fetchall()
            for schema, table, *_ in tables
        }
        rest = [
            admin.execute(SQL(question)).fetchall()
            for question in (
                "SELECT nspname, nspacl::text FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1",
                "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attname = 'probe'",
                "SELECT oid FROM pg_largeobject_metadata",
                "SELECT proname FROM pg_proc WHERE proname = 'probe'",
                "SELECT rolname FROM pg_roles WHERE rolname LIKE 'probe%'",
            )
        ]
    return {"tables": tables, "rows": rows, "rest": rest}


@pytest.fixture(scope="module")
def before_and_after(database: dict[str, str]) -> tuple[dict[str, object], Result, dict[str, object]]:
    """The proof of the demo's fourteen Kommunen, the cast's two and the Land, and the database before and after it."""
    addresses = proof_addresses(database)
    before = contents(addresses.admin)
    result = prove(addresses, Roles(), every_table=False)
    return before, result, contents(addresses.admin)


@pytest.fixture(scope="module")
def result(before_and_after) -> Result:
    return before_and_after[1]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_gets_through_and_the_superuser_always_does(result, kind):
    tally = result.tallies[kind]
    assert tally.tried > 0
    assert (tally.held, tally.leaked) == (tally.tried, tally.controls)
    # What must succeed needs no control; all else proves nothing without one.
    assert (tally.controls > 0) is (kind != "own")
    assert (result.holes, result.blind) == ([], [])


def test_every_role_by_every_login_tries_every_foreign_schema(result):
    assert (result.schemas, result.kommunen) == (17, 16)
    assert result.tallies["read"].tried == 17 * 2 * 16
    assert result.tallies["rights"].tried == 17 * 16 + 6 * 17
    assert result.is_sound


def test_the_proof_changes_nothing_not_even_by_its_control(before_and_after):
    before, _, after = before_and_after
    assert before == after


def test_every_table_is_read_where_nobody_asks_for_less(database):
    addresses = proof_addresses(database)
    with psycopg.connect(addresses.admin, autocommit=True) as admin:
        ((tables,),) = admin.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname ~ '^(land|k_[a-z2-7]{12})$'"
        ).fetchall()
    every = prove(addresses, Roles(), kinds=["read"])
    # Each by two logins, by everybody but the role of its own schema.
    assert every.tallies["read"].tried == 2 * tables * (17 - 1)
    assert every.is_sound


def test_fewer_schemas_and_kinds_can_be_asked_for(database):
    few = prove(proof_addresses(database), Roles(), kinds=["insert", "password"], schemas=3)
    assert (few.schemas, list(few.tallies)) == (3, ["insert", "password"])
    assert few.is_sound


# --- what it must notice -----------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def places(installation):
    a, b = (
        schema for (schema,) in installation.as_admin(
            "SELECT schema_name FROM public.tenancy_kommune WHERE type = 'kommune' ORDER BY ags"
        )
    )  # fmt: skip
    name = psycopg.conninfo.conninfo_to_dict(installation.urls["DATABASE_URL"])["dbname"]
    return {"a": a, "b": b, "roles": installation.roles.installation, "database": name}


def test_a_new_installation_holds_its_spare_schemas_included(installation):
    result = prove(installation.addresses, installation.roles)
    assert (result.holes, result.blind, result.kommunen) == ([], [], 4)
    assert result.is_sound


@pytest.mark.parametrize("hole", HOLES)
def test_a_planted_hole_is_found_and_its_closing_too(installation, places, hole):
    made, closed, found_by = HOLES[hole]
    installation.as_admin(*(statement.format(**places) for statement in made))
    try:
        result = prove(installation.addresses, installation.roles, kinds=found_by)
    finally:
        installation.as_admin(*(statement.format(**places) for statement in closed))
    assert [kind for kind, tally in result.tallies.items() if tally.held == tally.tried] == []
    assert result.blind == []
    # Each sentence names who, what was tried, and the statement.
    assert all("Anmeldung" in sentence and "Versucht war" in sentence for sentence in result.holes)
    assert prove(installation.addresses, installation.roles, kinds=found_by).is_sound


def test_a_hole_is_named_by_role_schema_and_probe(installation, places):
    a, b, roles = places["a"], places["b"], installation.roles
    installation.as_admin(
        f"GRANT USAGE ON SCHEMA {a} TO {roles.of(b)}", f"GRANT SELECT ON {a}.instance_office TO {roles.of(b)}"
    )
    try:
        found = prove(installation.addresses, roles, kinds=["read"]).holes
    finally:
        installation.as_admin(
            f"REVOKE ALL ON {a}.instance_office FROM {roles.of(b)}", f"REVOKE ALL ON SCHEMA {a} FROM {roles.of(b)}"
        )
    statement = f'SELECT 1 FROM "{a}"."instance_office" LIMIT 1'
    assert found == [
        f"Die Rolle {roles.of(b)} (Anmeldung {login}) kam durch; erwartet war: 42501. Versucht war „{KINDS['read']}“, "
        f"Ziel {a}: {statement}"
        for login in (roles.web, roles.worker)
    ]


def test_a_role_that_needs_no_password_is_found(installation, places):
    role = installation.roles.of(places["a"])
    installation.as_admin(
        f"ALTER ROLE {role} PASSWORD '{role}'", f"GRANT CONNECT ON DATABASE {places['database']} TO {role}"
    )
    try:
        result = prove(installation.addresses, installation.roles, kinds=["password"])
    finally:
        installation.as_admin(
            f"ALTER ROLE {role} PASSWORD NULL", f"REVOKE CONNECT ON DATABASE {places['database']} FROM {role}"
        )
    assert result.holes == [f"Als {role} kommt man ohne das richtige Passwort in die Datenbank."]


def test_a_probe_with_a_slip_of_the_pen_proves_nothing(installation, monkeypatch):
    # Refused with the right code, but for another reason than the wall.
    monkeypatch.setattr(probes, "_ON_TABLE", (("path", "SELECT 1 FROM themming_branding LIMIT 1"),))
    result = prove(installation.addresses, installation.roles, kinds=["path"])
    tally = result.tallies["path"]
    assert (tally.held, tally.leaked) == (tally.tried, 0)
    assert result.holes == []
    assert "beweist also nichts: SELECT 1 FROM themming_branding" in result.blind[0]
    assert not result.is_sound


def test_another_refusal_than_the_expected_one_is_a_hole(installation, monkeypatch):
    monkeypatch.setattr(probes, "_BEYOND", ("SELECT 1 / 0",))
    result = prove(installation.addresses, installation.roles, kinds=["beyond"])
    assert "wurde mit 22012 abgewiesen (division by zero); erwartet war: 42501" in result.holes[0]
    assert not result.is_sound


def test_a_kind_of_which_nothing_was_tried_is_not_proven(installation, monkeypatch):
    monkeypatch.setattr(probes, "_ON_LOG", ())
    assert not prove(installation.addresses, installation.roles, kinds=["log"]).is_sound


def test_without_a_superuser_nothing_is_controlled(installation):
    alone = dataclasses.replace(installation.addresses, admin="")
    result = prove(alone, installation.roles, kinds=["read"])
    assert result.is_sound
    assert not result.is_controlled
    assert result.tallies["read"].controls == 0


@pytest.mark.parametrize(
    ("part", "other", "says"),
    [
        ("web", "land", "DATABASE_URL meldet sich als .*_land an; erwartet ist .*_web"),
        ("worker", "admin", "DATABASE_WORKER_URL meldet sich als postgres an"),
        ("admin", "owner", "DATABASE_ADMIN_URL meldet sich nicht mit vollen Rechten an"),
    ],
)
def test_a_login_that_is_another_one_is_refused(installation, part, other, says):
    wrong = dataclasses.replace(installation.addresses, **{part: getattr(installation.addresses, other)})
    with pytest.raises(WrongAddress, match=says):
        prove(wrong, installation.roles)


def test_a_login_without_limits_to_its_rights_is_refused(installation):
    installation.as_admin(f"ALTER ROLE {installation.roles.web} SUPERUSER")
    try:
        with pytest.raises(WrongAddress, match="DATABASE_URL meldet sich mit vollen Rechten an"):
            prove(installation.addresses, installation.roles)
    finally:
        installation.as_admin(f"ALTER ROLE {installation.roles.web} NOSUPERUSER")


def test_all_addresses_must_lead_into_one_database(installation, database):
    elsewhere = dataclasses.replace(installation.addresses, admin=database["ADMIN_URL"])
    with pytest.raises(WrongAddress, match="nicht alle in dieselbe Datenbank"):
        prove(elsewhere, installation.roles)


def test_a_wrong_address_is_told_without_its_password(installation):
    wrong = dataclasses.replace(installation.addresses, land="postgresql://efa_land:geheim@/efa?host=/nowhere")
    with pytest.raises(WrongAddress, match="DATABASE_LAND_URL führt in keine Datenbank") as refusal:
        prove(wrong, installation.roles)
    assert "geheim" not in refusal.value.what
    assert "geheim" not in repr(wrong)


def test_one_schema_has_no_wall(installation):
    with pytest.raises(NothingToProve):
        prove(installation.addresses, installation.roles, schemas=1)
