# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks the small site for a page that raises, in a process of its own, and prints what left it.

Usage: `python -m tests.efa.observability.canaries guarded|collecting|open`: as configured, with everything
collected and only the rebuilding between, with nothing between. The canaries come in the environment.
"""

import io
import json
import logging
import os
import sys
from typing import Any

import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.transport import Transport

from tests.efa.observability import small_site

DSN = "http://key@127.0.0.1:1/1"
ENVELOPES: list[bytes] = []
COLLECT = {
    "data_collection": {},  # Where it says nothing, all is collected.
    "include_local_variables": True,
    "include_source_context": True,
    "max_request_body_size": "always",
    "max_breadcrumbs": 100,
    "default_integrations": True,
    "integrations": [DjangoIntegration()],
    "traces_sample_rate": 1.0,
    "trace_propagation_targets": None,
    "server_name": "machine",
    "attach_stacktrace": True,
}


class Recorder(Transport):
    """Keeps what would have been sent."""

    def capture_envelope(self, envelope: Envelope) -> None:
        """Keep every byte."""
        ENVELOPES.append(envelope.serialize())


def main(mode: str) -> None:
    """Ask, and print envelopes and log lines as JSON."""
    from efa.observability import errors, logs

    log = io.StringIO()
    given: dict[str, Any] = {"dsn": DSN, "release": "1.0", "environment": "test", "transport": Recorder}
    if mode == "guarded":
        logs.configure(log)
        errors.configure(**given)
    elif mode == "collecting":
        logs.configure(log)
        sentry_sdk.init(**errors.options(**given) | COLLECT)
    else:
        logging.basicConfig(stream=log, level=logging.INFO)
        sentry_sdk.init(**given, **COLLECT)
    ask()
    sentry_sdk.flush()
    print(json.dumps({"envelopes": [one.decode() for one in ENVELOPES], "log": log.getvalue()}))


def ask() -> None:
    """Send a request that carries a canary wherever one can be carried."""
    application: Any = small_site.application()
    body = os.environ["CANARY_BODY"].encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": f"/broken/{os.environ['CANARY_PATH']}/",
        "QUERY_STRING": f"q={os.environ['CANARY_QUERY']}",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "localhost",
        "HTTP_X_WORD": os.environ["CANARY_HEADER"],
        "HTTP_COOKIE": f"word={os.environ['CANARY_COOKIE']}",
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    answer = application(environ, lambda *_: None)
    b"".join(answer)
    answer.close()


if __name__ == "__main__":
    main(sys.argv[1])
