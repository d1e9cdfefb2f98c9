# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gunicorn's loose ends: its log lines, its error pages, its name in every answer."""

import contextlib
import socket
import struct
from collections.abc import Callable
from typing import Any, Final

from gunicorn import util  # type: ignore[import-untyped]  # Gunicorn has no types.
from gunicorn.glogging import Logger as StockLogger  # type: ignore[import-untyped]  # Gunicorn has no types.
from gunicorn.http import wsgi  # type: ignore[import-untyped]  # Gunicorn has no types.
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]  # Gunicorn has no types.

from efa.observability import logs
from efa.observability.watch import HEADERS

_PATIENCE: Final = 10  # seconds
_SENTENCE: Final = "Die Anfrage konnte nicht gelesen werden. / The request could not be read.\n"


def _told_from_the_caller(level: str) -> Callable[..., None]:
    """Return a logging method whose records name the place that called it and not this file."""

    def tell(self: "Logger", message: Any, *args: Any, **options: Any) -> None:
        getattr(self.error_log, level)(message, *args, **{"stacklevel": 2, **options})

    return tell


class Logger(StockLogger):  # type: ignore[misc]  # Gunicorn has no types.
    """Sends gunicorn's records the way of all others. There is no access log; `Watch` tells each request."""

    debug = _told_from_the_caller("debug")
    info = _told_from_the_caller("info")
    warning = _told_from_the_caller("warning")
    error = _told_from_the_caller("error")
    critical = _told_from_the_caller("critical")
    exception = _told_from_the_caller("exception")

    def setup(self, cfg: Any) -> None:
        """Keep the level, drop gunicorn's own handlers."""
        self.cfg = cfg
        self._access_log_enabled = False
        self.loglevel = self.LOG_LEVELS[cfg.loglevel.lower()]
        logs.configure()
        logs.guard_stderr()
        for log in (self.error_log, self.access_log):
            log.handlers[:] = []
            log.propagate = log is self.error_log
            log.setLevel(self.loglevel)

    def access(self, *_: Any) -> None:
        """Say nothing: path, query and address of a request stay out of the logs."""


class Response(wsgi.Response):  # type: ignore[misc]  # as above
    """An answer that does not name the server."""

    def default_headers(self) -> list[str]:
        """Return status line and framing headers."""
        return [line for line in super().default_headers() if not line.startswith("Server:")]


# `wsgi.create` looks the class up in its module; there is no setting for it.
wsgi.Response = Response


class Worker(ThreadWorker):  # type: ignore[misc]  # as above
    """Answers what never reaches Django, because it could not be parsed, without quoting it."""

    def handle(self, conn: Any) -> Any:
        """Handle a request; who sends nothing for `_PATIENCE` seconds in the middle of one is cut off.

        By an option of the socket, because gunicorn sets it to block without a time limit.
        """
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", _PATIENCE, 0))
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Let gunicorn judge and log the error, then send a page of ours instead of its own."""
        judged = _Recorder()
        super().handle_error(req, judged, addr, exc)
        with contextlib.suppress(OSError):
            util.write_nonblock(client, refusal(judged.status_line))


def refusal(status_line: bytes) -> bytes:
    """Return a whole answer with the headers that all answers of the platform have."""
    body = _SENTENCE.encode()
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **dict(HEADERS),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return status_line + b"\r\n" + lines.encode() + b"\r\n" + body


class _Recorder:
    """Stands in for the client's socket and keeps the status line of gunicorn's answer."""

    def __init__(self) -> None:
        self.status_line = b"HTTP/1.1 500 Internal Server Error"

    def gettimeout(self) -> float:
        return 0.0

    def sendall(self, data: bytes) -> None:
        self.status_line = data.partition(b"\r\n")[0]
