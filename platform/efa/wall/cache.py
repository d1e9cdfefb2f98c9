# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys of all caches begin with their tenant (security.md T10)."""

from urllib.parse import quote

from django.db import connection

from efa.wall.errors import Nobody


def key(key: str, key_prefix: str, version: int) -> str:
    """Return the key under which the present tenant's value stands; `KEY_FUNCTION` of every alias in `CACHES`.

    `public` is a place of its own, for whoever explicitly became it. Different tenants, prefixes, versions and keys
    never meet: only the last part may hold a colon. `clear()` asks for no key and empties the cache for everybody.
    Raise `Nobody` where nobody has said whose statements these are.
    """
    schema: str | None = getattr(connection, "schema_name", None)
    if not schema:
        raise Nobody
    return f"{schema}:{quote(key_prefix, safe='')}:{version:d}:{key}"
