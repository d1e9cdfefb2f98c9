# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""One tenant is flooded; the visitors of another one get their pages (T15). Times are reported, not judged."""

import statistics
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests import ground
from tests.conftest import BEISPIELHAUSEN, MUSTERSTADT
from tests.efa.observability.test_server import Server

CLIENTS = 16
VISITS = 400


def milliseconds(times: list[float]) -> dict[str, float]:
    """The middle and the 99th percentile of times in seconds."""
    return {
        "p50_ms": round(statistics.median(times) * 1e3, 1),
        "p99_ms": round(statistics.quantiles(times, n=100)[-1] * 1e3, 1),
    }


def visits(server: Server) -> tuple[Counter[int], dict[str, float]]:
    """Visit the other tenant again and again; return the answers and how long they took."""
    answers, times = Counter[int](), []
    for _ in range(VISITS):
        begun = time.perf_counter()
        status, page = server.get("/", f"Host: {BEISPIELHAUSEN}")
        times.append(time.perf_counter() - begun)
        assert status != 200 or "Beispielhausen" in page
        answers[status] += 1
    return answers, milliseconds(times)


def flood(server: Server, done: threading.Event) -> Counter[str]:
    """Visit one tenant without a pause; return the answers, those with a time to come back told apart."""
    answers: Counter[str] = Counter()
    while not done.is_set():
        status, page = server.get("/", f"Host: {MUSTERSTADT}")
        answers[f"{status} later" if "Retry-After: 1\r" in page else f"{status}"] += 1
    return answers


def flooded(server: Server) -> tuple[Counter[int], dict[str, float], Counter[str]]:
    """Visit the other tenant while one is flooded."""
    done = threading.Event()
    with ThreadPoolExecutor(CLIENTS) as pool:
        floods = [pool.submit(flood, server, done) for _ in range(CLIENTS)]
        try:
            answers, times = visits(server)
        finally:
            done.set()
        return answers, times, sum((each.result() for each in floods), Counter[str]())


@pytest.fixture
def platform(tmp_path, database):
    """Gunicorn with one process of four threads, started with other settings if asked."""

    def of(**more: Any) -> Server:
        urls = {key: url for key, url in database.items() if key in {"DATABASE_URL", "DATABASE_LAND_URL"}}
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        place.mkdir()
        own = {"PROMETHEUS_MULTIPROC_DIR": str(place / "metrics"), "EFA_WORKERS": "1", "EFA_THREADS": "4"}
        return Server(place, application="efa.config.wsgi", **{**ground.environment(urls), **own, **more})

    return of


@pytest.mark.campaign
def test_a_flood_of_one_tenant_is_no_standstill_of_another(platform, tally):
    with platform() as server:
        visits(server)
        calm, calm_times = visits(server)
        answers, times, refused = flooded(server)
    with platform(DJANGO_SETTINGS_MODULE="tests.campaign.unlimited") as server:
        visits(server)
        _, control_times, control = flooded(server)
    tally("wall.share.calm", **calm_times)
    tally("wall.share.flooded", clients=CLIENTS, served=refused["200"], refused=refused["503 later"], **times)
    tally("wall.share.without_limit", served=control["200"], **control_times)
    assert calm == answers == {200: VISITS}
    assert refused.keys() == {"200", "503 later"}
    assert control.keys() == {"200"}
