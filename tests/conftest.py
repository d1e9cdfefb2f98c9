# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ground of the suite: Musterstadt and Beispielhausen beside the demo's fourteen Kommunen.

They stand in one migrated template, which each worker copies. The people of the cast come with the first page on which
somebody signs in.
"""

import contextlib
import gzip
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


def use(wanted: dict[str, Any]) -> None:
    """Let this thread, and those that begin, use a database by these settings."""
    from efa.wall.present import walled

    walled().close()
    walled().settings_dict.update({key: wanted[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "WALL")})
    walled().log_out()


def one_login(urls: dict[str, str]) -> dict[str, Any]:
    """Return the settings of tests that lie in one transaction: one login that may take the roles of all.

    In production the Land and the Kommunen have a login each; two logins would be two transactions.
    """
    from efa.config.database import of_urls

    return of_urls(dict.fromkeys(("kommune", "land"), urls["DATABASE_TEST_URL"]))


@pytest.fixture(scope="session")
def django_db_setup(database: dict[str, str], django_db_blocker: Any) -> None:
    """Instead of pytest-django's own database: the copy, with the login of the web."""
    from efa.responsibility.selectors import directory, offices
    from efa.tenancy.hosts import hosts

    with django_db_blocker.unblock():
        use(one_login(database))
        for register in (hosts, directory, offices):
            register.content()
            UNTOUCHED[register] = register._state


@pytest.fixture
def owner_login(database: dict[str, str], django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The owner's login for one test; the transaction of `db` lies inside."""
    from efa.config.database import of_owner

    with django_db_blocker.unblock():
        use(of_owner(database["DATABASE_OWNER_URL"]))
    yield
    with django_db_blocker.unblock():
        use(one_login(database))


@pytest.fixture
def as_owner(owner_login: None, db: None) -> None:
    """Run the test with the owner's login, in a transaction that is rolled back: for opening tenants."""


# The registers as the database of the suite has them before any test; their stamps say when they are old.
UNTOUCHED: Final[dict[Any, Any]] = {}


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test sees what another one left in the memory of the process."""
    from django.utils import translation

    from efa.registers.memory import versions
    from efa.wall.present import walled

    translation.activate("de")
    versions.forget()
    yield
    for register, state in UNTOUCHED.items():
        register._state = state
    walled().forget_tenant()


@pytest.fixture(autouse=True)
def _as_the_land(request: pytest.FixtureRequest) -> None:
    """Begin tests on the database as the Land, who keeps the registers; requests begin as nobody (`CheckedClient`)."""
    from efa.wall.present import THE_LAND, walled

    # The owner's login first: it ends the connection in which `db` begins its transaction.
    wanted = [name for name in ("owner_login", "db") if name in request.fixturenames]
    for name in wanted:
        request.getfixturevalue(name)
    if wanted and not walled().is_owner:
        walled().set_tenant(THE_LAND)


LEAKS: Final[list[str]] = []


@pytest.fixture(scope="session", autouse=True)
def _logs_and_mails_are_searched() -> Iterator[None]:
    """Note each log line with a word of any tenant, and each mail with another one's than its sender's."""
    from django.core.mail.backends.locmem import EmailBackend

    from efa.observability import logs
    from efa.wall.present import walled
    from tests.cast import canaries

    write, send = logs.write, EmailBackend.send_messages

    def searched(line: str) -> None:
        if canaries.strangers(line, ""):
            LEAKS.append(f"a log line: {line}")
        write(line)

    def searched_mails(backend: Any, messages: Any) -> Any:
        for message in messages:
            text = repr([message.subject, message.body, message.extra_headers, getattr(message, "alternatives", ())])
            if canaries.strangers(text, getattr(walled().tenant, "ags", "")):
                LEAKS.append(f"a mail: {text}")
        return send(backend, messages)

    with pytest.MonkeyPatch.context() as patch:
        # Both names are used: the module's own by records and requests, the object's by our events.
        patch.setattr(logs, "write", searched)
        patch.setattr(logs._output, "write", searched)
        patch.setattr(EmailBackend, "send_messages", searched_mails)
        yield


@pytest.fixture(autouse=True)
def _no_canary_leaves() -> Iterator[None]:
    """Fail the test during which a log line or a mail told of a tenant what is its own."""
    LEAKS.clear()
    yield
    assert LEAKS == []


Visit = Callable[[str], Client]


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Run a block as a thread begins."""
    from efa.wall.present import walled

    before = walled().tenant
    walled().forget_tenant()
    try:
        yield
    finally:
        if before is not None:
            walled().set_tenant(before)


class CheckedClient(Client):
    """A client over TLS that looks at every response: its security headers, and that it has no canary of others."""

    def generic(self, *args: Any, **extra: Any) -> Any:
        """Speak TLS."""
        return super().generic(*args, **extra | {"secure": True})

    def request(self, **request: Any) -> Any:
        """Answer, after headers and content were looked at."""
        with as_nobody():
            response = super().request(**request)
        missing = missing_headers(response.headers, secure=request.get("wsgi.url_scheme") == "https")
        assert not missing, f"{request.get('PATH_INFO')} answers {response.status_code} without {missing}"
        host = str(request.get("HTTP_HOST") or self.defaults.get("HTTP_HOST", ""))
        assert not told_by_others(response, host), f"{host}{request.get('PATH_INFO')} shows what is another tenant's"
        return response


def told_by_others(response: Any, host: str) -> set[str]:
    """Return whose words stand in a response though they are not those of the host's tenant."""
    from tests.cast import canaries

    body = response.getvalue()
    if response.streaming:
        # It could be read only once.
        response.streaming_content = [body]
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    text = f"{body.decode(errors='replace')} {response.headers} {response.cookies}"
    return canaries.strangers(text, canaries.owner_of(host))


@pytest.fixture
def visit(db: None) -> Visit:
    """A visitor of a host, over TLS; errors become pages and are not raised."""

    def of(host: str, **extra: Any) -> Client:
        return CheckedClient(raise_request_exception=False, HTTP_HOST=host, **extra)

    return of
