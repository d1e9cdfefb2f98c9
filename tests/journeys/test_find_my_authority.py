# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person looks for the responsible authority, as a browser shows it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_from_a_postcode_in_two_districts_to_the_portal(browse, javascript, width):
    # Given the Land's start page on a screen of this width
    page: Page = browse(width=width, java_script_enabled=javascript)
    # When somebody searches a postcode that lies in two districts, and names the place
    page.get_by_label("Postleitzahl oder Ort").fill("39646")
    page.get_by_role("button", name="Behörde finden").click()
    expect(page.get_by_role("heading", name="In welchem Ort wohnen Sie?")).to_be_visible()
    page.locator("label", has_text="Oebisfelde-Weferlingen").click()
    page.get_by_role("button", name="Behörde anzeigen").click()
    # Then the right authority stands there, with a way on
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Behörde: Landkreis Börde")
    expect(page.get_by_text("Zuständig für Oebisfelde-Weferlingen")).to_be_visible()
    expect(page.get_by_text("Landkreis Börde").first).to_be_visible()
    page.get_by_role("link", name="Portal ansehen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Einbürgerung im Landkreis Börde")
    expect(page.get_by_text("Testbetrieb")).to_be_visible()


def test_by_keyboard_only(browse):
    page: Page = browse()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(5):
        if page.evaluate("document.activeElement.id") == "ort":
            break
        page.keyboard.press("Tab")
    expect(page.get_by_label("Postleitzahl oder Ort")).to_be_focused()
    page.keyboard.type("39646")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="In welchem Ort wohnen Sie?")).to_be_visible()
    for _ in range(12):
        if page.evaluate("document.activeElement.name") == "gebiet":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Gardelegen")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Altmarkkreis Salzwedel")


def test_suggestions_come_while_typing(browse):
    page: Page = browse()
    with page.expect_response(lambda response: "/api/v1/places" in response.url):
        page.get_by_label("Postleitzahl oder Ort").press_sequentially("halb", delay=30)
    expect(page.locator("datalist option").first).to_have_attribute("value", "Halberstadt")


def test_an_error_takes_the_reader_to_the_field(browse):
    page: Page = browse(path="/zustaendigkeit/?ort=3910")
    page.get_by_role("link", name="Eine Postleitzahl hat fünf Ziffern").click()
    expect(page.get_by_label("Postleitzahl oder Ort")).to_be_focused()
    expect(page.get_by_label("Postleitzahl oder Ort")).to_have_value("3910")


def test_the_language_switch_stays_on_the_page(browse):
    page: Page = browse(path="/zustaendigkeit/?ort=39646", java_script_enabled=False)
    page.locator("summary", has_text="Deutsch").click()
    page.get_by_role("link", name="English").click()
    assert "/en/zustaendigkeit/?ort=39646" in page.url
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_dark_is_kept_and_can_be_given_back(browse):
    page: Page = browse(java_script_enabled=False)
    page.get_by_role("link", name="Helle oder dunkle Darstellung").click()
    page.locator("label", has_text="Dunkel").click()
    page.get_by_role("main").get_by_role("button").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.goto(page.url)
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


def test_a_slip_of_the_finger_leads_to_the_authority(browse):
    page: Page = browse(java_script_enabled=False)
    page.get_by_label("Postleitzahl oder Ort").fill("Halberstatt")
    page.get_by_role("button", name="Behörde finden").click()
    page.get_by_role("button", name="Behörde anzeigen").click()
    expect(page.get_by_role("link", name="Wählen Sie einen der Orte.")).to_be_visible()
    page.locator("label", has_text="Halberstadt").click()
    page.get_by_role("button", name="Behörde anzeigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Behörde: Landkreis Harz")


def test_from_the_wrong_portal_to_the_right_one(browse):
    page: Page = browse("halle.localhost", java_script_enabled=False)
    page.get_by_role("link", name="Andere Behörde finden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wer ist für mich zuständig?")
