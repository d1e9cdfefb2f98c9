# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a Host header to a site: what is the same host, and what is none."""

import pytest
from django.test import Client
from django.utils.timezone import now

from efa.audit.services import OPERATOR
from efa.tenancy import services
from efa.tenancy.current import NoTenant, here, tenant
from efa.tenancy.hosts import hosts, normalised
from efa.tenancy.models import Kommune, State

FORMS_OF_ONE_HOST = [
    "musterstadt.localhost", "MUSTERSTADT.localhost", "musterstadt.localhost.", "musterstadt.localhost:8000",
    "Musterstadt.Localhost.:443",
]  # fmt: skip
NO_HOSTS = [
    "", " ", "a b", "musterstadt.localhost,evil.example", "http://musterstadt.localhost", "musterstadt.localhost/x",
    "musterstadt.localhost:80:80", "musterstadt.localhost:x", "-x.localhost", "x..localhost", "[::1]", "müsterstadt",
    "musterstadt.localhost@evil.example", "a" * 254, "musterstadt.localhost\x00", "\u202emusterstadt.localhost",
]  # fmt: skip


@pytest.mark.parametrize("header", FORMS_OF_ONE_HOST)
def test_case_port_and_a_dot_at_the_end_do_not_matter(visit, header):
    page = visit(header).get("/")
    assert page.status_code == 200
    assert "Musterstadt" in page.content.decode()


@pytest.mark.parametrize("header", NO_HOSTS)
def test_what_is_no_host_is_a_bad_request(visit, header):
    page = visit(header).get("/")
    assert page.status_code == 400
    assert "Musterstadt" not in page.content.decode()


def test_www_leads_to_the_host_of_the_table(visit):
    answer = visit("www.Musterstadt.localhost:8000").get("/impressum/?a=1")
    assert answer.status_code == 301
    assert answer["Location"] == "https://musterstadt.localhost:8000/impressum/?a=1"


def test_forwarding_headers_are_not_read(visit):
    page = visit("beispielhausen.localhost", HTTP_X_FORWARDED_HOST="musterstadt.localhost", HTTP_FORWARDED="host=musterstadt.localhost").get("/")  # fmt: skip
    assert "Musterstadt" not in page.content.decode()
    assert "Beispielhausen" in page.content.decode()


def test_an_unknown_host_gets_a_plain_page_that_names_nobody(visit):
    page = visit("unbekannt.localhost").get("/")
    assert page.status_code == 404
    assert "kein Portal" in page.content.decode()
    assert "Sachsen-Anhalt" not in page.content.decode()


@pytest.mark.parametrize(
    ("deeds", "status"), [(("suspend",), 503), (("suspend", "archive"), 410), (("suspend", "reopen"), 200)]
)
def test_a_closed_portal_answers_at_once_and_shows_nothing(visit, deeds, status, django_capture_on_commit_callbacks):
    visitor = visit("musterstadt.localhost")
    assert visitor.get("/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        for deed in deeds:
            getattr(services, deed)(ags="99001", by=OPERATOR, at=now())
    for path in ("/", "/impressum/", "/theme/0123456789abcdef.css", "/.well-known/security.txt", "/nix"):
        answer = visitor.get(path)
        if status != 200:
            assert answer.status_code == status
            assert "Marktplatz" not in answer.content.decode()
    assert visitor.get("/").status_code == status


def test_an_invited_kommune_has_no_page_yet(visit, db):
    from efa.tenancy.models import Kind

    services.invite(kind=Kind.LANDKREIS, ags="99003", ars="99003", name="Landkreis Neu", short_name="Neu", population=None,
                    host_names=[services.HostName("neu.localhost")], by=OPERATOR, at=now())  # fmt: skip
    assert visit("neu.localhost").get("/").status_code == 404


def test_the_same_path_belongs_to_each_host_alone(visit):
    assert "Musterstadt" in visit("musterstadt.localhost").get("/").content.decode()
    assert "Beispielhausen" in visit("beispielhausen.localhost").get("/").content.decode()
    assert visit("musterstadt.localhost").get("/behoerden/").status_code == 404
    assert visit("ministerium.localhost").get("/behoerden/").status_code == 404


def test_normalising_twice_changes_nothing():
    assert normalised(normalised("Harz.Example.ORG.:8000") or "") == "harz.example.org"


def test_the_table_knows_the_state_of_each_site(db):
    assert hosts.content()["musterstadt.localhost"].state == State.LIVE
    assert hosts.content()["ministerium.localhost"].kind == "ministry"
    assert hosts.content()["musterstadt.localhost"].land_host == "localhost"


@pytest.mark.parametrize(
    ("host", "path", "accepts", "language"),
    [
        ("bad_host", "/en/", "", "en"),
        ("bad_host", "/", "", "de"),
        # A host without a portal has no languages in its paths; there the browser says which one is read.
        ("unbekannt.localhost", "/", "", "de"),
        ("unbekannt.localhost", "/", "en", "en"),
    ],
)
def test_nobody_gets_the_language_of_the_visitor_before(visit, host, path, accepts, language):
    for before in ("/en/", "/"):
        visit("musterstadt.localhost").get(before)
        page = visit(host).get(path, headers={"accept-language": accepts})
        assert f'lang="{language}"' in page.content.decode()


class TestOverPlainHttp:
    """In production: known hosts are sent to TLS, unknown ones nowhere."""

    @pytest.fixture
    def plain(self, settings, db):
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_REDIRECT_EXEMPT = [""]

        def of(host):
            return Client(raise_request_exception=False, HTTP_HOST=host)

        return of

    def test_a_known_host_is_sent_to_tls_on_the_host_of_the_table(self, plain):
        answer = plain("MUSTERSTADT.localhost:1234").get("//a/?b=1")
        assert answer.status_code == 301
        assert answer["Location"].startswith("https://musterstadt.localhost/")

    @pytest.mark.parametrize(("host", "status"), [("evil.example", 404), ("bad_host", 400)])
    def test_an_unknown_one_is_sent_nowhere(self, plain, host, status):
        answer = plain(host).get("/a/")
        assert answer.status_code == status
        assert "Location" not in answer


def test_tenants_may_be_nested(db):
    from django.db import connection

    outer, inner = Kommune.objects.get(ags="99001"), Kommune.objects.get(ags="99002")
    with tenant(outer):
        with tenant(inner):
            assert here() == inner
        assert here() == outer
        assert connection.schema_name == outer.schema_name
    with pytest.raises(NoTenant):
        here()


@pytest.mark.parametrize("header", ["musterstadt.localhost:99999999", "musterstadt.localhost:x"])
def test_a_port_is_a_number(visit, header):
    assert visit(header).get("/").status_code == 400


def test_in_production_no_port_gets_into_links(visit, settings):
    settings.PORT_IN_LINKS = False
    page = visit("localhost:1234").get("/behoerden/15003/").content.decode()
    assert 'href="https://magdeburg.localhost/"' in page
    assert "1234" not in page
