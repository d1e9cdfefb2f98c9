# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""T11: from the Host header to the tenant."""

from typing import Final

from tests.controls.control import control

_HOSTS: Final = "platform/efa/tenancy/hosts.py"
_MIDDLEWARE: Final = "platform/efa/tenancy/middleware.py"
_TESTS: Final = "tests/efa/tenancy/test_hosts.py"

CONTROLS: Final = (
    control(
        "T11", "case", "a host in other letters is another host",
        (_HOSTS, '_PORT.sub("", header).lower()', '_PORT.sub("", header)'),
        falls=(f"{_TESTS}::test_case_port_and_a_dot_at_the_end_do_not_matter",),
    ),
    control(
        "T11", "dot", "a host with a dot at the end is another host",
        (_HOSTS, '.lower().removesuffix(".")', ".lower()"),
        falls=(f"{_TESTS}::test_case_port_and_a_dot_at_the_end_do_not_matter",),
    ),
    control(
        "T11", "host_name", "what is no name of a host is looked up nevertheless",
        (_HOSTS, "return host if HOST_NAME.fullmatch(host) else None", "return host"),
        falls=(f"{_TESTS}::test_what_is_no_host_is_a_bad_request",),
    ),
    control(
        "T11", "forwarded", "the host is read from a header of the visitor's",
        (_MIDDLEWARE, 'request.META.get("HTTP_HOST", "")', 'request.META.get("HTTP_X_FORWARDED_HOST") or request.META.get("HTTP_HOST", "")'),
        falls=(f"{_TESTS}::test_forwarding_headers_are_not_read",),
    ),
    control(
        "T11", "www", "www. leads to the host that the visitor wrote, not to that of the table",
        (_MIDDLEWARE, 'return f"{request.scheme}://{site.host}{port_of(header)}{request.get_full_path()}"', 'return f"{request.scheme}://{header}{request.get_full_path()}"'),
        falls=(f"{_TESTS}::test_www_leads_to_the_host_of_the_table",),
    ),
    control(
        "T11", "port", "the port that a visitor writes gets into links",
        (_HOSTS, " and settings.PORT_IN_LINKS else", " else"),
        falls=(f"{_TESTS}::test_in_production_no_port_gets_into_links",),
    ),
    control(
        "T11", "closed", "a portal that was closed goes on",
        (_MIDDLEWARE, "if refused := CLOSED.get(site.state):", 'if refused := "":'),
        falls=(f"{_TESTS}::test_a_closed_portal_answers_at_once_and_shows_nothing",),
    ),
)  # fmt: skip
