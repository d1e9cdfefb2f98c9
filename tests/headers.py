# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What security.md E7 asks of every response."""

from collections.abc import Mapping
from typing import Final

EXACT: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "report-uri /csp-report/",
)
HSTS: Final = "max-age=31536000; includeSubDomains; preload"


def missing_headers(headers: Mapping[str, str], *, secure: bool) -> list[str]:
    """Return the names of headers that are missing or differ; case of the names does not matter."""
    headers = {name.title(): value for name, value in headers.items()}
    wrong = [name for name, value in EXACT.items() if headers.get(name) != value]
    policy = {part.strip() for part in headers.get("Content-Security-Policy", "").split(";") if part.strip()}
    if policy != set(POLICY):
        wrong.append(f"Content-Security-Policy ({sorted(policy ^ set(POLICY))})")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if secure and headers.get("Strict-Transport-Security") != HSTS:
        wrong.append("Strict-Transport-Security")
    return wrong
