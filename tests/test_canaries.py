# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search for other tenants' words finds them where they are planted, and each word is seen at home (T16)."""

import gzip

import psycopg
import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path
from django.utils import timezone

from efa.audit.services import OPERATOR
from efa.observability import logs
from efa.responsibility.selectors import offices
from efa.tenancy import middleware
from efa.tenancy.current import as_the_land, tenant
from efa.tenancy.models import Kommune
from tenants.instance import services as instance
from tests import conftest
from tests.cast import canaries
from tests.cast.canaries import LAND, OWNERS, TENANTS, word
from tests.conftest import BEISPIELHAUSEN, MUSTERSTADT

THEIRS = word("99002", "office")
log = logs.get_logger(__name__)


def kommune(ags):
    return Kommune.objects.get(ags=ags)


# --- seen at home ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("host", "ags"), OWNERS.items())
def test_each_tenant_sees_its_own_words(visit, host, ags):
    client = visit(host)
    page = "".join(client.get(address).content.decode() for address in ("/", "/en/"))
    # The Land has no office of that kind; the cast has no look of its own.
    places = {"footer"} if ags == LAND else {"office"} if ags.startswith("99") else {"office", "footer"}
    for place in places:
        assert page.count(word(ags, place)) == 2
    for digest in (canaries.SAME, canaries.own_digest(ags)):
        assert word(ags, "css") in client.get(f"/theme/{digest}.css").content.decode()


def test_every_host_and_every_tenant_of_the_suite_is_known(db):
    from efa.tenancy.models import Domain

    assert dict(Domain.objects.values_list("domain", "tenant__ags")) == OWNERS
    assert set(Kommune.objects.values_list("ags", flat=True)) == set(TENANTS)
    assert len({canaries.code(ags) for ags in TENANTS}) == len(TENANTS) == 17


def test_what_stands_in_a_schema_is_its_tenants_and_public_has_nobodys(database):
    with psycopg.connect(database["DATABASE_TEST_URL"], autocommit=True) as admin:
        schemas = dict(admin.execute("SELECT schema_name, ags FROM tenancy_kommune").fetchall()) | {"public": ""}
        tables = admin.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(%s)", [list(schemas)]
        )
        seen = set()
        for schema, table in tables.fetchall():
            rows = admin.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM \"{schema}\".\"{table}\" t")
            text = rows.fetchone()[0]
            assert canaries.strangers(text, schemas[schema]) == set(), f"{schema}.{table}"
            seen |= {schema} if canaries.strangers(text, "") else set()
    assert seen == schemas.keys() - {"public"}


# --- found where they are planted --------------------------------------------------------------------------------
def in_a_cookie():
    response = HttpResponse()
    response.set_cookie("word", THEIRS)
    return response


def in_a_failure():
    raise ValueError(THEIRS)


# Each gives away the neighbour's word.
ANSWERS = {
    "body": lambda: HttpResponse(f"<p>{THEIRS}</p>"),
    "capitals": lambda: HttpResponse(THEIRS.upper()),
    "compressed": lambda: HttpResponse(gzip.compress(THEIRS.encode()), headers={"Content-Encoding": "gzip"}),
    "stream": lambda: StreamingHttpResponse(iter([THEIRS[:9], THEIRS[9:]])),
    "header": lambda: HttpResponse(headers={"X-Word": THEIRS}),
    "address": lambda: HttpResponse(status=302, headers={"Location": f"/{THEIRS}/"}),
    "cookie": in_a_cookie,
    "failure": in_a_failure,
}


def in_a_log():
    log.info("word.told", logger=THEIRS)
    return HttpResponse()


def answer(request):
    return (ANSWERS | {"log": in_a_log})[request.GET["in"]]()


def handler500(request):
    return HttpResponse(THEIRS, status=500)


urlpatterns = [path("", answer)]


@pytest.fixture
def _answers(monkeypatch):
    for kind in ("kommune", "land"):
        monkeypatch.setitem(middleware.URLCONFS, kind, __name__)


@pytest.mark.usefixtures("_answers")
@pytest.mark.parametrize("place", ANSWERS)
@pytest.mark.parametrize("host", [MUSTERSTADT, "localhost", "MUSTERSTADT.localhost.:8000"])
def test_a_word_of_the_neighbour_in_a_response_is_found(visit, place, host):
    with pytest.raises(AssertionError, match="another tenant's"):
        visit(host).get("/", {"in": place})


@pytest.mark.usefixtures("_answers")
@pytest.mark.parametrize("place", ANSWERS)
def test_at_home_the_same_response_passes(visit, place):
    assert visit(BEISPIELHAUSEN).get("/", {"in": place}).status_code in {200, 302, 500}


def test_a_host_of_nobody_has_no_word_at_all():
    assert canaries.strangers(THEIRS, canaries.owner_of("nobody.localhost")) == {canaries.code("99002")}


@pytest.mark.usefixtures("_answers")
def test_a_word_in_a_log_line_is_found_even_at_home(visit, monkeypatch):
    monkeypatch.setitem(logs.KEYS, "logger", lambda _: True)
    visit(BEISPIELHAUSEN).get("/", {"in": "log"})
    logs._output.write(THEIRS)
    assert len(conftest.LEAKS) == 2
    assert all(THEIRS in leak for leak in conftest.LEAKS)
    conftest.LEAKS.clear()


@pytest.mark.parametrize("part", ["subject", "body", "headers"])
def test_a_word_of_the_neighbour_in_a_mail_is_found(db, part):
    message = EmailMessage(
        **{"to": ["amira@example.org"]} | {part: {"X-Word": THEIRS} if part == "headers" else THEIRS}
    )
    with tenant(kommune("99002")):
        message.send()
    assert conftest.LEAKS == []
    for other in (tenant(kommune("99001")), as_the_land()):
        with other:
            message.send()
        assert len(conftest.LEAKS) == 1
        conftest.LEAKS.clear()


def test_a_word_that_is_published_by_mistake_is_found_on_the_lands_pages(visit, db):
    facts = {"name": "Amt", "street": "Markt 1", "postcode": "99999", "city": "Beispielhausen", "phone": "0391 1"}
    with tenant(kommune("99002")):
        instance.set_office(
            facts=facts | {"email": "post@example.org", "hint": THEIRS}, hours=[], by=OPERATOR, at=timezone.now()
        )
    offices.forget()
    assert THEIRS in visit(BEISPIELHAUSEN).get("/").content.decode()
    with pytest.raises(AssertionError, match="another tenant's"):
        visit("localhost").get("/behoerden/99002/")
