# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gallery shows everything there is, and only outside production."""

import re
import runpy
from pathlib import Path

import pytest
from django.test import override_settings

from tests.conftest import MUSTERSTADT, Visit
from theming import samples
from theming.urls import components

COMPONENTS = sorted((Path(samples.__file__).parent / "templates" / "kern").glob("*.html"))


def test_every_component_is_on_show(visit: Visit) -> None:
    answer = visit(MUSTERSTADT).get("/komponenten/")
    assert answer.status_code == 200
    shown = set(re.findall(r'<h2 [^>]*id="k-([a-z_]+)"', answer.content.decode()))
    assert shown == {path.stem for path in COMPONENTS}


def test_every_state_has_its_own_ids(visit: Visit) -> None:
    page = visit(MUSTERSTADT).get("/komponenten/").content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_every_reference_of_a_component_has_its_target(visit: Visit) -> None:
    page = visit(MUSTERSTADT).get("/komponenten/").content.decode()
    ids = set(re.findall(r' id="([^"]+)"', page))
    named = re.findall(r' (?:aria-describedby|aria-labelledby|for|list)="([^"]*)"', page)
    wanted = {word for value in named for word in value.split()}
    wanted |= set(re.findall(r'href="#([^"]+)"', page))
    assert sorted(wanted - ids) == []


def test_gallery_shows_the_parameters_of_each_file(visit: Visit) -> None:
    page = visit(MUSTERSTADT).get("/komponenten/").content.decode()
    assert "level of the heading, 2 unless told" in page
    assert '<pre class="efa-small efa-scroll" tabindex="0"></pre>' not in page


@pytest.mark.parametrize("shown", [True, False])
def test_gallery_has_no_address_where_it_is_off(shown: bool) -> None:
    with override_settings(GALLERY=shown):
        assert bool(runpy.run_path(components.__file__ or "")["urlpatterns"]) is shown


def test_unknown_error_is_an_address_that_does_not_exist(visit: Visit) -> None:
    assert visit(MUSTERSTADT).get("/komponenten/fehler/418/").status_code == 404
