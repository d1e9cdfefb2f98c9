# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting queries."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def asked(exactly: int) -> Iterator[list[str]]:
    """Require a number of queries; the wall travels with them and is none of its own."""
    queries: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield queries
    queries += [query["sql"] for query in captured]
    assert len(queries) == exactly, "\n".join([f"{len(queries)} queries instead of {exactly}:", *queries])
