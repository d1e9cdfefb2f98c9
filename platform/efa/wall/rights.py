# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a model declares of the rights to its table; `efa.tenancy.grants` turns it into grants and policies."""

from dataclasses import dataclass
from enum import Enum


class Rights(Enum):
    """What the role of a schema may do with one of its tables."""

    # Lists, because Python 3.11.2 (Debian 12) makes an object of an empty tuple.
    ALL = ["SELECT", "INSERT", "UPDATE", "DELETE"]
    # For what must not be changed afterwards.
    APPEND = ["SELECT", "INSERT"]
    READ = ["SELECT"]
    NONE = list[str]()


@dataclass(frozen=True, slots=True)
class Shared:
    """Who may do what with a table in `public`; it has row level security.

    `read` lets everybody read all rows. `written` lets the Land write. A tenant may insert and update rows for which
    `own` is true (SQL; `{role}` stands for how the name of a tenant's role begins, `current_user` is that name), and
    of these the columns in `columns`; where `inserts` is false, it may only update.
    """

    read: bool = True
    written: bool = True
    own: str = ""
    columns: tuple[str, ...] = ()
    inserts: bool = True


# For the owner alone.
CLOSED = Shared(read=False, written=False)
