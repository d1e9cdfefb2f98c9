# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wall and statement in a pipeline, which the server takes for one transaction up to its end."""

from typing import Any

from psycopg import Cursor

from efa.wall.backend import base


class PipelineCursor(base.WallCursor):
    """A cursor that sends the messages one by one and waits once."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Send the wall and the statement, and wait for both."""
        before = self.wall.before(query, self.connection) if self.wall else ""
        if not before:
            return super(base.WallCursor, self).execute(query, params, **options)
        with self.connection.pipeline(), Cursor(self.connection) as wall:
            for statement in before.removesuffix(";").split("; "):
                wall.execute(statement)
            super(base.WallCursor, self).execute(query, params, **options)
        return self


class DatabaseWrapper(base.DatabaseWrapper):
    """Our backend with that cursor."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return ours, with that cursor."""
        return super().get_connection_params() | {"cursor_factory": PipelineCursor}
