# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""PgBouncer in transaction mode, in front of the suite's PostgreSQL, by the same account."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from psycopg.conninfo import conninfo_to_dict

from tests.campaign.crowd import Crowd
from tests.run import EVERYWHERE

CONNECTIONS: Final = 4  # to the server; fewer than threads, so that each serves many tenants
_PORT: Final = 6432  # a part of the name of a socket in a folder of our own; nothing listens on the network
_LOGINS: Final = ("DATABASE_URL", "DATABASE_LAND_URL", "DATABASE_OWNER_URL")


@contextmanager
def pooler(crowd: Crowd, folder: Path) -> Iterator[dict[str, Any]]:
    """Run it for a block; yield what a connection's settings must say instead of the server's address."""
    known = [conninfo_to_dict(crowd.urls[name]) for name in _LOGINS]
    server = Path(str(known[0]["host"]))
    # It refuses to be root, and the socket of the server is its account's only.
    account = pwd.getpwuid(server.stat().st_uid) if os.geteuid() == 0 else None
    users, ini = folder / "users", folder / "ini"
    users.write_text("".join(f'"{one["user"]}" "{one["password"]}"\n' for one in known))
    ini.write_text(
        f"[databases]\n{crowd.name} = host={server}\n[pgbouncer]\nlisten_addr =\nlisten_port = {_PORT}\n"
        f"unix_socket_dir = {folder}\nauth_type = scram-sha-256\nauth_file = {users}\npool_mode = transaction\n"
        # For each login a pool of its own.
        f"default_pool_size = {CONNECTIONS}\nserver_reset_query_always = 0\n"
    )
    if account:
        for path in (folder, users, ini):
            os.chown(path, account.pw_uid, account.pw_gid)
    with subprocess.Popen(
        [str(shutil.which("pgbouncer", path=EVERYWHERE)), str(ini)],
        cwd="/",
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        said = []
        assert process.stderr
        for line in process.stderr:
            said.append(line)
            if "process up" in line:
                break
        else:
            raise AssertionError("".join(said))
        try:
            yield {"HOST": str(folder), "PORT": str(_PORT)}
        finally:
            process.terminate()
            process.stderr.read()


def through(settings: dict[str, Any], pool: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a connection with the pooler's address, for each of its logins."""
    wall = settings["WALL"]
    logins = {kind: {**login, "host": pool["HOST"], "port": pool["PORT"]} for kind, login in wall["LOGINS"].items()}
    return settings | pool | {"WALL": wall | {"LOGINS": logins}}
