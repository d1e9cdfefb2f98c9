# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small clone whose commands only write down that they ran; its web server is a real gunicorn."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.request import urlopen

TOP: Final = Path(__file__).resolve().parents[3]
PATIENCE: Final = 60  # seconds
FILES: Final = {
    "manage.py": """
import json, os, pathlib, sys
var = pathlib.Path(os.environ["EFA_VAR"])
with (var / "calls").open("a") as file: file.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1] == os.environ.get("FAILS"): sys.exit("the reason why")
if sys.argv[1] == "assets": (var / "assets").mkdir(exist_ok=True)
if sys.argv[1] == "collectstatic":
    (var / "static").mkdir(exist_ok=True); (var / "static" / "staticfiles.json").touch()
if sys.argv[1] == "seed": print("seed 1/1 Musterstadt")
if sys.argv[1] == "kommune": print(json.dumps([{"name": "Musterstadt", "host": "localhost"}]))
""",
    "theming/css/efa.css": "",
    "platform/efa/config/gunicorn.py": """
import os
bind = [os.environ["EFA_BIND"], os.environ["EFA_WATCH_BIND"]]
""",
    "platform/efa/config/wsgi.py": """
import os
if os.environ.get("FAILS") == "server": raise RuntimeError("the reason why")
def application(environ, start):
    start("200 OK", []); return [os.environ.get("DATABASE_OWNER_URL", "no owner").encode()]
""",
}


@dataclass
class Clone:
    """The clone, and the demos that run in it."""

    root: Path
    environ: dict[str, str] = field(default_factory=dict)
    demos: "list[Run]" = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, content in FILES.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(content)
        self.environ |= {
            "PORT": str(free_port()),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{TOP / 'platform'}:{TOP}",
        }

    @property
    def var(self) -> Path:
        return self.root / "var"

    def calls(self) -> list[str]:
        """What ran since the last question."""
        file = self.var / "calls"
        calls = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return calls

    def demo(self, *arguments: str, **environ: str) -> "Run":
        run = Run(self, arguments, environ)
        self.demos.append(run)
        return run

    def end(self) -> None:
        """End what is left of the demos."""
        for run in self.demos:
            if run.process.poll() is None:
                run.process.send_signal(signal.SIGTERM)
            run.process.communicate()


class Run:
    """One run of the demo."""

    def __init__(self, clone: Clone, arguments: tuple[str, ...], environ: Mapping[str, str]) -> None:
        self._environ = clone.environ | dict(environ)
        code = (
            "import sys; from pathlib import Path; from tenants.demo.run import main\n"
            f"sys.exit(main(sys.argv[1:], root=Path({str(clone.root)!r})))"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env=self._environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def until_ready(self) -> str:
        """Wait for the table of addresses and return what was printed so far."""
        assert self.process.stdout
        printed: list[str] = []
        watchdog = threading.Timer(PATIENCE, self.process.kill)
        watchdog.start()
        for line in self.process.stdout:
            printed.append(line)
            if "Strg-C" in line:
                watchdog.cancel()
                return "".join(printed)
        watchdog.cancel()
        raise AssertionError(f"the demo ended: {''.join(printed)}{self.process.communicate()[1]}")

    def page(self) -> str:
        """Fetch the first page; empty if nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self._environ['PORT']}/", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def stop(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Send a signal; return the exit code and what stood on the error stream."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait for its end; return the exit code and what stood on the error stream."""
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, errors


def free_port() -> int:
    """Return a port that is free together with the watch port above it."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            number = int(first.getsockname()[1])
            if number <= 64_535:
                try:
                    second.bind(("127.0.0.1", number + 1000))
                except OSError:
                    continue
                return number
