# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts and durations of requests; labels are names of our own code, never a tenant.

Set `PROMETHEUS_MULTIPROC_DIR` before this is imported, as `efa.config.gunicorn` does, and the processes of a
server are added up through files in that folder.
"""

import os
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

# A registry of our own: the library's default one tells the versions of Python and of the system.
_REGISTRY: Final = CollectorRegistry()
_REQUESTS: Final = Counter(
    "efa_requests", "Answered requests.", ("route", "method", "status", "host"), registry=_REGISTRY
)
_SECONDS: Final = Histogram(
    "efa_request_seconds",
    "Time to the answer's first byte, without the web server's own share.",
    ("route", "host"),
    registry=_REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class Series:
    """The counters of one set of labels, looked up once because the look-up costs more than the count."""

    __slots__ = ("_count", "_observe")

    def __init__(self, *, route: str, method: str, status: int, host: str) -> None:
        self._count = _REQUESTS.labels(route, method, f"{status // 100}xx", host).inc
        self._observe = _SECONDS.labels(route, host).observe

    def add(self, seconds: float) -> None:
        """Count one request."""
        self._count()
        self._observe(seconds)


def exposition() -> bytes:
    """Return all metrics in Prometheus' text format, summed over the processes of the server."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(_REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # The library has no types here.
    return generate_latest(registry)
