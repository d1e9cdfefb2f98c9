# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outermost middleware: gives each request an id and tells what became of it."""

import os
from collections.abc import Callable
from time import perf_counter
from typing import Final

from django.http import HttpRequest, HttpResponse

from efa.observability import logs, metrics
from efa.observability.context import Facts, current

Handler = Callable[[HttpRequest], HttpResponse]
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FIRST_SERVER_ERROR: Final = 500


class _Outcome:
    """What all requests of one route, method, status and kind of host have in common."""

    __slots__ = ("add", "line")

    def __init__(self, route: str, method: str, status: int, host: str, *, is_meant: bool) -> None:
        self.add = metrics.Series(route=route, method=method, status=status, host=host).add
        # Checked and rendered once; the rest of a line is two ids and two numbers that we make ourselves.
        self.line = logs.render({
            "level": "error" if status >= _FIRST_SERVER_ERROR and not is_meant else "info",
            "event": "request.finished",
            "route": route,
            "method": method,
            "status": status,
            "host": host,
        })[1:]  # fmt: skip


class Watch:
    """Binds the request's facts for logs and error reports, measures, counts, and logs one line."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        # Holds names of routes and kinds of hosts, nothing of a tenant; so it is as small as the URL maps.
        self._outcomes: dict[tuple[str, str, int, str], _Outcome] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with `X-Request-Id`, an id of our own making."""
        # An id sent along could carry anything into the logs, so none is read.
        request_id = os.urandom(16).hex()
        facts = Facts(request, request_id)
        token = current.set(facts)
        started = perf_counter()
        status = _FIRST_SERVER_ERROR
        try:
            response = self.get_response(request)
            status = response.status_code
            response.headers["X-Request-Id"] = request_id
            if request.method == "HEAD" and not response.streaming:
                # The length stays in the headers; the server would complain of the body.
                response.content = b""
            return response
        finally:
            self._tell(facts, status, perf_counter() - started)
            current.reset(token)

    def _tell(self, facts: Facts, status: int, seconds: float) -> None:
        method = facts.request.method
        key = (facts.route, method if method in _METHODS else "other", status, facts.host_kind)
        outcome = self._outcomes.get(key)
        if outcome is None:
            # A portal that was closed on purpose answers 503 and is no failure.
            is_meant = bool(vars(facts.request).get("refused"))
            outcome = self._outcomes[key] = _Outcome(*key, is_meant=is_meant)
        outcome.add(seconds)
        logs.write(
            f'{{"ts":"{logs.now()}","request_id":"{facts.request_id}","tenant":"{facts.tenant}",'
            f'"duration_ms":{seconds * 1000:.2f},{outcome.line}'
        )
