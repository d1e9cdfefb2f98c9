# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions on the hosts of the platform: own ones live, those of neighbours and sibling hosts are refused and logged."""

from itertools import permutations
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from efa.accounts import cookies
from efa.accounts.middleware import Sessions
from efa.accounts.models import Session
from efa.accounts.sessions import SessionStore
from efa.tenancy.current import tenant
from tests.conftest import BEISPIELHAUSEN, LAND, MINISTRY, MUSTERSTADT
from tests.efa.accounts.conftest import ALIAS, PLACES, cookie_of, kommune_of
from tests.queries import asked

NAME = "__Host-session"
PAIRS = list(permutations(PLACES, 2))


def remembered(answer):
    assert answer.status_code == 200
    return answer.json()["word"]


def sessions_of(host):
    with tenant(kommune_of(host)):
        return list(Session.objects.order_by("key"))


class TestReplay:
    """A cookie is brought to another host than the one that set it (security.md T8)."""

    @pytest.mark.parametrize("host", PLACES)
    def test_a_session_lives_on_its_own_host(self, come, refusals, host):
        visitor = come(host)
        visitor.get("/s/remember/kept/")
        assert remembered(visitor.get("/s/recall/")) == "kept"
        assert refusals(host) == []

    @pytest.mark.parametrize(("home", "elsewhere"), PAIRS)
    def test_elsewhere_its_visitor_is_anonymous_and_the_replay_is_logged_there_once(
        self, come, refusals, home, elsewhere
    ):
        visitor = come(home)
        visitor.get("/s/remember/kept/")
        cookie = cookie_of(visitor)
        for _ in range(2):
            answer = come(elsewhere, cookie).get("/s/recall/")
            assert remembered(answer) is None
        assert refusals(elsewhere) == [f"session:{cookies.digest(cookie)[:16]}"]
        if kommune_of(home) != kommune_of(elsewhere):
            assert refusals(home) == []
        # The browser is told to forget it, and the session goes on where it belongs.
        assert answer.cookies[NAME]["max-age"] == 0
        assert remembered(visitor.get("/s/recall/")) == "kept"

    def test_each_replayed_session_is_logged(self, come, refusals):
        for _ in range(3):
            visitor = come(MUSTERSTADT)
            visitor.get("/s/remember/kept/")
            come(BEISPIELHAUSEN, cookie_of(visitor)).get("/s/recall/")
        assert len(set(refusals(BEISPIELHAUSEN))) == len(refusals(BEISPIELHAUSEN)) == 3

    def test_one_session_with_many_codes_is_one_entry(self, come, refusals):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/kept/")
        genuine = cookie_of(visitor)
        for letter in "abcdef":
            come(BEISPIELHAUSEN, genuine[:-16] + letter * 16).get("/s/recall/")
        assert len(refusals(BEISPIELHAUSEN)) == 1

    def test_a_replay_on_a_page_that_needs_no_session_is_not_even_looked_at(self, come, refusals):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/kept/")
        answer = come(BEISPIELHAUSEN, cookie_of(visitor)).get("/s/untouched/")
        assert not answer.cookies
        assert refusals(BEISPIELHAUSEN) == []

    def test_a_visitor_who_was_refused_may_begin_anew(self, come):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/there/")
        other = come(BEISPIELHAUSEN, cookie_of(visitor))
        other.get("/s/remember/here/")
        assert remembered(other.get("/s/recall/")) == "here"
        assert cookie_of(other).split(".")[0] != cookie_of(visitor).split(".")[0]

    def test_the_entry_survives_a_view_that_fails(self, come, refusals):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/kept/")
        assert come(BEISPIELHAUSEN, cookie_of(visitor)).get("/s/broken/").status_code == 500
        assert len(refusals(BEISPIELHAUSEN)) == 1

    def test_a_row_that_was_brought_into_another_schema_is_logged_there(self, come, refusals):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/kept/")
        (row,) = sessions_of(MUSTERSTADT)
        place = cookies.Place(kommune_of(BEISPIELHAUSEN).schema_name, BEISPIELHAUSEN)
        with tenant(kommune_of(BEISPIELHAUSEN)):
            Session.objects.create(
                key=row.key, data=row.data, tenant=row.tenant, host=row.host,
                created_at=row.created_at, expires=row.expires,
            )  # fmt: skip
        fitting = cookies.value(cookie_of(visitor).split(".")[0], place)
        assert remembered(come(BEISPIELHAUSEN, fitting).get("/s/recall/")) is None
        assert refusals(BEISPIELHAUSEN) == [f"session:{row.key[:16]}"]

    @pytest.mark.parametrize("invented", ["x", "a" * 32, f"{'a' * 32}.{'b' * 16}.{'c' * 16}", "ä", "\x00"])
    def test_an_invented_cookie_is_nobodys_and_no_entry(self, come, refusals, invented):
        assert remembered(come(MUSTERSTADT, invented).get("/s/recall/")) is None
        assert refusals(MUSTERSTADT) == []


class TestTheLandsPublicPages:
    """They know nobody."""

    def test_there_is_no_session_and_no_cookie(self, come):
        answer = come(LAND).get("/s/recall/")
        assert answer.json() == {"word": None, "has": False}
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")

    @pytest.mark.parametrize("host", PLACES)
    def test_the_cookie_of_another_host_is_not_read(self, come, refusals, host):
        visitor = come(host)
        visitor.get("/s/remember/kept/")
        answer = come(LAND, cookie_of(visitor)).get("/s/recall/")
        assert answer.json() == {"word": None, "has": False}
        assert not answer.cookies
        assert refusals(LAND) == []

    def test_to_begin_one_there_is_an_error(self, come):
        assert come(LAND).get("/s/remember/kept/").status_code == 500
        assert sessions_of(LAND) == []

    def test_on_a_host_of_nobody_there_is_none_either(self, come):
        assert not hasattr(through(site=None), "session")
        assert not come("unbekannt.localhost", "x").get("/s/recall/").cookies


def through(*, site, cookie="", view=lambda request: HttpResponse("page")):
    """Return a request that went through the middleware alone."""
    request = RequestFactory().get("/")
    request.site = site
    if cookie:
        request.COOKIES[NAME] = cookie
    request.response = Sessions(view)(request)
    return request


def read(request: HttpRequest) -> HttpResponse:
    """Read the session."""
    return HttpResponse(request.session.get("word", ""))


class TestWhatItCosts:
    """Queries of a request, counted in the middleware alone."""

    @pytest.fixture
    def site(self, db):
        kommune = kommune_of(MUSTERSTADT)
        with tenant(kommune):
            yield SimpleNamespace(kind="kommune", schema_name=kommune.schema_name, host=MUSTERSTADT)

    @pytest.fixture
    def own(self, site):
        session = SessionStore(tenant=site.schema_name, host=site.host)
        session["word"] = "kept"
        session.save()
        return session.session_key

    @pytest.fixture
    def foreign(self):
        return cookies.value(cookies.new_key(), cookies.Place("k_bbbbbbbbbbbb", BEISPIELHAUSEN))

    @pytest.mark.parametrize("kind", ["own", "foreign", "invented", "none"])
    def test_a_page_that_does_not_touch_the_session_asks_and_says_nothing(self, site, own, foreign, kind):
        cookie = {"own": own, "foreign": foreign, "invented": "x", "none": ""}[kind]
        with asked(exactly=0):
            answer = through(site=site, cookie=cookie).response
        assert not answer.has_header("Vary")
        assert not answer.cookies

    def test_reading_ones_own_asks_once_and_tells_caches(self, site, own):
        with asked(exactly=1):
            answer = through(site=site, cookie=own, view=read).response
        assert answer.content == b"kept"
        assert answer.headers["Vary"] == "Cookie"
        assert not answer.cookies

    @pytest.mark.parametrize("cookie", ["", "x", f"{'a' * 32}.{'b' * 16}.{'c' * 16}"])
    def test_an_invented_one_asks_nothing_even_where_it_is_read(self, site, cookie):
        with asked(exactly=0):
            answer = through(site=site, cookie=cookie, view=read).response
        assert answer.headers["Vary"] == "Cookie"

    def test_a_replay_that_is_logged_already_asks_once(self, site, foreign):
        through(site=site, cookie=foreign, view=read)
        with asked(exactly=1):
            through(site=site, cookie=foreign, view=read)

    def test_the_lands_public_pages_ask_nothing(self, site, own):
        site.kind = "land"
        with asked(exactly=0):
            request = through(site=site, cookie=own)
        assert not hasattr(request, "session")
        assert not request.response.has_header("Vary")


class TestEnds:
    """Rotation and ends as a browser sees them (N8)."""

    @pytest.mark.parametrize("page", ["/s/rotate/", "/s/end/"])
    def test_the_old_cookie_is_dead_in_the_next_request(self, come, refusals, page):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/kept/")
        old = cookie_of(visitor)
        visitor.get(page)
        assert remembered(come(MUSTERSTADT, old).get("/s/recall/")) is None
        assert remembered(visitor.get("/s/recall/")) == ("kept" if page == "/s/rotate/" else None)
        assert len(sessions_of(MUSTERSTADT)) == (1 if page == "/s/rotate/" else 0)
        # A dead cookie of this host is no replay.
        assert refusals(MUSTERSTADT) == []

    def test_the_end_takes_the_cookie_away(self, come):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/kept/")
        cookie = visitor.get("/s/end/").cookies[NAME]
        assert (cookie.value, cookie["max-age"], cookie["path"], cookie["secure"]) == ("", 0, "/", True)

    def test_a_session_that_ended_meanwhile_is_not_revived(self, come):
        visitor = come(MUSTERSTADT)
        visitor.get("/s/remember/kept/")
        assert visitor.get("/s/ended-meanwhile/").status_code == 400
        assert sessions_of(MUSTERSTADT) == []


class TestTheMatrixOfCookies:
    """Every cookie that any host sets (security.md E8)."""

    SETTERS = {
        NAME: ("/s/remember/kept/", PLACES),
        "__Host-csrf": ("/s/form/", (*PLACES, LAND)),
        "__Host-darstellung": ("/darstellung/", (*PLACES, LAND)),
    }

    @pytest.mark.parametrize(("name", "host"), [(name, host) for name, (_, hosts) in SETTERS.items() for host in hosts])
    def test_each_is_for_its_host_alone_and_for_no_script(self, come, name, host):
        path = self.SETTERS[name][0]
        visitor = come(host)
        answer = visitor.post(path, {"darstellung": "dark"}) if path == "/darstellung/" else visitor.get(path)
        assert set(answer.cookies) == {name}
        cookie = answer.cookies[name]
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")

    def test_the_sessions_cookie_ends_with_the_browser(self, come):
        cookie = come(MUSTERSTADT).get("/s/remember/kept/").cookies[NAME]
        assert (cookie["max-age"], cookie["expires"]) == ("", "")

    def test_the_settings_name_no_other_cookie_and_no_domain(self):
        names = {key: getattr(settings, key) for key in dir(settings) if key.endswith("_COOKIE_NAME")}
        names.pop("LANGUAGE_COOKIE_NAME")  # Read by Django's middleware, set by its view only, which no URL map has.
        assert set(names.values()) == {NAME, "__Host-csrf"}
        domains = {getattr(settings, key) for key in dir(settings) if key.endswith("_COOKIE_DOMAIN")}
        assert domains == {None}

    @pytest.mark.parametrize("host", [*PLACES, LAND])
    def test_a_form_needs_the_token_of_its_own_browser_and_host(self, come, host):
        def send(token, origin):
            visitor = Client(enforce_csrf_checks=True, raise_request_exception=False, HTTP_HOST=host)
            visitor.cookies["__Host-csrf"] = secret
            return visitor.post("/s/form/", {"csrfmiddlewaretoken": token}, secure=True, headers={"origin": origin})

        page = come(host).get("/s/form/")
        token, secret = page.content.decode(), page.cookies["__Host-csrf"].value
        stranger = come(host).get("/s/form/").content.decode()
        assert send(token, f"https://{host}").status_code == 200
        assert send("", f"https://{host}").status_code == 403
        assert send(stranger, f"https://{host}").status_code == 403
        for sibling in {*PLACES, LAND} - {host}:
            assert send(token, f"https://{sibling}").status_code == 403
        assert send(token, "null").status_code == 403


def test_the_pages_of_today_set_no_session_for_who_reads(come):
    for host in (MUSTERSTADT, ALIAS, MINISTRY, LAND):
        answer = come(host).get("/impressum/")
        assert answer.status_code == 200
        assert NAME not in answer.cookies
    assert sessions_of(MUSTERSTADT) == sessions_of(MINISTRY) == []
