# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the suite stands on: a PostgreSQL of its own and one migrated template, copied for each worker.

The template is kept between runs and made anew when anything changes that could change it.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import psycopg

ROOT: Final = Path(__file__).resolve().parents[1]
VAR: Final = ROOT / "var" / "test"
TEMPLATE: Final = "efa_template"
_INPUTS: Final = ("platform/**/*.py", "tenants/**/*.py", "tenants/demo/data/*", "theming/*.py", "theming/migrations/*.py",
                  "tests/cast/**/*.py", "requirements/demo.txt")  # fmt: skip


def environment(urls: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a command of the suite."""
    path = os.pathsep.join([str(ROOT / "platform"), str(ROOT)])
    known = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "efa.config.settings.test", "EFA_VAR": str(VAR)}
    return os.environ | known | (urls or {})


def manage(*args: str, urls: dict[str, str] | None = None) -> str:
    """Run one command of `manage.py` and return what it printed; a failure shows its output."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *args],
        cwd=ROOT, env=environment(urls), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(args)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def prepare() -> dict[str, str]:
    """Start the server, build static files and messages, make the template; return the server's addresses."""
    from efa.config import postgres

    urls = postgres.start(VAR / "postgres", fast=True)
    manage("assets")
    manage("messages", "compile")
    manage("collectstatic", "--noinput", "-v0")
    _make_template(urls)
    return urls


def copy(urls: dict[str, str], name: str) -> dict[str, str]:
    """Copy the template, over whatever has that name, and return the copy's addresses."""
    from efa.config import postgres

    with psycopg.connect(urls["ADMIN_URL"], autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    from efa.config.postgres.database import with_parts

    own = postgres.prepare_database(urls["ADMIN_URL"], name, template=TEMPLATE)
    # May take the role of the Land and of every Kommune, which no login of production may. What a role may do is tried
    # as in production, since the wall always takes one; which login may take which is tried with the real ones.
    return own | {"DATABASE_TEST_URL": with_parts(urls["ADMIN_URL"], dbname=name)}


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in _INPUTS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _make_template(urls: dict[str, str]) -> None:
    from efa.config import postgres

    wanted = _fingerprint()
    with psycopg.connect(urls["ADMIN_URL"], autocommit=True) as admin:
        row = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone()
        if row and row[0] == wanted:
            return
        admin.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
        own = postgres.prepare_database(urls["ADMIN_URL"], TEMPLATE)
        manage("migrate_schemas", "--shared", "-v0", urls=own)
        manage("seed", urls=own)
        manage("cast", urls=own)
        # Written last: a template that was cut off is made again.
        admin.execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{wanted}'")
