# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Chromium on the real demo: its own database, the gunicorn of `make demo`."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import ground
from tests.headers import missing_headers

PORT: Final = 8765
FLAGS: Final = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", *(["--no-sandbox"] if os.geteuid() == 0 else []),
]  # fmt: skip
THEMED: Final = tuple(
    f"{label}.localhost"
    for label in (
        "dessau-rosslau", "halle", "magdeburg", "salzwedel", "anhalt-bitterfeld", "boerde", "burgenlandkreis", "harz",
        "jerichower-land", "mansfeld-suedharz", "saalekreis", "salzlandkreis", "stendal", "wittenberg",
    )
)  # fmt: skip


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The port of a demo of its own; all browser tests run on one worker, so there is one."""
    environment = {
        k: v for k, v in ground.environment().items() if not k.startswith(("DJANGO_SETTINGS_MODULE", "DATABASE_"))
    }
    environment |= {"PORT": str(PORT), "EFA_VAR": str(ground.ROOT / "var" / "test-demo")}
    # Always from the beginning: what an earlier state of the code left there is nobody's business.
    subprocess.run([sys.executable, "-m", "tenants.demo", "reset"], cwd=ground.ROOT, env=environment, check=True)
    path = tmp_path_factory.mktemp("demo") / "log"
    with path.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tenants.demo"], cwd=ground.ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        _wait_for_a_page(process, path)
        yield str(PORT)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait_for_a_page(process: subprocess.Popen[bytes], log: Path) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}/", headers={"Host": "localhost"})
    for _ in range(1800):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(request):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The demo did not start:\n" + log.read_text()[-3000:])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, ended with the module: its driver leaves a loop running, in which Django asks no database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def browse(chromium: Browser, demo: str) -> Iterator[Open]:
    """Open pages of the demo; every response is looked at, and nothing may leave the machine or fail in the console."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(host: str = "localhost", path: str = "/", *, width: int = 1280, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(8_000)  # milliseconds
        contexts.append(context)
        page = context.new_page()

        def look(response: Any) -> None:
            if f":{demo}/" not in response.url:
                wrong.append(f"request to another host: {response.url}")
            if missing := missing_headers(response.headers, secure=False):
                wrong.append(f"{response.url} lacks {missing}")

        page.on("response", look)
        page.on("console", lambda message: message.type == "error" and "status of 4" not in message.text and "status of 5" not in message.text and wrong.append(message.text))  # fmt: skip
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"http://{host}:{demo}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)
