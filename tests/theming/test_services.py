# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing a look and setting the facts of a host, and that the one next door sees nothing of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from efa.audit.services import OPERATOR
from efa.tenancy.models import Kommune
from tenants.demo.themes import THEMES
from tests.conftest import BEISPIELHAUSEN, LAND, MUSTERSTADT, Visit
from theming import selectors, services, tokens
from theming.models import PublishedTheme

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HARZ = THEMES["15085"]["tokens"]
BRANDING: dict[str, Any] = {
    "mark": "leaf",
    "service_line_de": "Einbürgerung online",
    "service_line_en": "Naturalisation online",
}
PROVIDER: dict[str, Any] = {
    "official_name": "Stadt Musterstadt",
    "street": "Markt 1",
    "postcode": "39999",
    "city": "Musterstadt",
    "phone": "+49 391 0000-0",
    "email": "amt@musterstadt.example",
    "represented_by": "Oberbürgermeisterin Erika Muster",
    "supervisory_authority": "Landesverwaltungsamt",
    "dpo_name": "Datenschutz Musterstadt",
    "dpo_email": "datenschutz@musterstadt.example",
    "data_protection_authority": "Landesbeauftragte für den Datenschutz",
    "accessibility_status": "PARTLY",
    "accessibility_assessed_date": date(2026, 10, 1),
    "accessibility_gaps_de": "Die Karte hat noch keine Beschreibung.\nPDF-Dateien sind nicht geprüft.",
    "accessibility_gaps_en": "The map has no description yet.",
    "feedback_email": "barriere@musterstadt.example",
    "enforcement_body": "Landesfachstelle für Barrierefreiheit",
}


def tenant(host: str) -> Kommune:
    """The tenant behind a host."""
    found: Kommune = Kommune.objects.get(domains__domain=host)
    return found


@pytest.fixture
def musterstadt(db: None) -> Iterator[Kommune]:
    """Musterstadt, entered."""
    kommune = tenant(MUSTERSTADT)
    with tenant_context(kommune):
        yield kommune


def test_publish_shows_the_look_on_this_host_and_no_other(musterstadt: Kommune, visit: Visit) -> None:
    digest = services.publish_theme(tokens=HARZ, by=OPERATOR, at=NOON)
    musterstadt.refresh_from_db()
    assert musterstadt.theme == digest
    answer = visit(MUSTERSTADT).get(f"/theme/{digest}.css")
    assert answer.status_code == 200
    assert answer.content.decode() == tokens.stylesheet(tokens.checked(HARZ))
    assert visit(BEISPIELHAUSEN).get(f"/theme/{digest}.css").status_code == 404
    assert tenant(BEISPIELHAUSEN).theme != digest
    assert f"/theme/{digest}.css" in visit(MUSTERSTADT).get("/").content.decode()


def test_publish_twice_keeps_one_stylesheet_and_its_first_moment(musterstadt: Kommune) -> None:
    first = services.publish_theme(tokens=HARZ, by=OPERATOR, at=NOON)
    again = services.publish_theme(tokens=HARZ, by=OPERATOR, at=NOON.replace(hour=13))
    assert first == again
    assert PublishedTheme.objects.get(pk=first).published_at == NOON


def test_publish_writes_a_colour_in_one_way_only(musterstadt: Kommune) -> None:
    upper = {mode: {name: value.upper() for name, value in look.items()} for mode, look in HARZ.items()}
    assert services.publish_theme(tokens=upper, by=OPERATOR, at=NOON) == services.publish_theme(
        tokens=HARZ, by=OPERATOR, at=NOON
    )


def test_refused_look_changes_nothing(musterstadt: Kommune) -> None:
    look = {**HARZ, "light": {**HARZ["light"], tokens.ACTION: "#dddddd"}}
    before = PublishedTheme.objects.count()
    with pytest.raises(tokens.ContrastTooLow):
        services.publish_theme(tokens=look, by=OPERATOR, at=NOON)
    shown = musterstadt.theme
    musterstadt.refresh_from_db()
    assert (PublishedTheme.objects.count(), musterstadt.theme) == (before, shown)


def test_stylesheet_may_be_kept_for_ever(musterstadt: Kommune, visit: Visit) -> None:
    digest = services.publish_theme(tokens=HARZ, by=OPERATOR, at=NOON)
    answer = visit(MUSTERSTADT).get(f"/theme/{digest}.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers
    assert visit(MUSTERSTADT).post(f"/theme/{digest}.css").status_code == 405


@pytest.mark.parametrize("digest", ["0" * 16, "x", "0" * 4000, "..%2f", "%00", "a'--", "ﬀ", "%ff"])
@pytest.mark.parametrize("host", [LAND, MUSTERSTADT])
def test_unknown_digest_is_not_found(visit: Visit, host: str, digest: str) -> None:
    answer = visit(host).get(f"/theme/{digest}.css")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_branding_is_replaced_as_a_whole(musterstadt: Kommune) -> None:
    services.set_branding(**BRANDING, claim_de="Kurze Wege", by=OPERATOR, at=NOON)
    services.set_branding(**BRANDING | {"mark": "sun"}, by=OPERATOR, at=NOON.replace(hour=13))
    row = selectors.branding()
    assert row is not None
    assert (row.mark, row.claim_de, row.changed_at.hour) == ("sun", "", 13)


def test_provider_is_replaced_as_a_whole(musterstadt: Kommune) -> None:
    services.set_provider(**PROVIDER, by=OPERATOR, at=NOON)
    services.set_provider(**PROVIDER | {"city": "Neustadt"}, by=OPERATOR, at=NOON)
    row = selectors.provider()
    assert row is not None
    assert (row.city, row.accessibility_assessed_date) == ("Neustadt", date(2026, 10, 1))


def test_facts_of_one_host_are_not_those_of_the_next(musterstadt: Kommune) -> None:
    services.set_provider(**PROVIDER | {"official_name": "Kanarienstadt"}, by=OPERATOR, at=NOON)
    assert str(selectors.provider()) == "Kanarienstadt"
    with tenant_context(tenant(BEISPIELHAUSEN)):
        assert str(selectors.provider()) != "Kanarienstadt"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mark", "../../etc/passwd"),
        ("mark", "eagle"),
        ("service_line_de", ""),
        ("service_line_de", "x" * 61),
        ("claim_de", "Harmlos\u202egnirütsegnE"),
        ("claim_en", "two\nlines"),
        ("footer_de", "Null\x00"),
        ("easy_language_url", "javascript:alert(1)"),
        ("easy_language_url", "http://musterstadt.example/"),
        ("sign_language_url", "data:text/html,x"),
        ("sign_language_url", "//boese.example"),
    ],
)
def test_hostile_branding_is_refused_by_the_name_of_its_field(musterstadt: Kommune, field: str, value: str) -> None:
    with pytest.raises(services.InvalidFacts) as refusal:
        services.set_branding(**BRANDING | {field: value}, by=OPERATOR, at=NOON)
    assert set(refusal.value.fields) == {field}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("postcode", "3999"),
        ("postcode", "39999\n"),
        ("phone", "anrufen!"),
        ("phone", "0391\u202e123"),
        ("email", "amt@"),
        ("dpo_email", "a@b.example\nBcc: x@y.example"),
        ("official_name", "\u2066Stadt"),
        ("accessibility_status", "PERFECT"),
        ("accessibility_gaps_de", "Zeile\n\x07"),
        ("feedback_email", "javascript:alert(1)"),
    ],
)
def test_hostile_provider_is_refused_by_the_name_of_its_field(musterstadt: Kommune, field: str, value: str) -> None:
    with pytest.raises(services.InvalidFacts) as refusal:
        services.set_provider(**PROVIDER | {field: value}, by=OPERATOR, at=NOON)
    assert field in refusal.value.fields


def test_gaps_must_be_named_unless_there_are_none(musterstadt: Kommune) -> None:
    silent = PROVIDER | {"accessibility_gaps_de": ""}
    with pytest.raises(services.InvalidFacts):
        services.set_provider(**silent, by=OPERATOR, at=NOON)
    services.set_provider(**silent | {"accessibility_status": "CONFORMING"}, by=OPERATOR, at=NOON)
