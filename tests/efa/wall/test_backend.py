# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose is a statement? Tried with the logins of production, outside of any transaction of the suite (T1, T5)."""

import contextlib
from types import SimpleNamespace

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, DataError, OperationalError, ProgrammingError, connection, transaction
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from efa.tenancy import hosts as hosts_module
from efa.tenancy.current import tenant
from efa.tenancy.middleware import Hosts
from efa.wall.errors import LoginChange, Nobody, NoLogin, OtherTenant
from efa.wall.names import Roles
from efa.wall.present import THE_LAND, acting_as, as_anybody, walled
from tenants.instance.models import OpeningHours
from tests.conftest import BEISPIELHAUSEN, LAND, MUSTERSTADT, CheckedClient, use
from tests.efa.wall.conftest import ask, in_a_thread, of
from theming.models import PublishedTheme

ALONE = contextlib.nullcontext
BLOCKS = {"alone": ALONE, "atomic": transaction.atomic}


def run(query, block):
    with BLOCKS[block](), connection.cursor() as cursor:
        cursor.execute(query)


# --- somebody ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("block", BLOCKS)
def test_each_statement_is_its_tenants_and_sees_its_tenants_rows(tenants, block):
    for one in [*tenants, *reversed(tenants)]:
        with tenant(one), BLOCKS[block]():
            assert ask() == ask() == of(one)
    assert len({of(one) for one in tenants}) == 17


@pytest.mark.parametrize("block", BLOCKS)
def test_who_is_no_tenant_reads_the_registers_and_no_more(tenants, block):
    with as_anybody(), BLOCKS[block](), connection.cursor() as cursor:
        cursor.execute("SELECT session_user::text, current_user::text, current_schema()::text FROM tenancy_kommune")
        assert set(cursor.fetchall()) == {("efa_web", "efa_public", "public")}


def test_behind_a_statement_nothing_is_left_on_the_connection(musterstadt):
    with tenant(musterstadt):
        ask()
        with walled().connection.cursor() as bare:
            bare.execute("SELECT current_user::text, current_setting('search_path'), session_user::text")
            assert bare.fetchone() == ("efa_web", '""', "efa_web")
            for table in ("instance_office", f"{musterstadt.schema_name}.instance_office", "public.tenancy_kommune"):
                with pytest.raises(psycopg.Error, match=r"does not exist|permission denied"):
                    bare.execute(f"SELECT 1 FROM {table}")


# --- nobody ------------------------------------------------------------------------------------------------------
class SaysNothing(BaseCommand):
    def handle(self, **options):
        PublishedTheme.objects.count()


def test_a_statement_of_nobody_is_not_even_sent(logins, monkeypatch):
    monkeypatch.setattr(psycopg.Cursor, "execute", lambda *_, **__: pytest.fail("sent"))
    walled().ensure_connection()
    for block in BLOCKS.values():
        with pytest.raises(Nobody), block():
            ask()


@pytest.mark.parametrize(
    "deed",
    [
        ask,
        PublishedTheme.objects.count,
        lambda: OpeningHours(weekday=1, opens_at="09:00", closes_at="10:00").save(),
        lambda: call_command(SaysNothing()),
        lambda: next(OpeningHours.objects.iterator()),
    ],
    ids=["cursor", "question", "deed", "command", "iterator"],
)
def test_a_new_thread_is_nobody(musterstadt, deed):
    with tenant(musterstadt):
        ask()
        with pytest.raises(Nobody):
            in_a_thread(deed)


def test_who_was_forgotten_is_nobody(musterstadt):
    walled().set_tenant(musterstadt)
    assert ask() == of(musterstadt)
    walled().forget_tenant()
    with pytest.raises(Nobody):
        ask()


def test_behind_a_block_the_connection_is_whose_it_was_before(musterstadt, beispielhausen):
    with tenant(musterstadt):
        with pytest.raises(ZeroDivisionError), tenant(beispielhausen):
            raise ZeroDivisionError
        assert ask() == of(musterstadt)
        with as_anybody():
            pass
        assert ask() == of(musterstadt)
    with pytest.raises(Nobody):
        ask()


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        (lambda: (ask() for _ in "a"), Nobody),
        (lambda: (row.css for row in PublishedTheme.objects.iterator()), OtherTenant),
    ],
    ids=["cursor", "question"],
)
def test_a_body_that_is_streamed_behind_the_middleware_is_nobodys(tenants, rows, refusal):
    response = Hosts(lambda _: StreamingHttpResponse(rows()))(RequestFactory().get("/", headers={"host": MUSTERSTADT}))
    with pytest.raises(refusal):
        list(response)


# --- unknown -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("block", BLOCKS)
def test_an_unknown_tenant_is_an_error_and_never_public(musterstadt, block):
    unknown = SimpleNamespace(schema_name="k_aaaaaaaaaaaa", get_tenant_type=lambda: "kommune")
    for query in ("SELECT 1", "SELECT name FROM tenancy_kommune"):
        with tenant(unknown), pytest.raises(DatabaseError, match='role "efa_s_k_aaaaaaaaaaaa" does not exist'):
            run(query, block)
    with tenant(musterstadt):
        assert ask() == of(musterstadt)


@pytest.mark.parametrize("name", ["public", "k_1", "K_ABCDEFGHIJKL", "land'; --", "k_abcdefghijkl, public", ""])
def test_a_schema_that_was_not_generated_is_refused_before_a_statement(logins, name):
    with pytest.raises(ValueError, match="not a generated schema name"):
        walled().set_tenant(SimpleNamespace(schema_name=name, get_tenant_type=lambda: "kommune"))
    assert walled().schema_name is None


# --- logins ------------------------------------------------------------------------------------------------------
def test_the_land_and_kommunen_have_connections_of_their_own(land, musterstadt):
    pids = {}
    for _ in range(3):
        for one in (land, musterstadt):
            with tenant(one), connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                pids.setdefault(one.pk, set()).add(cursor.fetchone())
                assert ask() == of(one)
    assert [len(own) for own in pids.values()] == [1, 1]
    assert len(set.union(*pids.values())) == 2


def test_inside_a_transaction_the_login_cannot_change(land, musterstadt):
    with tenant(musterstadt), transaction.atomic():
        ask()
        with pytest.raises(LoginChange), tenant(land):
            pass
        assert ask() == of(musterstadt)
    with tenant(land), transaction.atomic(), pytest.raises(LoginChange), tenant(musterstadt):
        pass


def test_what_is_kept_for_the_other_login_is_closed_too(land, musterstadt):
    with tenant(land):
        ask()
        lands = walled().connection
    with tenant(musterstadt):
        ask()
        web = walled().connection
        assert not lands.closed
        walled().close()
    assert web.closed
    assert lands.closed
    with tenant(land):
        assert ask() == of(land)


def test_a_kept_connection_that_ended_meanwhile_is_made_anew(land, musterstadt, admin):
    with tenant(land):
        ask()
        pid = walled().connection.info.backend_pid
    with tenant(musterstadt):
        ask()
    admin.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with tenant(land):
        assert ask() == of(land)


def test_a_cursor_of_one_login_cannot_be_used_as_the_other(land, musterstadt):
    with tenant(musterstadt), connection.cursor() as cursor:
        with tenant(land), pytest.raises(DatabaseError, match='permission denied to set role "efa_s_land"'):
            cursor.execute("SELECT 1")
        cursor.execute("SELECT current_user::text")
        assert cursor.fetchone() == (of(musterstadt).role,)


# By raw SQL in the middle of a statement of its own: the database says no, not our code.
@pytest.mark.parametrize(
    "way", ["SET ROLE {role}", "SET LOCAL ROLE {role}", "SELECT set_config('role', '{role}', true)"]
)
@pytest.mark.parametrize("block", BLOCKS)
def test_a_login_cannot_take_the_roles_of_the_other_one(land, musterstadt, way, block):
    roles = Roles()
    forbidden = {land: {of(musterstadt).role}, musterstadt: {of(land).role, roles.registrar}}
    for me, others in forbidden.items():
        for role in others | {roles.owner, roles.worker, "postgres"}:
            with tenant(me), pytest.raises(ProgrammingError, match=f'permission denied to set role "{role}"'):
                run(way.format(role=role), block)


def test_a_process_of_the_land_cannot_become_a_kommune_and_knows_no_host_of_one(database, tenants):
    from efa.config.database import of_urls

    use(of_urls({"land": database["DATABASE_LAND_URL"]}))
    assert [walled().serves(kind) for kind in ("land", "kommune")] == [True, False]
    with pytest.raises(NoLogin), tenant(tenants[-1]):
        pass
    with pytest.raises(Nobody):
        ask()
    assert CheckedClient(HTTP_HOST=LAND).get("/").status_code == 200
    for host in (MUSTERSTADT, f"www.{MUSTERSTADT}"):
        assert CheckedClient(HTTP_HOST=host).get("/").status_code == 404


def test_a_process_of_kommunen_cannot_become_the_land(database, tenants):
    from efa.config.database import of_urls

    use(of_urls({"kommune": database["DATABASE_URL"]}))
    with pytest.raises(NoLogin), acting_as(THE_LAND):
        pass
    assert CheckedClient(HTTP_HOST=BEISPIELHAUSEN).get("/").status_code == 200
    assert CheckedClient(HTTP_HOST=LAND).get("/").status_code == 404


# --- connections -------------------------------------------------------------------------------------------------
def test_a_connection_that_saw_many_tables_is_ended_at_the_edge_of_a_request(tenants, monkeypatch):
    monkeypatch.setattr("efa.wall.backend.base.TABLES_OF_A_CONNECTION", 3)
    kommunen = tenants[1:]
    walled().close()
    for one in kommunen[:3]:
        with tenant(one):
            ask()
    first = walled().connection
    walled().close_if_unusable_or_obsolete()
    assert not first.closed
    with tenant(kommunen[3]):
        ask()
    walled().close_if_unusable_or_obsolete()
    assert first.closed
    with tenant(kommunen[4]):
        assert ask() == of(kommunen[4])


def test_a_statement_counts_once_for_a_schema_and_once_for_each_table_it_joins(tenants, monkeypatch):
    monkeypatch.setattr("efa.wall.backend.base.TABLES_OF_A_CONNECTION", 3)
    walled().close()
    with tenant(tenants[1]):
        for _ in range(5):
            ask()
    first = walled().connection
    walled().close_if_unusable_or_obsolete()
    assert not first.closed
    with tenant(tenants[1]), walled().cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_class a JOIN pg_class b USING (oid) JOIN pg_class c USING (oid) LIMIT 1")
    walled().close_if_unusable_or_obsolete()
    assert first.closed


def test_whether_a_connection_is_usable_costs_no_round_trip(musterstadt, admin, monkeypatch):
    with tenant(musterstadt):
        ask()
        with monkeypatch.context() as patch:
            patch.setattr(psycopg.Cursor, "execute", lambda *_, **__: pytest.fail("asked"))
            assert walled().is_usable()
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [walled().connection.info.backend_pid])
        assert not walled().is_usable()
    walled().close()
    assert not walled().is_usable()


@pytest.mark.parametrize("block", BLOCKS)
def test_a_back_end_that_dies_is_an_error_and_the_next_request_is_right(musterstadt, beispielhausen, admin, block):
    def die():
        ask()
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", [walled().connection.info.backend_pid])
        ask()

    with tenant(musterstadt), pytest.raises(OperationalError), BLOCKS[block]():
        die()
    with tenant(beispielhausen), contextlib.suppress(OperationalError):
        # Until the edge of the request, there is no connection, and none of somebody else.
        assert ask() == of(beispielhausen)
    walled().close_if_unusable_or_obsolete()
    for one in (beispielhausen, musterstadt):
        with tenant(one):
            assert ask() == of(one)


@pytest.mark.parametrize("max_age", [0, 60, None])
def test_one_connection_serves_tenants_in_turn(tenants, max_age, monkeypatch):
    monkeypatch.setitem(walled().settings_dict, "CONN_MAX_AGE", max_age)
    walled().close()
    for one in tenants[1:] * 2:
        with tenant(one):
            assert ask() == of(one)
        walled().close_if_unusable_or_obsolete()
        assert (walled().connection is None) == (max_age == 0)


def test_a_request_after_a_failed_one_is_its_own_tenants(tenants, monkeypatch):
    def fail(*_):
        PublishedTheme.objects.get(pk="f" * 16)

    with monkeypatch.context() as patch:
        patch.setattr("theming.selectors.provider", fail)
        failed = CheckedClient(raise_request_exception=False, HTTP_HOST=MUSTERSTADT).get("/impressum/")
    assert failed.status_code == 500
    with pytest.raises(Nobody):
        ask()
    page = CheckedClient(HTTP_HOST=BEISPIELHAUSEN).get("/")
    assert "Einbürgerungsbehörde Beispielhausen" in page.content.decode()


# --- statements --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    ("query", "params", "answer"),
    [
        ("SELECT '100 %'", None, "100 %"),
        ("SELECT '%s %%'", None, "%s %%"),
        ("SELECT '100 %%' || %s", ["%s"], "100 %%s"),
        ("SELECT %(a)s || %(a)s", {"a": "x%"}, "x%x%"),
        ("SELECT 1; SELECT 'second'", None, 1),
        (b"SELECT 'bytes'", None, "bytes"),
    ],
)
def test_a_statement_keeps_its_percent_signs_and_its_answer(musterstadt, block, query, params, answer):
    with tenant(musterstadt), BLOCKS[block](), connection.cursor() as cursor:
        cursor.execute(query, params)
        assert cursor.fetchone() == (answer,)


@pytest.mark.parametrize("block", BLOCKS)
def test_what_comes_as_a_parameter_stays_one(musterstadt, beispielhausen, block):
    hostile = (
        f"'; SELECT set_config('role', '{of(beispielhausen).role}', true); --",
        f"\\'; SET ROLE {of(beispielhausen).role}; --",
        "$$; RESET ROLE; --",
    )
    with tenant(musterstadt), BLOCKS[block](), connection.cursor() as cursor:
        for text in hostile:
            cursor.execute("SELECT %s::text, current_user::text", [text])
            assert cursor.fetchone() == (text, of(musterstadt).role)
            assert not PublishedTheme.objects.filter(css=text).exists()
            assert ask() == of(musterstadt)


def test_a_statement_that_ends_its_own_transaction_ends_its_rights(musterstadt):
    with tenant(musterstadt), connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("COMMIT; SELECT css FROM theming_publishedtheme")


def test_an_error_in_a_statement_leaves_the_next_one_right(musterstadt, beispielhausen):
    with tenant(musterstadt), pytest.raises(DataError), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    with tenant(beispielhausen):
        assert ask() == of(beispielhausen)


def test_hosts_are_read_by_whoever_comes_first(tenants):
    hosts_module.hosts.forget()
    assert in_a_thread(lambda: set(hosts_module.hosts.content())) >= {MUSTERSTADT, LAND}
