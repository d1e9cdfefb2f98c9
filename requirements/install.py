# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make a virtual environment and install one lock file into it: `python3 requirements/install.py .venv demo`.

The Makefile calls it with whatever `python3` a machine has, and an old one shall answer with a sentence and
not with a traceback: so no library and no syntax newer than Python 3.6.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEEDED_MB = {"runtime": 400, "demo": 600, "dev": 1200}
HERE = Path(__file__).resolve().parent


def main(folder: Path, extra: str) -> int:
    """Install `requirements/<extra>.txt` into `folder`, unless that has been done; return an exit code."""
    if is_current(folder, extra):
        return 0
    problem = too_old() or no_space(folder, extra) or make(folder) or install(folder, extra)
    if problem:
        sys.stderr.write(problem + "\n")
    return 1 if problem else 0


def is_current(folder: Path, extra: str) -> bool:
    """Say whether this lock, or the larger one that contains it, is installed as it stands."""
    for known in (extra, "dev"):
        found = stamp(folder, known)
        if found.exists() and found.read_text() == digest(known):
            return starts(python(folder), "-V")
    return False


def too_old() -> str:
    """Return what is wrong with this Python, if anything."""
    if sys.version_info >= OLDEST:
        return ""
    mine, needed = (".".join(str(part) for part in version[:2]) for version in (sys.version_info, OLDEST))
    return f"Python {mine} ist zu alt, nötig ist {needed} oder neuer; wählen Sie es etwa mit PYTHON=python3.12."


def no_space(folder: Path, extra: str) -> str:
    """Return what is wrong with the disk, if anything."""
    free = shutil.disk_usage(str(HERE)).free // 10**6
    if free >= NEEDED_MB[extra]:
        return ""
    needed = NEEDED_MB[extra]
    return f"Auf dem Datenträger von {folder} sind nur noch {free} MB frei; die Umgebung braucht {needed} MB."


def make(folder: Path) -> str:
    """Make the environment unless one is there that starts; return what went wrong, if anything."""
    if starts(python(folder), "-m", "pip", "--version"):
        return ""
    shutil.rmtree(str(folder), ignore_errors=True)
    cure = "installieren Sie das Paket mit: sudo apt install python{}.{}-venv".format(*sys.version_info[:2])
    if not starts(sys.executable, "-c", "import venv, ensurepip"):
        return f"Diesem Python fehlt venv, es kann keine Umgebung anlegen; {cure}"
    failed = run(sys.executable, "-m", "venv", str(folder))
    if failed:
        shutil.rmtree(str(folder), ignore_errors=True)
        return f"{failed}\n\nDie Umgebung ließ sich nicht anlegen; {cure}"
    return ""


def install(folder: Path, extra: str) -> str:
    """Install the lock; return what went wrong, if anything."""
    for known in NEEDED_MB:
        if stamp(folder, known).exists():
            stamp(folder, known).unlink()
    sys.stderr.write(f"Die Umgebung {folder} wird eingerichtet …\n")
    pip = (python(folder), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "install")
    failed = run(*pip, "--require-hashes", "-r", str(HERE / f"{extra}.txt"))
    if "No space left" in failed:
        return f"Auf dem Datenträger von {folder} ist kein Platz mehr; schaffen Sie {NEEDED_MB[extra]} MB."
    if failed:
        return (
            f"{failed}\n\nDie Pakete ließen sich nicht installieren; prüfen Sie den Zugang zum "
            "Paketverzeichnis und starten Sie neu."
        )
    stamp(folder, extra).write_text(digest(extra))
    return ""


def run(*command: str) -> str:
    """Run a command; return what it said, if it failed."""
    done = subprocess.run(  # noqa: S603 -- own commands, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return (done.stdout.decode("utf-8", "replace").strip() or "?") if done.returncode else ""


def starts(*command: str) -> bool:
    """Say whether a command runs and ends well."""
    try:
        return not run(*command)
    except OSError:
        return False


def python(folder: Path) -> str:
    """Return the interpreter of an environment."""
    return str(folder / "bin" / "python")


def stamp(folder: Path, extra: str) -> Path:
    """Return the file that tells which lock was installed last."""
    return folder / f".installed-{extra}"


def digest(extra: str) -> str:
    """Return the fingerprint of a lock file."""
    return hashlib.sha256((HERE / f"{extra}.txt").read_bytes()).hexdigest()


if __name__ == "__main__":
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
