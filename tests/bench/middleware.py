# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""G11: CPU of an empty page through our whole middleware, by bare Django on the same server."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests import ground
from tests.bench.frame import Entry, compared, median

REQUESTS: Final = 2000
ROUNDS: Final = 7
HOST: Final = "musterstadt.localhost"
_TICK: Final = os.sysconf("SC_CLK_TCK")


def measure() -> list[Entry]:
    """Measure both servers in turn."""
    urls = ground.prepare()
    own = ground.copy(urls, "efa_bench")
    with _server("bare", {}) as bare, _server("whole", own) as whole:
        for server in (bare, whole):
            server.spend(REQUESTS)
        rounds = [(bare.spend(REQUESTS), whole.spend(REQUESTS)) for _ in range(ROUNDS)]
    plain, ours = (median([spent[i] for spent in rounds]) for i in (0, 1))
    return [compared("middleware.empty_page (G11)", ours, "µs CPU", to="bare Django", baseline=plain, at_most=2.5)]


class _Server:
    """A gunicorn with one worker; `spend` asks it and returns the worker's CPU per request in microseconds."""

    def __init__(self, port: int, worker: int) -> None:
        self._port = port
        self._worker = worker

    def spend(self, requests: int) -> float:
        # A connection that waits for the other server's turn would be closed.
        connection = http.client.HTTPConnection("127.0.0.1", self._port)
        before = self._cpu()
        for _ in range(requests):
            connection.request("GET", "/empty/", headers={"Host": HOST})
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(f"The empty page answered {answer.status}.")
        return (self._cpu() - before) / requests * 1e6

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self._worker}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK


@contextmanager
def _server(kind: str, urls: dict[str, str]) -> Iterator[_Server]:
    port, watch = _free_port(), _free_port()
    environment = ground.environment(urls) | {
        "EFA_BIND": f"127.0.0.1:{port}",
        "EFA_WATCH_BIND": f"127.0.0.1:{watch}",
        "EFA_WORKERS": "1",
        "EFA_VAR": str(ground.VAR / f"bench-{kind}"),
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "gunicorn", "-c", "python:efa.config.gunicorn", f"tests.bench.site:{kind}()"],
        cwd=ground.ROOT, env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        time.sleep(1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield _Server(port, int(children[0]))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
