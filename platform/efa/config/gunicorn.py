# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web server: `gunicorn -c platform/efa/config/gunicorn.py`, also as `-c python:efa.config.gunicorn`."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from efa.config.environment import text

_VAR: Final = Path(text("EFA_VAR", default=str(Path(__file__).resolve().parents[3] / "var"))).resolve()
# Must stand before the first import of prometheus_client, so it cannot wait for a hook.
_METRICS: Final = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(_VAR / "metrics")))

wsgi_app = "efa.config.wsgi"
bind = [text("EFA_BIND", default="127.0.0.1:8000"), text("EFA_WATCH_BIND", default="127.0.0.1:9000")]
worker_class = "efa.observability.server.Worker"
logger_class = "efa.observability.server.Logger"
workers = int(text("EFA_WORKERS", default="2"))
threads = int(text("EFA_THREADS", default="4"))
# Each worker loads the platform itself, so that no database connection is ever shared.
preload_app = False
timeout = 30  # seconds without a sign of life from a worker
graceful_timeout = 25  # seconds to finish requests at a stop, below what service managers grant
keepalive = 5  # seconds; longer than a proxy's gap between two requests of a page
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094  # bytes
limit_request_fields = 60
limit_request_field_size = 8190  # bytes
accesslog = None
loglevel = "info"
# The pure parser, whether or not a faster one is installed: what it refuses is tested.
http_parser = "python"
# A proxy may set the scheme only by the header that the settings name; it sets nothing else.
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""
header_map = "drop"  # of names with an underscore, which could pose as another header
forwarded_allow_ips = text("FORWARDED_ALLOW_IPS", default="127.0.0.1")
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Forget the counts of the last run."""
    del server
    shutil.rmtree(_METRICS, ignore_errors=True)
    _METRICS.mkdir(parents=True)


def child_exit(server: Any, worker: Any) -> None:
    """Let the metrics know that a process ended."""
    del server
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 -- after the folder is named

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # The library has no types here.
