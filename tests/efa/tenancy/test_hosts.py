# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a Host header to a site: what is the same host, and what is none."""

import pytest

from efa.tenancy import services
from efa.tenancy.hosts import hosts, normalised
from efa.tenancy.models import State

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
            getattr(services, deed)(ags="99001")
    for path in ("/", "/impressum/", "/theme/0123456789abcdef.css", "/.well-known/security.txt", "/nix"):
        answer = visitor.get(path)
        if status != 200:
            assert answer.status_code == status
            assert "Marktplatz" not in answer.content.decode()
    assert visitor.get("/").status_code == status


def test_an_invited_kommune_has_no_page_yet(visit, db):
    from efa.tenancy.models import Kind

    services.invite(kind=Kind.LANDKREIS, ags="99003", ars="99003", name="Landkreis Neu", short_name="Neu", population=None,
                    host_names=[services.HostName("neu.localhost")])  # fmt: skip
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
