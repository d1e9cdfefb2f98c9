# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The base of all expected refusals."""


class DomainError(Exception):
    """A deed was refused for a reason its caller is meant to handle; `code` is stable and names the reason."""

    def __init__(self, *, code: str) -> None:
        super().__init__(code)
        self.code = code
