# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""BEGIN, the wall, the statement, COMMIT."""

from typing import Any

from efa.wall.backend import base


class SeparateCursor(base.WallCursor):
    """A cursor that makes a short transaction of each statement."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Send four messages, one after the other."""
        before = self.wall.before(query, self.connection) if self.wall else ""
        plain = super(base.WallCursor, self).execute
        if not before:
            return plain(query, params, **options)
        if not self.connection.autocommit:
            plain(before)
            return plain(query, params, **options)
        with self.connection.cursor() as control:
            control.execute("BEGIN")
            control.execute(before)
            plain(query, params, **options)
            control.execute("COMMIT")
        return self


class DatabaseWrapper(base.DatabaseWrapper):
    """Our backend with that cursor."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return ours, with that cursor."""
        return super().get_connection_params() | {"cursor_factory": SeparateCursor}
