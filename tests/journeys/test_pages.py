# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page in a real browser: accessible, narrow, small, and each Kommune with a face of its own."""

import io
import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.journeys.conftest import THEMED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LEGAL = ["/impressum/", "/datenschutz/", "/barrierefreiheit/", "/barriere-melden/", "/darstellung/"]
LAND = [
    "/", "/zustaendigkeit/", "/zustaendigkeit/?ort=39646", "/zustaendigkeit/?ort=39104", "/zustaendigkeit/?ort=3910",
    "/zustaendigkeit/?ort=10115", "/zustaendigkeit/?ort=39646&gebiet=unsicher", "/zustaendigkeit/?ort=Gardel",
    "/zustaendigkeit/?ort=39646&gefragt=1", "/behoerden/", "/behoerden/15091/", "/en/", *LEGAL,
]  # fmt: skip
ERRORS = [f"/komponenten/fehler/{code}/" for code in (400, 403, 404, 429, 500, 503)]
KOMMUNE = ["/", *LEGAL, "/nix/"]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path", [*LAND, *ERRORS, "/komponenten/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lands_pages_are_accessible(browse, path, scheme):
    page = browse(path=path, color_scheme=scheme)
    assert violations(page) == []


@pytest.mark.parametrize("host", THEMED)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_portal_is_accessible_in_its_own_look(browse, host, scheme):
    page = browse(host, color_scheme=scheme)
    found = violations(page)
    for path in KOMMUNE[1:]:
        page.goto(page.url.split(".localhost")[0] + f".localhost:{page.url.split(':')[2].split('/')[0]}{path}")
        found += violations(page)
    assert found == []


@pytest.mark.campaign
@pytest.mark.parametrize("host", THEMED)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_each_look_is_accessible_on_every_page_and_width(browse, host, scheme, width):
    found = []
    for path in ["/en/", "/komponenten/", *ERRORS, *("/en" + path for path in LEGAL)]:
        page = browse(host, path, color_scheme=scheme, width=width)
        found += violations(page) + ([] if fits(page) else [f"{page.url} is wider than {width} px"])
    assert found == []


@pytest.mark.parametrize(
    ("host", "path"),
    [*(("localhost", p) for p in [*LAND, *ERRORS, "/komponenten/", "/en/"]), *((h, "/") for h in THEMED)],
)
def test_nothing_is_wider_than_a_small_phone(browse, host, path):
    assert fits(browse(host, path, width=320))


def test_no_two_kommunen_look_alike(browse):
    pictures = {}
    for host in THEMED:
        page = browse(host)
        pictures[host] = Image.open(
            io.BytesIO(page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 500}))
        ).convert("RGB")
    alike = []
    for one, other in itertools.combinations(THEMED, 2):
        difference = (
            ImageChops.difference(pictures[one], pictures[other]).convert("L").point(lambda v: 255 if v > 8 else 0)
        )
        share = difference.histogram()[255] / (1280 * 500)
        if share < 0.02:
            alike.append(f"{one} and {other}: {share:.1%}")
    assert alike == []


@pytest.mark.parametrize("host", ["localhost", "magdeburg.localhost"])
def test_the_first_visit_is_small_and_the_next_page_smaller(browse, host):
    page = browse(host, "/nix/")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.clearBrowserCache")
    page.goto(page.url.replace("/nix/", "/"), wait_until="networkidle")
    first = sum(sizes)
    sizes.clear()
    page.goto(page.url + "impressum/", wait_until="networkidle")
    assert 20_000 < first <= 150_000
    assert 500 < sum(sizes) <= 15_000


@pytest.mark.parametrize("path", ["/", "/zustaendigkeit/?ort=39646"])
def test_forced_colours_keep_every_control_visible(browse, path):
    page = browse(path=path, forced_colors="active")
    assert violations(page) == []
    button = page.get_by_role("main").get_by_role("button").first
    assert (
        button.evaluate("e => getComputedStyle(e).borderStyle") != "none"
        or button.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    )


def test_paper_shows_the_content_and_no_tools(browse):
    page = browse("magdeburg.localhost")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator(".efa-tools").is_visible()
    assert not page.locator(".efa-skip").is_visible()


@pytest.mark.parametrize("host", ["ministerium.localhost", "unbekannt.localhost"])
@pytest.mark.parametrize("width", [320, 1280])
def test_hosts_without_a_portal_are_accessible_too(browse, host, width):
    page = browse(host, width=width)
    assert violations(page) == []
    assert fits(page)
