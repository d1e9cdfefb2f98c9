# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Land's pages, through the whole stack, on real postcodes."""

from datetime import UTC, datetime

import pytest
from django.utils.timezone import now

from efa.audit.services import OPERATOR
from efa.registers import memory
from efa.responsibility.models import PublishedOffice
from efa.responsibility.selectors import offices
from efa.tenancy import services
from efa.tenancy.hosts import hosts
from efa.tenancy.models import Domain, HostKind, Kind, Kommune, State, new_schema_name
from tests.queries import asked

PAGES = ["/", "/zustaendigkeit/", "/behoerden/", "/behoerden/15003/"]


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("path", [*PAGES, *("/en" + path for path in PAGES)])
def test_each_page_opens_in_both_languages(visit, path):
    page = visit("localhost").get(path)
    assert page.status_code == 200
    assert f'lang="{"en" if path.startswith("/en") else "de"}"' in text(page)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("39104", "Landeshauptstadt Magdeburg"), ("Halberstadt", "Landkreis Harz"), ("06108", "Stadt Halle (Saale)"),
        ("39646", "In welchem Ort wohnen Sie?"), ("10115", "Berlin"), ("3910", "fünf Ziffern"),
        ("00000", "kennen wir nicht"), ("Qqqqqqq", "kennen wir nicht"), ("Halberstatt", "Welchen Ort meinen Sie?"),
        ("Köthen", "Anhalt-Bitterfeld"), ("Koethen", "Anhalt-Bitterfeld"), ("Kothen", "Anhalt-Bitterfeld"),
        ("14715", "Milower Land"), ("", "Geben Sie Ihre Postleitzahl"),
    ],
)  # fmt: skip
def test_the_finder_answers(visit, typed, says):
    page = visit("localhost").get("/zustaendigkeit/", {"ort": typed})
    assert page.status_code == 200
    assert says in text(page)


def test_an_error_stands_in_the_summary_and_at_the_field_and_keeps_what_was_typed(visit):
    page = text(visit("localhost").get("/zustaendigkeit/", {"ort": "3910x"}))
    assert 'href="#ort"' in page
    assert 'id="ort-fehler"' in page
    assert 'value="3910x"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("typed", ["39\x00104", "\u202e39104", "39104\u2066"])
def test_what_hides_something_is_refused_and_not_repeated(visit, typed):
    page = visit("localhost").get("/zustaendigkeit/", {"ort": typed})
    assert page.status_code == 400
    assert typed not in text(page)


def test_what_is_too_long_is_refused(visit):
    page = visit("localhost").get("/zustaendigkeit/", {"ort": "x" * 3000})
    assert page.status_code == 400
    assert "80 Zeichen" in text(page)
    assert 'value="xxx' not in text(page)


@pytest.mark.parametrize(
    "query", ["ort=%ff%fe", "ort=%C3%28", "ort=%00", "%00=1", "ort=39104&ort=06108", "ort[]=1", "gebiet=x"]
)
def test_broken_encodings_are_answered_with_a_page(visit, query):
    assert visit("localhost").get(f"/zustaendigkeit/?{query}").status_code in {200, 400}


@pytest.mark.parametrize(
    "path", ["/%00", "/%ff", "/..%2f..%2fetc/passwd", "/zustaendigkeit//", "/behoerden/%E2%80%AE/"]
)
def test_odd_paths_are_not_found(visit, path):
    assert visit("localhost").get(path).status_code in {301, 404}


@pytest.mark.parametrize("query", [{"ort": "39646"}, {"ort": "39646", "gebiet": "15003"}, {"ort": "Gardel"}])
def test_a_question_sent_back_without_an_answer_says_so(visit, query):
    first = text(visit("localhost").get("/zustaendigkeit/", query))
    assert "Wählen Sie einen der Orte." not in first
    again = text(visit("localhost").get("/zustaendigkeit/", query | {"gefragt": "1"}))
    assert 'href="#gebiet-1"' in again
    assert again.count("Wählen Sie einen der Orte.") == 2


def test_the_day_turns_without_a_change(visit, monkeypatch):
    from datetime import date

    from efa.responsibility import selectors
    from efa.responsibility.models import Assignment

    Assignment.objects.filter(area="15003").update(valid_until=date(2030, 1, 1))
    selectors.directory.forget()
    assert "Ihre Behörde: Landeshauptstadt Magdeburg" in text(visit("localhost").get("/zustaendigkeit/?ort=39104"))
    monkeypatch.setattr(selectors, "localdate", lambda: date(2030, 1, 1))
    monkeypatch.setattr(selectors.directory, "_also", lambda: date(2030, 1, 1))
    assert "noch keine Behörde eingetragen" in text(visit("localhost").get("/zustaendigkeit/?ort=39104"))
    selectors.directory.forget()


def test_markup_in_the_query_is_shown_as_text(visit):
    page = text(visit("localhost").get("/zustaendigkeit/", {"ort": '1"><script>alert(1)</script>'}))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_not_being_sure_shows_all_authorities_in_question(visit):
    page = text(visit("localhost").get("/zustaendigkeit/", {"ort": "39646", "gebiet": "unsicher"}))
    assert "Altmarkkreis Salzwedel" in page
    assert "Landkreis Börde" in page
    assert "In welchem Ort" not in page


def test_a_place_that_is_not_live_is_told_how_to_apply_on_paper(visit):
    page = text(visit("localhost").get("/zustaendigkeit/", {"ort": "Wittenberg"}))
    assert "noch in Vorbereitung. Sie stellen den Antrag auf Papier." in page
    assert offices.content()["15091"].paper_de in page
    assert "tel:" in page


def test_the_link_to_the_portal_keeps_the_port_and_the_language(visit):
    page = text(visit("localhost:8000").get("/en/zustaendigkeit/", {"ort": "39104"}))
    assert 'href="https://magdeburg.localhost:8000/en/"' in page


def test_an_archived_kommune_loses_its_link_but_keeps_its_contact(visit, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.suspend(ags="15003", by=OPERATOR, at=now())
        services.archive(ags="15003", by=OPERATOR, at=now())
    page = text(visit("localhost").get("/behoerden/15003/"))
    assert "magdeburg.localhost" not in page
    assert "An der Elbtreppe" in page


def test_an_empty_land_says_so(visit):
    PublishedOffice.objects.all().delete()
    Domain.objects.filter(kind=HostKind.KOMMUNE).delete()
    for register in (hosts, offices):
        register.forget()
    assert "keine Behörde eingetragen" in text(visit("localhost").get("/behoerden/"))
    assert "keine Behörde eingetragen" in text(visit("localhost").get("/"))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_only_read(visit, method, path):
    assert getattr(visit("localhost"), method)(path).status_code in {403, 405}


@pytest.mark.parametrize("path", ["/behoerden/00000/", "/behoerden/x/", "/zustaendigkeit/x/"])
def test_what_is_not_there_is_not_found(visit, path):
    assert visit("localhost").get(path).status_code == 404


def test_ten_megabytes_are_refused(visit):
    answer = visit("localhost").post("/zustaendigkeit/", b"x" * 10_000_000, content_type="application/octet-stream")
    assert 400 <= answer.status_code < 500


def test_a_file_in_a_form_is_refused_before_it_is_stored(visit):
    from django.core.files.base import ContentFile

    for size in (10, 300_000):
        answer = visit("localhost").post(
            "/darstellung/", {"darstellung": "dark", "file": ContentFile(b"x" * size, "a.txt")}
        )
        assert answer.status_code == 413


# The stamps of the registers is looked at once more a second; here it has just been.
QUERIES = {
    ("localhost", "/"): 2, ("localhost", "/zustaendigkeit/?ort=39104"): 2, ("localhost", "/zustaendigkeit/?ort=39646"): 2,
    ("localhost", "/behoerden/"): 2, ("localhost", "/behoerden/15003/"): 2, ("localhost", "/api/v1/places?q=h"): 0,
    ("localhost", "/impressum/"): 2, ("localhost", "/nix/"): 2, ("magdeburg.localhost", "/"): 4,
    ("magdeburg.localhost", "/impressum/"): 2, ("magdeburg.localhost", "/robots.txt"): 0,
    ("unbekannt.localhost", "/"): 0, ("ministerium.localhost", "/"): 2,
}  # fmt: skip


@pytest.mark.parametrize("tenants", [14, 400])
@pytest.mark.parametrize(("host", "path"), QUERIES)
def test_pages_ask_the_same_number_of_queries_with_14_and_with_400_tenants(visit, host, path, tenants, monkeypatch):
    if tenants > 14:
        many(tenants)
    visitor = visit(host)
    visitor.get(path)
    monkeypatch.setattr(memory, "LOOK_EVERY", float("inf"))
    with asked(QUERIES[host, path]):
        visitor.get(path)


def many(tenants):
    """Add tenants without schemas, with hosts and published offices."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [
        Kommune(schema_name=f"k_{new_schema_name()[2:]}", kind=Kind.LANDKREIS, ags=f"{n:05}", ars=f"{n:05}", name=f"Landkreis {n}",
                short_name=str(n), state=State.LIVE, opened_at=at)
        for n in range(50_000, 50_000 + tenants - 14)
    ]  # fmt: skip
    Kommune.objects.bulk_create(rows)
    Domain.objects.bulk_create(Domain(domain=f"k{row.ags}.localhost", tenant=row) for row in rows)
    PublishedOffice.objects.bulk_create(
        PublishedOffice(authority=row.ags, name=row.name, office="Amt", street="Weg 1", postcode="99999", city="Stadt",
                        phone="0", email="a@b.example", published_at=at)
        for row in rows
    )  # fmt: skip
    for register in (hosts, offices):
        register.forget()
