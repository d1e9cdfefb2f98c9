# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What machines ask every host for: robots.txt, security.txt, the icon, reports of the security policy."""

import json
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from time import monotonic
from typing import Final
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from efa.observability.logs import get_logger
from efa.tenancy.hosts import Site
from theming.context import facts_of, is_public

log = get_logger(__name__)

LARGEST_REPORT: Final = 16 * 1024  # bytes
_REPORTS: Final = frozenset({"application/csp-report", "application/reports+json", "application/json"})
_DIRECTIVES: Final = frozenset({
    "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem",
    "style-src-attr", "img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src",
    "child-src", "worker-src", "manifest-src", "form-action", "frame-ancestors", "base-uri",
    "require-trusted-types-for", "trusted-types",
})  # fmt: skip
# Half a year: RFC 9116 recommends less than one, and every answer counts anew.
_SECURITY_TXT_DAYS: Final = 180
_QUIET: Final = 60.0  # seconds between two log lines of the same directive
# Of the directives we list, and nothing of a tenant or a visitor.
_TOLD: Final[dict[str, float]] = {}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines in where the public is meant to come."""
    return _text(f"User-agent: *\nDisallow:{'' if is_public(getattr(request, 'site', None)) else ' /'}\n")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a weakness (RFC 9116); 404 where nobody is entered yet."""
    site: Site | None = getattr(request, "site", None)
    provider = facts_of(request).provider
    if site is None or provider is None:
        raise Http404
    today = datetime.combine(timezone.now().astimezone(UTC).date(), datetime.min.time(), tzinfo=UTC)
    expires = today + timedelta(days=_SECURITY_TXT_DAYS)
    return _text(
        f"Contact: mailto:{quote(provider.email, safe='@')}\n"
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}\n"
        "Preferred-Languages: de, en\n"
        # From the table of hosts: a Host header must not be able to write this line.
        f"Canonical: https://{site.primary_host}/.well-known/security.txt\n"
    )


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature.
    """Have no icon, without the noise of a 404 for each visit."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "public, max-age=86400"})


# Browsers send these reports by themselves, without a token; nothing is changed or stored by them.
@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Count a page that broke the security policy: the directive, never an address.

    400 for what is no report, 413 beyond `LARGEST_REPORT`, 415 for another type.
    """
    if request.content_type not in _REPORTS:
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = request.read(LARGEST_REPORT + 1)
    if len(body) > LARGEST_REPORT:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        directives = _directives(json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    for directive in directives:
        _tell(directive)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _tell(directive: str) -> None:
    # Anybody may send these reports, so their number says little and must not fill the log.
    now = monotonic()
    if now - _TOLD.get(directive, -_QUIET) >= _QUIET:
        _TOLD[directive] = now
        log.warning("csp.violation", directive=directive)


def _directives(report: object) -> list[str]:
    """Return the broken directives of a report (CSP level 2 or Reporting API); raise for other forms."""
    if isinstance(report, list):
        named = [one["body"]["effectiveDirective"] for one in report if one["type"] == "csp-violation"]
    else:
        body = report["csp-report"]  # type: ignore[index]  # Anything else raises, and is answered with 400.
        named = [body.get("effective-directive") or body["violated-directive"]]
    words = [str(name).split(" ", 1)[0] for name in named]
    return sorted({word if word in _DIRECTIVES else "other" for word in words})
