# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each route has its place: how its owner reaches it, what shows that it worked, what a neighbour gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from django.test import Client

from tests.cast import canaries
from tests.conftest import BEISPIELHAUSEN, LAND, MINISTRY, MUSTERSTADT

# The last one is no method that anybody knows.
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


@dataclass(frozen=True, slots=True)
class Home:
    """A host that is somebody's; `ags` is the key of the tenant."""

    host: str
    kind: str
    ags: str

    def word(self, place: str = "footer") -> str:
        """Return the tenant's own word, which nobody else may show."""
        return canaries.word(self.ags, place)


THE_LAND: Final = Home(LAND, "land", canaries.LAND)
THE_MINISTRY: Final = Home(MINISTRY, "ministry", canaries.LAND)
HOMES: Final = (
    THE_LAND,
    THE_MINISTRY,
    Home(MUSTERSTADT, "kommune", "99001"),
    Home(BEISPIELHAUSEN, "kommune", "99002"),
)


@dataclass(frozen=True, slots=True)
class Role:
    """Who asks. `sign_in` makes the client somebody in that home; at a neighbour it keeps the cookies it got there."""

    name: str
    sign_in: Callable[[Client, Home], None]


# Citizens, officers, administrators and the ministry's staff come with the first page on which somebody signs in.
ROLES: Final = (Role("visitor", lambda client, home: None),)

Answers = Mapping[str, int]
READ: Final[Answers] = {"GET": HTTPStatus.OK, "HEAD": HTTPStatus.OK}


@dataclass(frozen=True, slots=True)
class Place:
    """One route in one kind of host.

    `takes` gives the arguments of its address in a home, `query` what stands behind it. `answers` are the methods it
    knows and the status of each at home; all others must get 405. `shows` is a text that must stand in the answer of
    each known method with a body, in content or headers, and proves that the home's own answer was given. Where the
    arguments name something of one tenant, `is_own` is true, and everybody else gets `elsewhere` for it. `sends` is the
    body of POST, PUT and PATCH with its type. `roles` has the answers of roles that get others than these.
    """

    shows: Callable[[Home], str] = Home.word
    takes: Callable[[Home], dict[str, Any]] = lambda home: {}
    query: str = ""
    answers: Answers = field(default_factory=lambda: READ)
    is_own: bool = False
    elsewhere: int = HTTPStatus.NOT_FOUND
    sends: tuple[str, str] = ("", "text/plain")
    roles: Mapping[str, Answers] = field(default_factory=dict)

    def answer(self, role: Role, method: str) -> int:
        """Return the status at home."""
        return self.roles.get(role.name, self.answers).get(method, HTTPStatus.METHOD_NOT_ALLOWED)


def _says(text: str) -> Callable[[Home], str]:
    return lambda home: text


_FORM: Final = "application/x-www-form-urlencoded"
_REPORT: Final = '{"csp-report": {"violated-directive": "img-src"}}'

EVERYWHERE: Final[Mapping[str, Place]] = {
    "technical:theme": Place(
        takes=lambda home: {"digest": canaries.own_digest(home.ags)},
        shows=lambda home: home.word("css"),
        is_own=True,
    ),
    # Has nothing to show: the report is counted.
    "technical:csp-report": Place(
        answers={"POST": HTTPStatus.NO_CONTENT}, sends=(_REPORT, "application/csp-report"), shows=_says("nosniff")
    ),
    "technical:robots": Place(shows=_says("User-agent: *")),
    "technical:security-txt": Place(shows=lambda home: f"Canonical: https://{home.host}/"),
    "technical:favicon": Place(
        answers={"GET": HTTPStatus.NO_CONTENT, "HEAD": HTTPStatus.NO_CONTENT}, shows=_says("max-age=86400")
    ),
    "legal:imprint": Place(),
    "legal:privacy": Place(),
    "legal:accessibility": Place(),
    "legal:barrier": Place(),
    "legal:appearance": Place(
        answers={**READ, "POST": HTTPStatus.FOUND},
        sends=("darstellung=dark", _FORM),
        # The answer to a choice leads back, and has a cookie instead of a page.
        shows=lambda home: "__Host-",
    ),
    "gallery:all": Place(),
    "gallery:error": Place(
        takes=lambda home: {"code": 404}, answers={"GET": HTTPStatus.NOT_FOUND, "HEAD": HTTPStatus.NOT_FOUND}
    ),
}
PLACES: Final[Mapping[str, Mapping[str, Place]]] = {
    "land": {
        **EVERYWHERE,
        "landing:start": Place(),
        "landing:finder": Place(query="ort=Magdeburg"),
        "landing:authorities": Place(),
        # Of what a Kommune has published, everybody may read on the Land's pages.
        "landing:authority": Place(takes=lambda home: {"ags": "99001"}),
        "api-v1:places": Place(
            query="q=Magdeburg", answers={**READ, "OPTIONS": HTTPStatus.OK}, shows=_says("application/json")
        ),
    },
    "ministry": {**EVERYWHERE, "console:start": Place()},
    "kommune": {**EVERYWHERE, "instance:start": Place(shows=lambda home: home.word("office"))},
    # Whoever asks for whatever, there is nobody.
    "none": {"closed": Place(answers=dict.fromkeys(METHODS, HTTPStatus.NOT_FOUND), shows=_says("kein Portal"))},
}
