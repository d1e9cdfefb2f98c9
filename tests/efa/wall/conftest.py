# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wall as in production: the real logins, transactions that end, threads with connections of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import psycopg
import pytest

from tests.conftest import one_login, use

Answer = TypeVar("Answer")


@pytest.fixture
def logins(database: dict[str, str], django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The logins of production for one test, in all threads. What it commits stays, unless it takes it back."""
    from efa.config.database import of_urls
    from efa.wall.present import walled

    with django_db_blocker.unblock():
        use(of_urls({"kommune": database["DATABASE_URL"], "land": database["DATABASE_LAND_URL"]}))
        yield
        # A test may have left a transaction open in the middle of a failure.
        walled().close()
        use(one_login(database))


@pytest.fixture
def admin(database: dict[str, str]) -> Iterator[psycopg.Connection]:
    """The superuser, in this worker's copy."""
    with psycopg.connect(database["DATABASE_TEST_URL"], autocommit=True) as connection:
        yield connection


class Answered(NamedTuple):
    """What a statement says of itself; `word` stands in the first table that it finds."""

    login: str
    role: str
    schema: str
    word: str


WHO = """
SELECT session_user::text, current_user::text, current_schema()::text,
(SELECT css FROM theming_publishedtheme WHERE digest = '5a5a5a5a5a5a5a5a') /* %% */ WHERE 1 = %s
"""


def ask(connection: Any = None) -> Answered:
    """Ask as whoever is the tenant now."""
    from efa.wall.present import walled

    with (connection or walled()).cursor() as cursor:
        cursor.execute(WHO, [1])
        return Answered(*cursor.fetchone())


def of(kommune: Any) -> Answered:
    """Return what a statement of that tenant has to say."""
    from tests.cast import canaries

    login = "efa_land" if kommune.schema_name == "land" else "efa_web"
    schema = kommune.schema_name
    return Answered(login, f"efa_s_{schema}", schema, f"/* {canaries.word(kommune.ags, 'css')} */")


@pytest.fixture
def tenants(logins: None) -> list[Any]:
    """All tenants, the Land first, then by key."""
    from efa.tenancy.models import Kommune
    from efa.wall.present import as_anybody

    with as_anybody():
        return list(Kommune.objects.order_by("ags"))


@pytest.fixture
def land(tenants: list[Any]) -> Any:
    """The Land."""
    return tenants[0]


@pytest.fixture
def musterstadt(tenants: list[Any]) -> Any:
    """Musterstadt."""
    return tenants[-2]


@pytest.fixture
def beispielhausen(tenants: list[Any]) -> Any:
    """Beispielhausen."""
    return tenants[-1]


def in_a_thread(do: Callable[[], Answer]) -> Answer:
    """Run something as a new thread does, with a connection of its own that is closed behind it."""
    from efa.wall.present import walled

    def run() -> Answer:
        try:
            return do()
        finally:
            walled().close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=60)
