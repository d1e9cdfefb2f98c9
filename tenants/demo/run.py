# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make demo`: from a clone to a Land with fourteen Kommunen, and back to nothing at Ctrl-C."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import FrameType
from typing import Any, Final

import psycopg

from efa.config import postgres
from tenants.demo import checks, stamps
from tenants.demo.checks import DemoProblem
from tenants.demo.programs import Cancelled, Programs, last_lines
from tenants.demo.progress import Progress

ROOT: Final = Path(__file__).resolve().parents[2]
_GOODBYE: Final = "Strg-C beendet alles; die Daten bleiben."
_PATIENCE: Final = 60  # seconds from the start of the server to its first page
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody wants the demo to end."""


def main(arguments: Sequence[str], *, root: Path = ROOT, environ: Mapping[str, str] = os.environ) -> int:
    """Start the demo, or throw its data away with the argument `reset`; return an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # A stream of text, as Python opens it.
    var = Path(environ.get("EFA_VAR") or root / "var").resolve()
    began = time.monotonic()
    _on_signal(_stop)
    try:
        checks.machine(environ)
        if checks.is_reset(arguments):
            reset(var, environ)
        else:
            Demo(root, var, environ, began=began).run()
    except (DemoProblem, postgres.DatabaseProblem) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except Stopped:
        return 0
    return 0


def _on_signal(deed: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in _SIGNALS:
        signal.signal(number, deed)


def _stop(_number: int, _frame: FrameType | None) -> None:
    # Once is enough: what follows puts things in order, and a second Ctrl-C would cut that off.
    _on_signal(signal.SIG_IGN)
    raise Stopped


def reset(var: Path, environ: Mapping[str, str]) -> None:
    """Throw away the embedded database and the keys.

    Raise `DemoProblem` (for a database from outside, too), `DatabaseProblem`.
    """
    names = [name + end for name in checks.DATABASE for end in ("", "_FILE")]
    if any(environ.get(name) for name in names):
        raise DemoProblem(
            "Die Demo löscht keine Datenbank, die Sie mit DATABASE_URL angeben; leeren Sie diese selbst "
            "oder starten Sie ohne die Variable."
        )
    checks.space(var)
    with checks.alone(var):
        postgres.destroy(var / "postgres")
        (var / "demo.database").unlink(missing_ok=True)
        shutil.rmtree(var / "keys", ignore_errors=True)
    sys.stdout.write("Die Daten der Demo sind gelöscht; „make demo“ beginnt neu.\n")


class Demo:
    """One run of the demo."""

    def __init__(self, root: Path, var: Path, environ: Mapping[str, str], *, began: float) -> None:
        """Prepare a run in the clone `root`; `began` is its start on the monotonic clock."""
        self._root = root
        self._var = var
        self._environ = environ
        self._began = began
        # Left behind by a demo that was killed, it says that the server running there was the demo's.
        self._own_database = var / "demo.database"

    def run(self) -> None:
        """Serve until somebody stops it. Raise `DemoProblem`, `DatabaseProblem`, `Stopped`."""
        checks.space(self._var)
        with checks.alone(self._var) as lock:
            port = checks.port(self._environ)
            given = checks.given_database()
            lock.write_text(f"http://localhost:{port}", encoding="utf-8")
            with Progress(sys.stderr) as progress:
                programs = Programs(self._root, self._environment(port), progress)
                try:
                    server, table = self._get_ready(programs, progress, given, port)
                    progress.end()
                    seconds = round(time.monotonic() - self._began)
                    sys.stdout.write(f"\nDie Demo läuft, bereit nach {seconds} s:\n\n{table}\n\n{_GOODBYE}\n")
                    sys.stdout.flush()
                    server.wait()
                    raise self._crash("Der Webserver hat sich beendet")
                finally:
                    _on_signal(signal.SIG_IGN)
                    programs.close()
                    self._stop_database()

    def _stop_database(self) -> None:
        if self._own_database.exists():
            postgres.stop(self._var / "postgres")
            self._own_database.unlink()

    def _environment(self, port: int) -> dict[str, str]:
        kept = {name: text for name, text in self._environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return kept | {
            "EFA_VAR": str(self._var),
            "EFA_BIND": f"127.0.0.1:{port}",
            "EFA_WATCH_BIND": f"127.0.0.1:{port + checks.WATCH}",
            "PYTHONPATH": os.pathsep.join((str(self._root / "platform"), str(self._root))),
            "PYTHONUNBUFFERED": "1",
        }

    def _get_ready(
        self, programs: Programs, progress: Progress, given: Mapping[str, str], port: int
    ) -> tuple["subprocess.Popen[str]", str]:
        with ThreadPoolExecutor(2) as pool:
            try:
                self._all(
                    pool.submit(self._look, programs),
                    pool.submit(self._content, programs, progress, given),
                )
                with progress.step("Webserver starten"):
                    server = programs.serve(self._log)
                    rows = pool.submit(programs.ask, "Adressen", "kommune", "list", "--json")
                    self._await_page(server, port)
                    self._all(rows)
            except BaseException:
                # The threads end when their programs do, and only then may the database stop.
                programs.close()
                raise
            return server, _table(rows.result(), port)

    def _look(self, programs: Programs) -> None:
        folder, root = self._var / "stamps", self._root
        catalogues = [path.with_suffix(".mo") for path in root.glob(stamps.MESSAGES[0])]
        messages = stamps.FileStamp(folder, "messages", stamps.fingerprint(root, stamps.MESSAGES), catalogues)
        if not messages.is_set():
            programs.manage("Übersetzungen einrichten", "messages", "compile")
            messages.set()
        results = [self._var / "assets", self._var / "static" / "staticfiles.json"]
        look = stamps.FileStamp(folder, "look", stamps.fingerprint(root, stamps.LOOK), results)
        if not look.is_set():
            programs.manage("Schriften und Gestaltung zuschneiden", "assets")
            programs.manage("Gestaltung packen", "collectstatic", "--noinput", "-v0")
            look.set()

    def _content(self, programs: Programs, progress: Progress, given: Mapping[str, str]) -> None:
        urls = given or self._start_database(progress)
        programs.know({name: urls[name] for name in checks.DATABASE})
        wanted = stamps.fingerprint(self._root, stamps.CONTENT)
        content = stamps.DatabaseStamp(urls["DATABASE_OWNER_URL"], wanted)
        try:
            if not content.is_set():
                programs.manage("Tabellen anlegen", "migrate_schemas", "-v0")
                programs.manage("Land und Kommunen anlegen", "seed")
                content.set()
        except psycopg.Error as error:
            said = " ".join(str(error).split())
            raise DemoProblem(
                f"Die Datenbank nimmt die Daten der Demo nicht an ({said}); geben Sie mit DATABASE_OWNER_URL "
                "ein Konto an, dem die Datenbank gehört."
            ) from error

    def _start_database(self, progress: Progress) -> dict[str, str]:
        state = self._var / "postgres"
        if not postgres.running(state):
            self._own_database.touch()
        with progress.step("Datenbank starten"):
            return postgres.start(state)

    def _await_page(self, server: "subprocess.Popen[str]", port: int) -> None:
        end, seen = time.monotonic() + _PATIENCE, "keine Antwort"
        while time.monotonic() < end:
            if server.poll() is not None:
                raise self._crash("Der Webserver startet nicht")
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
                seen = str(connection.getresponse().status)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            finally:
                connection.close()
            if seen == "200":
                return
            time.sleep(0.1)
        raise self._crash(f"Die erste Seite kommt nicht ({seen})")

    @property
    def _log(self) -> Path:
        return self._var / "demo.log"

    def _crash(self, what: str) -> DemoProblem:
        return DemoProblem(
            f"{last_lines(self._log)}\n\n{what}; beheben Sie die Ursache und starten Sie neu "
            f"(alles Weitere steht in {self._log})."
        )

    @staticmethod
    def _all(*tracks: "Future[Any]") -> None:
        """Wait for all; raise what went wrong first, and not what was only cancelled by it."""
        wait(tracks, return_when=FIRST_EXCEPTION)
        for track in tracks:
            if track.done() and (error := track.exception()) and not isinstance(error, Cancelled):
                raise error
        for track in tracks:
            track.result()


def _table(listed: str, port: int) -> str:
    """Lay out one line for each host; the place is said with the first of its hosts."""
    rows = json.loads(listed)
    width = max((len(row["name"]) for row in rows), default=0)
    lines = []
    for row in rows:
        for number, host in enumerate(row.get("hosts") or [row["host"]]):
            name = "" if number else row["name"]
            lines.append(f"  {name:<{width}}  http://{host}:{port}")
    return "\n".join(lines)
