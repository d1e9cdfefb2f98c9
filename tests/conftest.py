# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ground of the suite: Musterstadt and Beispielhausen beside the demo's fourteen Kommunen.

They stand in one migrated template, which each worker copies. The people of the cast come with the first page on which
somebody signs in.
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.test import Client

from tests import ground
from tests.headers import missing_headers

BEISPIELHAUSEN: Final = "beispielhausen.localhost"
LAND: Final = "localhost"
MINISTRY: Final = "ministerium.localhost"
MUSTERSTADT: Final = "musterstadt.localhost"
_URLS: Final = "EFA_TEST_SERVER"


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the ground once, before the workers start; they find it in the environment."""
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        os.environ[_URLS] = json.dumps(ground.prepare())


@pytest.fixture(scope="session")
def server() -> dict[str, str]:
    """The addresses of the suite's PostgreSQL; `ADMIN_URL` is the superuser's."""
    return dict(json.loads(os.environ[_URLS]))


@pytest.fixture(scope="session")
def database(server: dict[str, str], worker_id: str) -> dict[str, str]:
    """The addresses of this worker's copy of the template."""
    return ground.copy(server, f"efa_{worker_id}")


def _use(url: str) -> None:
    from django.db import connection

    from efa.config.database import of_url

    connection.close()
    wanted = of_url(url)
    connection.settings_dict.update({key: wanted[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})


@pytest.fixture(scope="session")
def django_db_setup(database: dict[str, str], django_db_blocker: Any) -> None:
    """Instead of pytest-django's own database: the copy, with the login of the web."""
    with django_db_blocker.unblock():
        _use(database["DATABASE_URL"])


@pytest.fixture
def owner_login(database: dict[str, str], django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The owner's login for one test; the transaction of `db` lies inside."""
    with django_db_blocker.unblock():
        _use(database["DATABASE_OWNER_URL"])
    yield
    with django_db_blocker.unblock():
        _use(database["DATABASE_URL"])


@pytest.fixture
def as_owner(owner_login: None, db: None) -> None:
    """Run the test with the owner's login, in a transaction that is rolled back: for opening tenants."""


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test sees what another one left in the memory of the process."""
    from django.db import connection
    from django.utils import translation

    from efa.registers.memory import versions
    from efa.responsibility.selectors import directory, offices
    from efa.tenancy.hosts import hosts

    translation.activate("de")
    versions.forget()
    before = {register: register._state for register in (hosts, directory, offices)}
    yield
    for register, state in before.items():
        if register._state is not state and state is not None:
            register.forget()
    with contextlib.suppress(Exception):  # A test without a database has no connection to reset.
        connection.set_schema_to_public()


Visit = Callable[[str], Client]


class CheckedClient(Client):
    """A client over TLS that looks at the security headers of every response, errors included."""

    def generic(self, *args: Any, **extra: Any) -> Any:
        """Speak TLS."""
        return super().generic(*args, **extra | {"secure": True})

    def request(self, **request: Any) -> Any:
        """Answer, after the headers were looked at."""
        response = super().request(**request)
        missing = missing_headers(response.headers, secure=request.get("wsgi.url_scheme") == "https")
        assert not missing, f"{request.get('PATH_INFO')} answers {response.status_code} without {missing}"
        return response


@pytest.fixture
def visit(db: None) -> Visit:
    """A visitor of a host, over TLS; errors become pages and are not raised."""

    def of(host: str, **extra: Any) -> Client:
        return CheckedClient(raise_request_exception=False, HTTP_HOST=host, **extra)

    return of
