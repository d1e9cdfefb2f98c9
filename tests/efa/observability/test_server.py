# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gunicorn with our configuration, asked over real sockets."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import psycopg
import pytest

from efa.observability import server
from tests import ground
from tests.conftest import MUSTERSTADT

ROOT = Path(__file__).resolve().parents[3]
SMALL_SITE = "tests.efa.observability.small_site:application()"
PAGES = ("/live", "/ready", "/metrics")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running gunicorn."""

    def __init__(self, var: Path, *, application: str = SMALL_SITE, **more: str) -> None:
        self.public, self.watch = _free_port(), _free_port()
        self.log = var / "log"
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "EFA_VAR": str(var),
            "EFA_BIND": f"127.0.0.1:{self.public}",
            "EFA_WATCH_BIND": f"127.0.0.1:{self.watch}",
        }
        environment.pop("PROMETHEUS_MULTIPROC_DIR", None)
        environment |= more
        command = [sys.executable, "-m", "gunicorn", "-c", "platform/efa/config/gunicorn.py"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, application],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        for port in (self.public, self.watch):
            self._wait_for(port)

    def _wait_for(self, port: int) -> None:
        for _ in range(200):
            try:
                if b"HTTP/1.1" in self.raw(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", port=port):
                    return
            except OSError:
                time.sleep(0.1)
        self.process.kill()
        pytest.fail(self.log.read_text())

    def raw(self, request: bytes, *, port: int) -> bytes:
        """Send bytes; return all bytes of the answer."""
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(request)
            answer = b""
            while part := connection.recv(65536):
                answer += part
        return answer

    def get(self, target: str, *headers: str, port: int | None = None) -> tuple[int, str]:
        """Ask the public listener; return the status and the whole answer."""
        lines = "\r\n".join([f"GET {target} HTTP/1.1", *(headers or ("Host: localhost",)), "Connection: close", "", ""])
        answer = self.raw(lines.encode(), port=port or self.public).decode()
        return int(answer.split(" ", 2)[1]), answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop as a service manager does."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=30) == 0

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture(scope="module")
def gunicorn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("server")) as running:
        yield running


def test_the_watch_listener_serves_health_and_metrics(gunicorn):
    status, answer = gunicorn.get("/live", port=gunicorn.watch)
    assert status == 200
    assert answer.endswith("\r\n\r\nok\n")
    for header in (
        "Content-Type: text/plain",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "default-src 'none'",
    ):
        assert header in answer
    assert gunicorn.get("/", port=gunicorn.watch)[0] == 404


@pytest.mark.parametrize("path", PAGES)
def test_no_header_opens_them_on_the_public_listener(gunicorn, path):
    here = f"127.0.0.1:{gunicorn.watch}"
    for target in (path, f"http://{here}{path}"):
        for extra in (
            "X-Forwarded-Port", "X-Forwarded-Host", "X-Forwarded-Server", "Server-Port", "SERVER_PORT",
            "Forwarded", "Gunicorn.Socket", "SCRIPT_NAME", "PATH_INFO", "X-Real-Ip",
        ):  # fmt: skip
            value = {"Forwarded": f"host={here}", "X-Forwarded-Host": here}.get(extra, str(gunicorn.watch))
            status, answer = gunicorn.get(target, f"Host: {here}", f"{extra}: {value}")
            assert status == 404, (target, extra)
            assert "X-Request-Id" in answer, "Django answered, not the watch"


def test_metrics_are_summed_over_the_processes(gunicorn):
    def counted() -> int:
        answer = gunicorn.get("/metrics", port=gunicorn.watch)[1]
        found = re.search(r'efa_requests_total{host="kommune",method="GET",route="home",status="2xx"} (\d+)', answer)
        return int(found[1]) if found else 0

    before = counted()
    for _ in range(20):
        assert gunicorn.get("/")[0] == 200
    assert {counted() - before for _ in range(6)} == {20}
    assert "musterstadt" not in gunicorn.get("/metrics", port=gunicorn.watch)[1]


def test_no_answer_names_the_server(gunicorn):
    for answer in (
        gunicorn.get("/")[1],
        gunicorn.get("/live", port=gunicorn.watch)[1],
        gunicorn.get("/", "Host: a", "Host: b")[1],
    ):
        assert not re.search("(?i)^server:|gunicorn|python", answer, re.MULTILINE)


def test_two_hosts_are_refused_without_quoting_them(gunicorn):
    status, answer = gunicorn.get("/?canaryquery", "Host: canaryhost", "Host: b")
    assert status == 400
    assert "canary" not in answer
    assert "default-src 'none'" in answer


def test_the_host_of_an_absolute_address_is_not_believed(gunicorn):
    status, answer = gunicorn.get("http://other.example/", "Host: localhost")
    assert status == 200
    assert "django localhost" in answer


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"canary\r\n\r\n", 400),
        (b"GET /canary\x00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"GET /canary\xc3\xbc HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"GET / HTTP/9.canary\r\nHost: a\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nbad canary: 1\r\n\r\n", 400),
        (b"GET /" + b"canary" * 900 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"canary" * 2000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: canary\r\n" * 61 + b"\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: canary\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\nHost: a\r\nExpect: canary\r\n\r\n", 417),
    ],
    ids=[
        "line",
        "null",
        "raw-bytes",
        "version",
        "name",
        "long-line",
        "long-header",
        "many-headers",
        "coding",
        "expect",
    ],
)
def test_what_cannot_be_parsed_is_refused_without_quoting_it(gunicorn, request_bytes, status):
    answer = gunicorn.raw(request_bytes, port=gunicorn.public)
    assert int(answer.split(b" ", 2)[1]) == status
    assert b"canary" not in answer
    assert b"default-src 'none'" in answer


def test_every_line_of_the_log_is_json_and_holds_no_canary(gunicorn):
    gunicorn.get("/canary?canary=1", "Host: localhost", "X-Word: canary", "Cookie: word=canary")
    gunicorn.raw(b"GET /canary\x7f HTTP/1.1\r\nHost: canary\r\n\r\n", port=gunicorn.public)
    assert {"request.finished", "log.record"} <= {line["event"] for line in gunicorn.lines}
    assert "canary" not in gunicorn.log.read_text()
    assert str(gunicorn.watch) not in gunicorn.log.read_text()


def test_the_counts_of_the_last_run_are_forgotten(tmp_path):
    old = tmp_path / "metrics" / "counter_1.db"
    old.parent.mkdir()
    old.write_text("old")
    with Server(tmp_path):
        assert not old.exists()


def test_the_platform_itself_is_ready_and_keeps_its_pages_apart(tmp_path, database):
    urls = {key: url for key, url in database.items() if key in {"DATABASE_URL", "DATABASE_LAND_URL"}}
    more = {**ground.environment(urls), "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics")}
    with Server(tmp_path, application="efa.config.wsgi", **more) as platform:
        assert platform.get("/ready", port=platform.watch)[0] == 200
        status, answer = platform.get("/", f"Host: {MUSTERSTADT}")
        assert status == 200
        assert "<main" in answer
        for path in PAGES:
            assert platform.get(path, f"Host: 127.0.0.1:{platform.watch}")[0] == 404
            assert platform.get(path, f"Host: {MUSTERSTADT}")[0] == 404
    assert {line["route"] for line in platform.lines if line.get("status") == 200} >= {"instance:start"}
    assert "musterstadt" not in platform.log.read_text()


@pytest.fixture
def platform(tmp_path, database) -> Iterator[Server]:
    urls = {key: url for key, url in database.items() if key in {"DATABASE_URL", "DATABASE_LAND_URL"}}
    more = {**ground.environment(urls), "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics"), "EFA_WORKERS": "1"}
    with Server(tmp_path, application="efa.config.wsgi", **more) as running:
        yield running


def test_pages_come_back_by_themselves_after_the_database_dropped_its_connections(platform, database):
    assert platform.get("/", f"Host: {MUSTERSTADT}")[0] == 200
    with psycopg.connect(database["ADMIN_URL"], autocommit=True) as admin:
        cut = admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'efa_web' AND datname = %s",
            [psycopg.conninfo.conninfo_to_dict(database["DATABASE_URL"])["dbname"]],
        ).fetchall()
    assert cut
    assert [platform.get("/", f"Host: {MUSTERSTADT}")[0] for _ in range(6)] == [200] * 6


def test_a_head_request_has_a_length_and_no_body_and_no_complaint(platform):
    answer = platform.raw(
        f"HEAD / HTTP/1.1\r\nHost: {MUSTERSTADT}\r\nConnection: close\r\n\r\n".encode(), port=platform.public
    )
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"Content-Length: " in head
    assert b"Content-Length: 0" not in head
    assert body == b""
    assert [line for line in platform.lines if line.get("level") == "warning"] == []


def test_who_stays_silent_in_the_middle_of_a_request_is_cut_off(monkeypatch):
    monkeypatch.setattr(server.ThreadWorker, "handle", lambda self, conn: conn.sock.recv(1))
    monkeypatch.setattr(server, "_PATIENCE", 1)
    worker = object.__new__(server.Worker)
    here, there = socket.socketpair()
    with here, there, pytest.raises(BlockingIOError):
        worker.handle(SimpleNamespace(sock=here))
