# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""T16: every route with every method for everybody, and words that only their owners may see."""

from typing import Final

from tests.controls.control import control

_CONFTEST: Final = "tests/conftest.py"
_MATRIX: Final = "tests/matrix/test_matrix.py"
_OF_CANARIES: Final = "tests/test_canaries.py"

CONTROLS: Final = (
    control(
        "T16", "new_route", "a route was added and nobody has said who may see what there",
        ("platform/efa/config/urls/kommune.py", 'urlpatterns = [\n    path("", include("theming.urls.machines")),\n', 'urlpatterns = [\n    path("", include("theming.urls.machines")),\n    path("neu/", include("tenants.instance.urls", namespace="new")),\n'),
        falls=(f"{_MATRIX}::test_every_route_has_its_place_and_every_place_its_route",),
    ),
    control(
        "T16", "method", "a page answers methods that it does not know",
        ("tenants/instance/views.py", "@require_safe\ndef start", "def start"),
        falls=(f"{_MATRIX}::test_every_route_answers_at_home_and_shows_that_it_did",),
    ),
    control(
        "T16", "own_address", "an address that names something of one tenant is answered by all",
        ("theming/views.py", "        raise Http404 from unknown\n", '        return HttpResponse("", headers={"X-Unknown": str(unknown)})\n'),
        falls=(f"{_MATRIX}::test_what_has_an_address_of_its_own_is_its_owners_alone",),
    ),
    control(
        "T16", "exercised", "a route counts as tried though it never answered its owner",
        (_MATRIX, "            if not succeeded:\n", "            if False:\n"),
        falls=(f"{_MATRIX}::test_a_route_that_does_not_answer_its_owner_is_found",),
    ),
    control(
        "T16", "canaries", "answers are not searched for words of other tenants",
        (_CONFTEST, "        assert not told_by_others(response, host), ", "        assert True, "),
        falls=(
            f"{_OF_CANARIES}::test_a_word_of_the_neighbour_in_a_response_is_found",
            f"{_MATRIX}::test_a_route_that_shows_a_neighbour_what_is_its_owners_is_found",
        ),
    ),
    control(
        "T16", "compressed", "compressed answers are not searched",
        (_CONFTEST, '    if response.headers.get("Content-Encoding") == "gzip":\n', "    if False:\n"),
        falls=(f"{_OF_CANARIES}::test_a_word_of_the_neighbour_in_a_response_is_found",),
    ),
    control(
        "T16", "logs", "lines of the log are not searched for words of tenants",
        (_CONFTEST, '        if canaries.strangers(line, ""):\n', "        if False:\n"),
        falls=(f"{_OF_CANARIES}::test_a_word_in_a_log_line_is_found_even_at_home",),
    ),
    control(
        "T16", "mails", "mails are not searched for words of other tenants",
        (_CONFTEST, '            if canaries.strangers(text, getattr(walled().tenant, "ags", "")):\n', "            if False:\n"),
        falls=(f"{_OF_CANARIES}::test_a_word_of_the_neighbour_in_a_mail_is_found",),
    ),
)  # fmt: skip
