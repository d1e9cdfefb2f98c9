# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a fresh clone with empty caches to the first page, and the second start."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Final

from tests.bench.frame import Entry
from tests.bench.page import ROOT

PORT: Final = "8771"
FIRST: Final = 120  # seconds
SECOND: Final = 10  # seconds


def measure() -> list[Entry]:
    """Clone, start, stop, start again."""
    with tempfile.TemporaryDirectory(prefix="efa-") as folder:
        home, clone = Path(folder) / "home", Path(folder) / "clone"
        home.mkdir()
        begun = time.perf_counter()
        subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(clone)], check=True)
        environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "PORT": PORT,
            "XDG_CACHE_HOME": str(home / "cache"),
        }
        first = _page(clone, environment, begun)
        second = _page(clone, environment, time.perf_counter())
        subprocess.run(["make", "-s", "demo-reset"], cwd=clone, env=environment, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(clone)
    return [
        Entry("start.clone_to_page", round(first, 1), "s", "", None, None, f"≤ {FIRST} s", first <= FIRST),
        Entry("start.second_start", round(second, 1), "s", "", None, None, f"≤ {SECOND} s", second <= SECOND),
    ]


def _page(clone: Path, environment: dict[str, str], begun: float) -> float:
    """Return the seconds from `begun` until the demo in the clone answers; stop it then."""
    process = subprocess.Popen(
        ["make", "-s", "demo"], cwd=clone, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}/", headers={"Host": "magdeburg.localhost"})
    try:
        while process.poll() is None:
            try:
                with urllib.request.urlopen(request) as answer:
                    if b"Einb" in answer.read():
                        return time.perf_counter() - begun
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"make demo ended with {process.returncode}.")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)
        # make may end before what it started.
        with contextlib.suppress(OSError):
            while True:
                socket.create_connection(("127.0.0.1", int(PORT)), timeout=1).close()
                time.sleep(0.05)
        time.sleep(3)
