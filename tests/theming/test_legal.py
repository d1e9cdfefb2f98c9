# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Imprint, privacy, accessibility: from the provider's facts, and honest where there are none."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import LAND, MUSTERSTADT, Visit
from theming import selectors
from theming.models import Accessibility, Provider

FACTS = Provider(
    official_name="Stadt Musterstadt",
    street="Markt 1",
    postcode="99999",
    city="Musterstadt",
    phone="0391 555-0100",
    email="post@musterstadt.example",
    represented_by="Bürgermeisterin Petra Muster",
    supervisory_authority="Aufsichtsamt Beispiel",
    vat_id="DE000000000",
    dpo_name="Dana Schutz",
    dpo_email="schutz@musterstadt.example",
    data_protection_authority="Landesbeauftragte Beispiel",
    accessibility_status=Accessibility.PARTLY,
    accessibility_assessed_date=date(2026, 11, 2),
    accessibility_gaps_de="Das Video fehlt.\n\nDer Plan fehlt.",
    accessibility_gaps_en="The video is missing.",
    feedback_email="barriere@musterstadt.example",
    feedback_phone="",
    enforcement_body="Ombudsstelle Beispiel",
    changed_at=datetime(2026, 11, 2, 23, 30, tzinfo=UTC),
)
PRINTED = {
    "/impressum/": (
        "Markt 1", "99999 Musterstadt", "tel:03915550100", "mailto:post@musterstadt.example",
        "Bürgermeisterin Petra Muster", "Aufsichtsamt Beispiel", "DE000000000", "§ 5", "§ 18",
    ),
    "/datenschutz/": (
        "Stadt Musterstadt", "Dana Schutz", "mailto:schutz@musterstadt.example", "Landesbeauftragte Beispiel",
        "__Host-darstellung", "__Host-csrf", "Artikel 6",
    ),
    "/barrierefreiheit/": (
        "teilweise vereinbar", "<li>Das Video fehlt.</li><li>Der Plan fehlt.</li>", "2.\N{NO-BREAK SPACE}November 2026",
        "mailto:barriere@musterstadt.example", "Ombudsstelle Beispiel",
    ),
    "/barriere-melden/": ("mailto:barriere@musterstadt.example", "Ombudsstelle Beispiel"),
}  # fmt: skip
PAGES = tuple(PRINTED)


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Musterstadt has entered its facts."""
    monkeypatch.setattr(selectors, "provider", lambda: FACTS)


@pytest.mark.usefixtures("entered")
@pytest.mark.parametrize(("path", "facts"), PRINTED.items())
def test_legal_page_prints_the_facts_of_the_provider(visit: Visit, path: str, facts: tuple[str, ...]) -> None:
    page = visit(MUSTERSTADT).get(path).content.decode()
    assert [fact for fact in facts if fact not in page] == []


@pytest.mark.usefixtures("entered")
@pytest.mark.parametrize("path", PAGES)
def test_legal_page_says_of_when_it_is_in_german_time(visit: Visit, path: str) -> None:
    assert "Stand: 3.\N{NO-BREAK SPACE}November 2026" in visit(MUSTERSTADT).get(path).content.decode()


@pytest.mark.usefixtures("entered")
def test_number_that_is_not_entered_is_left_out(visit: Visit) -> None:
    page = visit(MUSTERSTADT).get("/barriere-melden/").content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "tel:" not in main


@pytest.mark.parametrize("path", PAGES)
def test_legal_page_without_facts_says_so_and_invents_nothing(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(selectors, "provider", lambda: None)
    answer = visit(MUSTERSTADT).get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Diese Angaben sind noch nicht eingetragen" in page
    assert "mailto:" not in page
    assert "Stand:" not in page


@pytest.mark.usefixtures("entered")
def test_privacy_speaks_of_the_search_only_where_there_is_one(visit: Visit) -> None:
    sentence = "Suchen Sie Ihre Behörde"
    assert sentence in visit(LAND).get("/datenschutz/").content.decode()
    assert sentence not in visit(MUSTERSTADT).get("/datenschutz/").content.decode()


@pytest.mark.usefixtures("entered")
@pytest.mark.parametrize("path", PAGES)
def test_reading_sets_no_cookie(visit: Visit, path: str) -> None:
    answer = visit(MUSTERSTADT).get(path)
    assert not answer.cookies, "the privacy page promises that reading sets no cookie"


@pytest.mark.usefixtures("entered")
def test_facts_are_printed_and_never_run(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = Provider(changed_at=FACTS.changed_at, official_name="<script>alert(1)</script>", street='"><img src=x>')
    monkeypatch.setattr(selectors, "provider", lambda: hostile)
    page = visit(MUSTERSTADT).get("/impressum/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
