# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Behind a pooler that gives each transaction another connection, only what holds for one transaction holds."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaign.crowd import connected, crowd
from tests.campaign.pooler import CONNECTIONS, pooler, through
from tests.campaign.walk import STEPS, THREADS, walk

pytestmark = [pytest.mark.xdist_group("crowd"), pytest.mark.pooler]
# What the backend of django-tenants sets stays on the connection, whoever is given that next. Cursors of the server are
# off, as Django advises behind such a pooler.
_SESSION_LEVEL = {"ENGINE": "django_tenants.postgresql_backend", "DISABLE_SERVER_SIDE_CURSORS": True}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name that another account reaches: an address of a socket holds 107 characters."""
    with tempfile.TemporaryDirectory(prefix="efa-pooler-") as made:
        yield Path(made)


def walk_behind(server, name, folder, *, steps, kommunen=0):
    """Walk through the pooler, with the wall and with the control; return what both saw."""
    from efa.config.database import of_owner

    with crowd(server, name, kommunen=kommunen) as some, pooler(some, folder) as pool:
        seen, taken = walk(some, through(some.logins, pool), lambda count: count < steps)
        owner = of_owner(some.urls["DATABASE_OWNER_URL"]) | pool | _SESSION_LEVEL
        control, _ = walk(some, owner, lambda count: count < steps, roles=False)
    assert taken.keys() == STEPS.keys()
    return seen, control


def test_behind_a_pooler_only_the_wall_holds(server, worker_id, folder, django_db_blocker):
    with django_db_blocker.unblock():
        seen, control = walk_behind(server, f"efa_{worker_id}_pooled", folder, steps=50)
    assert seen.keys() == {"right", "nobody"}, seen
    assert control["wrong"], control


@pytest.mark.campaign
def test_ten_thousand_statements_behind_a_pooler_are_right(server, worker_id, folder, django_db_blocker, tally):
    with django_db_blocker.unblock():
        seen, control = walk_behind(server, f"efa_{worker_id}_pooled", folder, steps=800, kommunen=50)
    tally(
        "wall.pooler", threads=THREADS, connections=CONNECTIONS, right=seen["right"], wrong=seen["wrong"],
        control_right=control["right"], control_wrong=control["wrong"],
    )  # fmt: skip
    assert seen.keys() == {"right", "nobody"}, seen
    assert seen["right"] > 10_000
    assert control["wrong"], control


def test_the_pooler_is_really_between(server, worker_id, folder, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        crowd(server, f"efa_{worker_id}_pooled") as some,
        pooler(some, folder) as pool,
        connected(through(some.logins, pool)) as connection,
    ):
        connection.set_schema(some.kommunen[0])
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            assert cursor.fetchone() != (connection.connection.pgconn.backend_pid,)
