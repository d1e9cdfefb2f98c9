# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every route answers its own tenant, and tells nobody else's visitor anything of it (T16).

The client that is used looks at each response for words of other tenants (`CheckedClient`), so it need not be said here.
"""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, clear_url_caches, get_resolver, path, resolve, reverse
from django.utils import timezone, translation

from efa.audit.services import OPERATOR
from efa.config.urls import kommune as map_of_kommunen
from efa.tenancy import services as tenancy
from efa.tenancy.current import tenant
from efa.tenancy.hosts import hosts
from efa.tenancy.models import Kommune
from tests.cast.canaries import LAND, OWNERS
from tests.conftest import Visit
from tests.efa.observability.test_every_view import routes
from tests.matrix.places import HOMES, METHODS, PLACES, ROLES, Home, Place, Role
from theming import services as theming
from theming.models import Accessibility

LANGUAGES = ("de", "en")
# Hosts that are nobody's: one that is not in the table, and one whose portal is closed for now.
CLOSED = "15081"
NOWHERE = {
    "nobody.localhost": HTTPStatus.NOT_FOUND,
    next(host for host, ags in OWNERS.items() if ags == CLOSED): HTTPStatus.SERVICE_UNAVAILABLE,
}
WITH_A_BODY = ("POST", "PUT", "PATCH")


@pytest.fixture
def world(visit: Visit) -> Visit:
    """The cast with a look and a provider, which its Kommunen do not have from the start; one portal is closed."""
    at = timezone.now()
    for home in HOMES:
        if home.kind == "kommune":
            with tenant(Kommune.objects.get(ags=home.ags)):
                words = {"service_line_de": "Einbürgerung", "service_line_en": "Naturalisation"}
                footer = {"footer_de": home.word(), "footer_en": home.word()}
                theming.set_branding(mark="leaf", **words, **footer, by=OPERATOR, at=at)
                theming.set_provider(
                    official_name=home.word("name"), street="Markt 1", postcode="99999", city="Ort", phone="0391 1000",
                    email="post@example.org", represented_by=home.word("head"), supervisory_authority="Amt",
                    dpo_name=home.word("dpo"), dpo_email="dpo@example.org", data_protection_authority="Amt",
                    accessibility_status=Accessibility.CONFORMING, accessibility_assessed_date=date(2026, 1, 1),
                    feedback_email="post@example.org", enforcement_body="Amt", by=OPERATOR, at=at,
                )  # fmt: skip
    tenancy.suspend(ags=CLOSED, by=OPERATOR, at=at)
    hosts.forget()
    return visit


def urls(kind: str) -> str:
    return f"efa.config.urls.{kind}"


def addresses(home: Home, name: str, place: Place) -> Iterator[str]:
    """Yield the addresses of a route in a home, one in each language that it has."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(reverse(name, urls(home.kind), kwargs=place.takes(home)))
    yield from (f"{address}?{place.query}".rstrip("?") for address in dict.fromkeys(found))


def asked(client: Client, method: str, address: str, place: Place, host: str) -> Any:
    body, content_type = place.sends if method in WITH_A_BODY else ("", "text/plain")
    return client.generic(method, address, body, content_type, HTTP_HOST=host)


def told(response: Any) -> str:
    return f"{response.getvalue().decode()} {response.headers} {response.cookies}"


# --- own ---------------------------------------------------------------------------------------------------------
def problems_at_home(visit: Visit, home: Home, role: Role, places: dict[str, Place]) -> Iterator[str]:
    """Ask for every route with every method; yield a sentence for each answer that is not the expected one."""
    client = visit(home.host)
    role.sign_in(client, home)
    for name, place in places.items():
        for address in addresses(home, name, place):
            succeeded = False
            for method in METHODS:
                response = asked(client, method, address, place, home.host)
                wanted = place.answer(role, method)
                if response.status_code != wanted:
                    yield f"{role.name} gets {response.status_code} and not {wanted} for {method} {home.host}{address}"
                elif wanted != HTTPStatus.METHOD_NOT_ALLOWED and method not in {"HEAD", "OPTIONS"}:
                    if place.shows(home) not in told(response):
                        yield f"{method} {home.host}{address} does not show {place.shows(home)!r}"
                    else:
                        succeeded = True
            if not succeeded:
                yield f"{name} was not exercised with success at {home.host}"


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.host)
def test_every_route_answers_at_home_and_shows_that_it_did(world, home, role):
    assert list(problems_at_home(world, home, role, PLACES[home.kind])) == []


# --- foreign -----------------------------------------------------------------------------------------------------
def wanted_elsewhere(
    other: Home, role: Role, method: str, address: str, *, home: Home, place: Place
) -> tuple[int, str]:
    """Return what a neighbour's host has to answer to this address, and what shows that the answer is its own."""
    try:
        name = resolve(address.partition("?")[0], urls(other.kind)).view_name
    except Resolver404:
        return HTTPStatus.NOT_FOUND, ""
    there = PLACES[other.kind][name]
    status = there.answer(role, method)
    if place.is_own and other.ags != home.ags and status != HTTPStatus.METHOD_NOT_ALLOWED:
        return place.elsewhere, ""
    is_shown = status != HTTPStatus.METHOD_NOT_ALLOWED and method not in {"HEAD", "OPTIONS"}
    return status, there.shows(other) if is_shown else ""


def problems_elsewhere(visit: Visit, home: Home, role: Role, places: dict[str, Place]) -> Iterator[str]:
    """Ask all others for every route of a home, with its arguments and as whoever one is there."""
    client = visit(home.host)
    role.sign_in(client, home)
    for name, place in places.items():
        for address in addresses(home, name, place):
            for method in METHODS:
                for other in HOMES:
                    if other != home:
                        response = asked(client, method, address, place, other.host)
                        wanted, shown = wanted_elsewhere(other, role, method, address, home=home, place=place)
                        if response.status_code != wanted:
                            yield f"{other.host} answers {response.status_code} and not {wanted} to {method} {address}"
                        elif shown not in told(response):
                            yield f"{method} {other.host}{address} does not show {shown!r}"
            for host, wanted in NOWHERE.items():
                response = asked(client, "GET", address, place, host)
                if response.status_code != wanted:
                    yield f"{host} answers {response.status_code} and not {wanted} to {address}"


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.host)
def test_no_route_of_one_tenant_is_answered_by_another(world, home, role):
    assert list(problems_elsewhere(world, home, role, PLACES[home.kind])) == []


# The addresses that name something of one tenant are tried between all seventeen.
def test_what_has_an_address_of_its_own_is_its_owners_alone(visit):
    homes = [Home(host, "kommune" if ags != LAND else "land", ags) for host, ags in OWNERS.items()]
    own = {name: place for name, place in PLACES["kommune"].items() if place.is_own}
    assert own
    client, tried = visit("nobody.localhost"), 0
    for name, place in own.items():
        for home in homes:
            address = reverse(name, urls("kommune"), kwargs=place.takes(home))
            for other in homes:
                response = client.get(address, headers={"host": other.host})
                assert response.status_code == (200 if other.ags == home.ags else place.elsewhere), (address, other)
                assert (place.shows(home) in told(response)) == (other.ags == home.ags)
                tried += other.ags != home.ags
    assert tried == len(own) * (18 * 17 - 2)


@pytest.mark.parametrize("host", NOWHERE)
def test_a_host_of_nobody_has_one_answer(world, host):
    for method in METHODS:
        response = world(host).generic(method, "/")
        assert response.status_code == NOWHERE[host]
        assert "Musterstadt" not in told(response)


# --- every route has its place -----------------------------------------------------------------------------------
def out_of_place() -> Iterator[str]:
    for kind, places in PLACES.items():
        known = {name for name, _ in routes(get_resolver(urls(kind)))}
        for name in sorted(known - places.keys()):
            yield (
                f"The route {name} of {urls(kind)} has no place. Write into tests/matrix/places.py what its owner sees "
                "there (shows), with which arguments (takes), which methods it knows (answers), and whether it is one "
                "tenant's own (is_own)."
            )
        for name in sorted(places.keys() - known):
            yield f"tests/matrix/places.py has a place for {name}, but {urls(kind)} has no such route."


def test_every_route_has_its_place_and_every_place_its_route():
    assert list(out_of_place()) == []


def test_every_kind_of_host_is_in_the_matrix():
    from efa.tenancy.middleware import NOWHERE as THE_REST
    from efa.tenancy.middleware import URLCONFS

    assert {urls(kind) for kind in PLACES} == {*URLCONFS.values(), THE_REST}
    assert {home.kind for home in HOMES} == URLCONFS.keys()


# --- the matrix finds what is planted ----------------------------------------------------------------------------
@pytest.fixture
def plant(monkeypatch):
    """Add a route to the portal of Kommunen, with a place if one is given."""

    def do(view: Any, place: Place | None = None) -> dict[str, Place]:
        monkeypatch.setattr(
            map_of_kommunen, "urlpatterns", [path("neu/", view, name="new"), *map_of_kommunen.urlpatterns]
        )
        clear_url_caches()
        if place:
            monkeypatch.setitem(PLACES["kommune"], "new", place)
        return {"new": place or Place()}

    yield do
    monkeypatch.undo()
    clear_url_caches()


def test_a_new_route_fails_until_it_has_a_place(plant):
    plant(lambda request: HttpResponse())
    (sentence,) = out_of_place()
    assert sentence.startswith("The route new of efa.config.urls.kommune has no place. Write into tests/matrix/")


def test_a_place_without_a_route_fails(monkeypatch):
    monkeypatch.setitem(PLACES["kommune"], "gone", Place())
    assert list(out_of_place()) == [
        "tests/matrix/places.py has a place for gone, but efa.config.urls.kommune has no such route."
    ]


def page(request):
    """Answer as a page of ours should."""
    home = next(home for home in HOMES if home.host == request.get_host())
    return HttpResponse(home.word())


def raising(request):
    raise ValueError(request.method)


BAD = {
    "takes every method": (page, Place(), "gets 200 and not 405 for POST musterstadt.localhost/neu/"),
    "shows nothing of its owner": (lambda r: HttpResponse("hello"), Place(), "GET musterstadt.localhost/neu/ does not show"),
    "fails": (raising, Place(), "gets 500 and not 200 for GET musterstadt.localhost/neu/"),
    "refuses its owner": (lambda r: HttpResponse(status=404), Place(), "new was not exercised with success at musterstadt.localhost"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD)
def test_a_route_that_does_not_answer_its_owner_is_found(world, plant, fault):
    view, place, sentence = BAD[fault]
    assert any(sentence in found for found in problems_at_home(world, HOMES[2], ROLES[0], plant(view, place)))


def test_a_thing_of_one_tenant_that_others_can_reach_is_found(world, plant):
    found = problems_elsewhere(world, HOMES[2], ROLES[0], plant(page, Place(is_own=True)))
    assert "beispielhausen.localhost answers 200 and not 404 to GET /neu/" in list(found)


def test_a_route_that_shows_a_neighbour_what_is_its_owners_is_found(world, plant):
    places = plant(lambda request: HttpResponse(HOMES[2].word()), Place())
    assert list(problems_at_home(world, HOMES[2], ROLES[0], {"new": Place(answers=dict.fromkeys(METHODS, 200))})) == []
    with pytest.raises(AssertionError, match="another tenant's"):
        list(problems_elsewhere(world, HOMES[2], ROLES[0], places))
