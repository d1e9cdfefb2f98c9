# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The choice between light and dark: one cookie, one redirect, both on a short leash."""

import pytest

from tests.conftest import MUSTERSTADT, Visit
from theming.context import APPEARANCE_COOKIE
from theming.pages import local_path

ABROAD = (
    "https://boese.example/", "//boese.example", "/\\boese.example", "\\/boese.example",
    "javascript:alert(1)", "boese", "", "/" + "a" * 2000, "/\t/boese.example", "/%0a\n/x",
    "///boese.example", "http:/boese.example",
)  # fmt: skip


def test_choice_is_kept_in_a_cookie_that_only_this_host_can_read_or_plant(visit: Visit) -> None:
    answer = visit(MUSTERSTADT).post("/darstellung/", {"darstellung": "dark", "zurueck": "/impressum/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/impressum/")
    cookie = answer.cookies[APPEARANCE_COOKIE]
    assert cookie.key.startswith("__Host-")
    assert cookie.value == "dark"
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", 31536000)


def test_choice_shows_on_the_next_page_and_caches_are_told(visit: Visit) -> None:
    visitor = visit(MUSTERSTADT)
    assert "data-kern-theme" not in visitor.get("/impressum/").content.decode()
    visitor.post("/darstellung/", {"darstellung": "dark"})
    page = visitor.get("/impressum/")
    assert '<html lang="de" dir="ltr" data-kern-theme="dark">' in page.content.decode()
    assert "Cookie" in page.headers["Vary"]


def test_choice_of_the_device_forgets_the_cookie(visit: Visit) -> None:
    visitor = visit(MUSTERSTADT)
    visitor.post("/darstellung/", {"darstellung": "dark"})
    answer = visitor.post("/darstellung/", {"darstellung": "geraet"})
    assert answer.cookies[APPEARANCE_COOKIE]["max-age"] == 0
    assert answer.cookies[APPEARANCE_COOKIE]["secure"] is True
    assert "data-kern-theme" not in visitor.get("/impressum/").content.decode()


def test_invented_value_in_the_cookie_changes_nothing(visit: Visit) -> None:
    visitor = visit(MUSTERSTADT)
    visitor.cookies[APPEARANCE_COOKIE] = "sepia"
    assert "data-kern-theme" not in visitor.get("/impressum/").content.decode()


def test_form_without_a_choice_says_what_to_do(visit: Visit) -> None:
    answer = visit(MUSTERSTADT).post("/darstellung/", {"zurueck": "/impressum/"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert '<a href="#darstellung-1">Wählen Sie eine Darstellung.</a>' in page
    assert 'name="zurueck" value="/impressum/"' in page


def test_form_without_its_token_is_refused(visit: Visit) -> None:
    answer = visit(MUSTERSTADT, enforce_csrf_checks=True).post("/darstellung/", {"darstellung": "dark"})
    assert answer.status_code == 403
    assert "Das Formular ist abgelaufen" in answer.content.decode()
    assert APPEARANCE_COOKIE not in answer.cookies


@pytest.mark.parametrize("path", ABROAD)
def test_way_back_never_leaves_the_host(path: str) -> None:
    assert local_path(path) == ""


@pytest.mark.parametrize("path", ["/", "/en/", "/zustaendigkeit/?ort=38820", "/a//b"])
def test_way_back_leads_to_any_page_of_the_host(path: str) -> None:
    assert local_path(path) == path
