# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame of a page: what stands in it, what it costs, and that it never fails."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import set_urlconf
from django.utils import translation

from efa.tenancy.hosts import Site
from tests.conftest import LAND, MINISTRY, MUSTERSTADT, Visit
from theming import context, selectors
from theming.models import Branding

KOMMUNE = Site(
    host="muster.example", kind="kommune", schema_name="k_aaaaaaaaaaaa", type="kommune", ags="99001",
    name="Stadt Musterstadt", short_name="Musterstadt", kommune_kind="KREISFREIE_STADT", state="LIVE",
    theme="0123456789abcdef", primary_host="muster.example", land_host="land.example",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _without_rows(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "visit" not in request.fixturenames:
        monkeypatch.setattr(selectors, "branding", lambda: None)
        monkeypatch.setattr(selectors, "provider", lambda: None)


@pytest.fixture(autouse=True)
def _map_of_a_kommune() -> Any:
    set_urlconf("efa.config.urls.kommune")
    yield
    set_urlconf(None)


def _request(path: str = "/", site: Site | None = KOMMUNE, **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.site = site  # type: ignore[attr-defined]
    request.urlconf = "efa.config.urls.kommune" if site else "efa.config.urls.none"  # type: ignore[attr-defined]
    request.COOKIES.update(cookies)
    return request


def test_frame_names_the_host_and_its_theme() -> None:
    frame = context.frame_of(_request())
    assert (frame.site_name, frame.theme_href) == ("Stadt Musterstadt", "/theme/0123456789abcdef.css")
    assert [link.href for link in frame.legal_links] == [
        "/impressum/", "/datenschutz/", "/barrierefreiheit/", "/barriere-melden/",
    ]  # fmt: skip


def test_frame_links_to_the_same_page_in_the_other_language() -> None:
    german, english = context.frame_of(_request("/impressum/?seite=2")).languages
    assert (german.href, english.href) == ("/impressum/?seite=2", "/en/impressum/?seite=2")
    assert german.is_current
    assert not english.is_current


def test_frame_of_an_english_page_leads_back_to_the_german_one() -> None:
    with translation.override("en"):
        frame = context.frame_of(_request("/en/impressum/"))
    assert [link.href for link in frame.languages] == ["/impressum/", "/en/impressum/"]
    assert frame.home_href == "/en/"


@pytest.mark.parametrize("path", ["/gibt/es/nicht", "//boese.example/impressum/", "/en/gibt/es/nicht"])
def test_frame_of_an_address_that_leads_nowhere_links_to_the_start_pages(path: str) -> None:
    request = _request()
    request.path = request.path_info = path
    assert [link.href for link in context.frame_of(request).languages] == ["/", "/en/"]


def test_choice_of_appearance_knows_the_way_back_without_what_was_typed() -> None:
    frame = context.frame_of(_request("/impressum/?ort=38820"))
    assert frame.service_links[-1].href == "/darstellung/?zurueck=%2Fimpressum%2F"
    assert context.frame_of(_request("/darstellung/?zurueck=/")).service_links[-1].href == "/darstellung/"
    assert context.frame_of(_request("/gibt/es/nicht")).service_links[-1].href == "/darstellung/"


@pytest.mark.parametrize(
    ("state", "words"),
    [("CONFIGURING", "gerade eingerichtet"), ("TESTING", "Testbetrieb"), ("INVITED", "gerade eingerichtet")],
)
def test_portal_that_is_not_in_operation_says_so_and_is_not_indexed(state: str, words: str) -> None:
    request = _request(site=replace(KOMMUNE, state=state))
    page = render_to_string("theming/imprint.html", {"page": None}, request)
    assert words in page
    assert 'class="efa-env"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_portal_in_operation_is_indexed_and_has_no_strip() -> None:
    page = render_to_string("theming/imprint.html", {"page": None}, _request())
    assert "noindex" not in page
    assert "efa-env" not in page


@pytest.mark.parametrize(("host", "indexed"), [(LAND, True), (MINISTRY, False)])
def test_land_is_public_and_the_ministry_is_not(visit: Visit, host: str, indexed: bool) -> None:
    page = visit(host).get("/").content.decode()
    assert ("noindex" not in page) is indexed
    assert "efa-env" not in page


def test_frame_is_neutral_with_the_database_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise OperationalError

    monkeypatch.setattr(selectors, "branding", down)
    frame = context.frame_of(_request())
    assert (frame.site_name, frame.mark, frame.address) == ("Stadt Musterstadt", "", ())


@pytest.mark.parametrize("site", [None, "missing"])
def test_frame_is_neutral_before_a_host_is_known(site: str | None) -> None:
    request = _request(site=None)
    if site == "missing":
        del request.site  # type: ignore[attr-defined]
    frame = context.frame_of(request)
    assert (frame.site_name, frame.languages, frame.legal_links) == ("", (), ())
    assert frame.language == "de"


def test_missing_english_words_are_given_in_german(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Branding(mark="hills", service_line_de="Einbürgerung", service_line_en="Becoming German", claim_de="Moin")
    monkeypatch.setattr(selectors, "branding", lambda: words)
    with translation.override("en"):
        frame = context.frame_of(_request("/en/"))
    assert (frame.service, frame.claim) == ("Becoming German", "Moin")


def test_languages_of_signs_and_easy_words_appear_only_where_they_exist(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = Branding(mark="hills", service_line_de="x", easy_language_url="https://leicht.example/")
    monkeypatch.setattr(selectors, "branding", lambda: words)
    page = render_to_string("theming/imprint.html", {"page": None}, _request())
    assert '<a class="efa-tool" href="https://leicht.example/">' in page
    assert "Gebärdensprache" not in page


def test_template_without_a_frame_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(selectors, "branding", lambda: asked.append(1))
    render_to_string("kern/badge.html", {"label": "Neu"}, _request())
    assert asked == []


def test_page_with_its_frame_costs_two_queries(visit: Visit) -> None:
    visitor = visit(MUSTERSTADT)
    visitor.get("/impressum/")
    with CaptureQueriesContext(connection) as queries:
        visitor.get("/impressum/")
    asked = [query["sql"] for query in queries if "theming_" in query["sql"]]
    assert len(asked) == 2, asked


def test_a_portal_shows_the_way_to_the_other_authorities(visit: Visit) -> None:
    page = visit(f"{MUSTERSTADT}:8000").get("/en/").content.decode()
    assert 'href="https://localhost:8000/en/zustaendigkeit/"' in page
    assert "Find another authority" in page
