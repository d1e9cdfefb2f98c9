# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every view of every URL map is made to raise; nothing that was sent to it leaves (security.md P1, P2)."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.core.signals import got_request_exception
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from sentry_sdk.transport import Transport

from efa.observability import errors, logs
from tests.conftest import LAND, MINISTRY, MUSTERSTADT

HOSTS = {"land": LAND, "ministry": MINISTRY, "kommune": MUSTERSTADT, "none": "nobody.localhost"}
WORD = "canaryzwölf"
IN_A_PATH = ("canarytwelve", 12, "c0ffee12" * 8, "c0ffee12" * 2, "38820", "15001000")


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield all patterns with their full names."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        else:
            yield from routes(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


def address(name: str, pattern: URLPattern, urlconf: str) -> str:
    """Return a path that leads to the route, with a word of ours wherever it takes one."""
    for value in IN_A_PATH:
        try:
            return reverse(name, urlconf, kwargs=dict.fromkeys(pattern.pattern.converters, value))
        except NoReverseMatch:
            continue
    pytest.fail(f"no word fits the route {name}")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    envelopes: list[bytes] = []

    class Recorder(Transport):
        def capture_envelope(self, envelope: Any) -> None:
            envelopes.append(envelope.serialize())

    options = errors.options(dsn="http://key@127.0.0.1:1/1", release="1", environment="test", transport=Recorder)
    sentry_sdk.init(**options | {"integrations": []})
    got_request_exception.connect(errors._report)
    yield envelopes
    got_request_exception.disconnect(errors._report)
    sentry_sdk.get_global_scope().set_client(None)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(logs._output, "stream", stream)
    # Other tests may have left the suite's own handlers in place of ours.
    monkeypatch.setattr(logging.getLogger(), "handlers", [logs.RecordHandler()])
    return stream


@pytest.fixture
def _every_view_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: Any, **words: Any) -> None:
        secret = f"{WORD} {request.body!r} {request.get_full_path()} {words} {request.COOKIES} {request.headers}"
        logging.getLogger("django.request").error("%s", secret)
        raise ValueError(secret)

    resolve = URLPattern.resolve

    def resolve_to_failure(self: URLPattern, path: str) -> Any:
        match = resolve(self, path)
        if match:
            match.func = fail
        return match

    monkeypatch.setattr(URLPattern, "resolve", resolve_to_failure)


@pytest.mark.parametrize("kind", HOSTS)
@pytest.mark.usefixtures("_every_view_raises")
def test_no_view_lets_out_what_it_was_sent(kind, visit, sent, log):
    urlconf = f"efa.config.urls.{kind}"
    client = visit(HOSTS[kind], HTTP_X_WORD="canaryheader")
    client.cookies["word"] = "canarycookie"
    known = list(routes(get_resolver(urlconf)))
    for name, pattern in known:
        path = address(name, pattern, urlconf)
        answer = client.post(f"{path}?q=canaryquery", "canarybody", content_type="text/plain")
        assert answer.status_code == 500, name
    assert [json.loads(one.splitlines()[2])["transaction"] for one in sent] == [name for name, _ in known]
    told = [line for line in map(json.loads, log.getvalue().splitlines()) if line.get("event") == "request.finished"]
    assert [line["route"] for line in told] == [name for name, _ in known]
    everything = b"".join(sent).decode() + log.getvalue()
    assert "canary" not in everything
    assert "c0ffee12" not in everything
