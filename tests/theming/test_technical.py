# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What machines ask: robots.txt, security.txt, the icon, reports of the security policy."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpRequest, UnreadablePostError
from django.test import RequestFactory

from tests.conftest import MINISTRY, MUSTERSTADT, Visit
from tests.theming.test_frame import KOMMUNE
from tests.theming.test_legal import FACTS
from theming import selectors, technical

REPORT = "application/csp-report"


def _csp(directive: str) -> str:
    return json.dumps({"csp-report": {"document-uri": "https://x.example/geheim", "effective-directive": directive}})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """The events that were logged."""
    events: list[tuple[str, dict[str, Any]]] = []

    class Log:
        def warning(self, event: str, **fields: Any) -> None:
            events.append((event, fields))

    monkeypatch.setattr(technical, "log", Log())
    # Another test may have told of the same directive less than a minute ago.
    monkeypatch.setattr(technical, "_TOLD", {})
    return events


@pytest.mark.parametrize(("host", "rule"), [(MUSTERSTADT, "Disallow:\n"), (MINISTRY, "Disallow: /\n")])
def test_robots_are_let_in_where_the_public_is_meant_to_come(visit: Visit, host: str, rule: str) -> None:
    answer = visit(host).get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == f"User-agent: *\n{rule}"


def test_security_txt_names_contact_expiry_and_its_own_place(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "provider", lambda: FACTS)
    answer = visit(MUSTERSTADT).get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:post@musterstadt.example"
    assert fields["Canonical"] == f"https://{MUSTERSTADT}/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "de, en"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=90) < left < timedelta(days=365)


def test_security_txt_is_not_written_by_the_host_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "provider", lambda: FACTS)
    monkeypatch.setattr(selectors, "branding", lambda: None)
    request = RequestFactory().get("/.well-known/security.txt", HTTP_HOST="boese.example")
    request.site = KOMMUNE  # type: ignore[attr-defined]
    text = technical.security_txt(request).content.decode()
    assert "boese" not in text
    assert "Canonical: https://muster.example/" in text


def test_security_txt_is_missing_where_nobody_is_entered(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "provider", lambda: None)
    assert visit(MUSTERSTADT).get("/.well-known/security.txt").status_code == 404


def test_icon_is_answered_without_noise(visit: Visit) -> None:
    assert visit(MUSTERSTADT).get("/favicon.ico").status_code == 204


def test_report_counts_the_directive_and_no_address(visit: Visit, told: list[Any]) -> None:
    visitor = visit(MUSTERSTADT, enforce_csrf_checks=True)
    answer = visitor.post("/csp-report/", _csp("script-src-elem"), content_type=REPORT)
    assert answer.status_code == 204
    assert told == [("csp.violation", {"directive": "script-src-elem"})]


def test_report_of_the_newer_form_is_understood(visit: Visit, told: list[Any]) -> None:
    reports = [{"type": "csp-violation", "body": {"effectiveDirective": "img-src"}}, {"type": "deprecation"}]
    answer = visit(MUSTERSTADT).post("/csp-report/", json.dumps(reports), content_type="application/reports+json")
    assert answer.status_code == 204
    assert told == [("csp.violation", {"directive": "img-src"})]


def test_invented_directive_does_not_reach_the_log(visit: Visit, told: list[Any]) -> None:
    visit(MUSTERSTADT).post("/csp-report/", _csp("canary\nlevel=error"), content_type=REPORT)
    assert told == [("csp.violation", {"directive": "other"})]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("x" * (technical.LARGEST_REPORT + 1), REPORT, 413),
        ("{", REPORT, 400),
        ("[" * 10_000, REPORT, 400),
        ("[1]", REPORT, 400),
        ("null", REPORT, 400),
        ('"text"', REPORT, 400),
        ('{"csp-report": {}}', REPORT, 400),
        ('{"csp-report": 1}', REPORT, 400),
        (b"\xff\xfe\x00", REPORT, 400),
        ("{}", "text/plain", 415),
        ("a=b", "application/x-www-form-urlencoded", 415),
    ],
)
def test_what_is_no_report_is_refused(
    visit: Visit, told: list[Any], body: str | bytes, content_type: str, status: int
) -> None:
    answer = visit(MUSTERSTADT).generic("POST", "/csp-report/", body, content_type=content_type)
    assert answer.status_code == status
    assert told == []


def test_report_is_posted_and_nothing_else(visit: Visit) -> None:
    assert visit(MUSTERSTADT).get("/csp-report/").status_code == 405


def test_a_directive_is_told_once_a_minute(visit, caplog, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(technical, "monotonic", lambda: now[0])
    told = []
    monkeypatch.setattr(technical.log, "warning", lambda event, **fields: told.append((event, fields)))
    technical._TOLD.clear()
    report = json.dumps({"csp-report": {"violated-directive": "img-src"}})
    for seconds in (0, 1, 58, 2):
        now[0] += seconds
        visit("localhost").post("/csp-report/", report, content_type="application/csp-report")
    assert told == [("csp.violation", {"directive": "img-src"})] * 2


def test_a_body_that_broke_off_is_no_error_of_ours(visit, monkeypatch):
    def broken(*_):
        raise UnreadablePostError

    monkeypatch.setattr(HttpRequest, "read", broken)
    answer = visit("localhost").post("/csp-report/", "{}", content_type="application/csp-report")
    assert answer.status_code == 400
