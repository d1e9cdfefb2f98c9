# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gallery: every component in all its states, and every error page. Development and tests only.

Its own texts are German only: it is read by those who build the platform.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from efa.vocabulary.display import Link
from theming import errors
from theming.context import frame_of
from theming.models import Mark
from theming.samples import SAMPLES

_COMMENT: Final = re.compile(r"{% comment %}\n(.*?){% endcomment %}", re.DOTALL)
_RETRY_AFTER: Final = 90  # seconds


@dataclass(frozen=True, slots=True)
class State:
    """One state of a component, rendered."""

    name: str
    html: str


@dataclass(frozen=True, slots=True)
class Component:
    """One file of `kern/`: what its comment says, and how it looks."""

    template: str
    anchor: str
    comment: str
    states: tuple[State, ...]


@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    frame = {"frame": frame_of(request)}
    more: dict[str, Mapping[str, Mapping[str, object]]] = {
        "header": {"Kopf dieser Seite": frame},
        "footer": {"Fuß dieser Seite": frame},
        "mark": {str(mark.label): {"template": f"theming/marks/{mark.value}.html"} for mark in Mark},
    }
    components = [_component(name, states) for name, states in sorted({**SAMPLES, **more}.items())]
    error_pages = [Link(f"{code}: {error}", reverse("gallery:error", args=[code])) for code, error in _ERRORS.items()]
    context = {"components": components, "error_pages": error_pages, "total": len(components)}
    return render(request, "theming/gallery.html", context)


def _component(name: str, states: Mapping[str, Mapping[str, object]]) -> Component:
    template = f"kern/{name}.html"
    comment = _COMMENT.search(get_template(template).template.source)  # type: ignore[attr-defined]  # Of the engine we use.
    return Component(
        template=template,
        anchor=f"k-{name}",
        comment=comment.group(1).strip() if comment else "",
        states=tuple(State(title, render_to_string(template, dict(given))) for title, given in states.items()),
    )


_ERRORS: Final = {
    400: "unverständliche Anfrage",
    403: "nicht freigegeben",
    404: "gibt es nicht",
    413: "zu große Anfrage",
    429: "zu viele Anfragen",
    500: "Störung",
    503: "nicht erreichbar",
}


@require_safe
def show_error(request: HttpRequest, code: int) -> HttpResponse:
    """Fail as asked, so that the real handler answers with its real status.

    Two are asked directly, because raising would report a failure that is none.
    """
    match code:
        case 400:
            raise BadRequest
        case 403:
            raise PermissionDenied
        case 413:
            raise RequestDataTooBig
        case 429:
            raise errors.RateLimited(retry_after=_RETRY_AFTER)
        case 500:
            return errors.server_error(request)
        case 503:
            return errors.unavailable(request)
        case _:
            raise Http404
