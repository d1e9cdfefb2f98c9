# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three small readers of the environment; each stops the start with the name of what is missing or wrong."""

import os
from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured

_TRUE: Final = {"1", "true", "yes", "on"}
_FALSE: Final = {"", "0", "false", "no", "off"}


def text(name: str, *, default: str | None = None, one_of: tuple[str, ...] = ()) -> str:
    """Return the variable. Raise `ImproperlyConfigured` if it is missing without default or not allowed."""
    value = os.environ.get(name, default)
    if value is None or (not value and default is None):
        raise ImproperlyConfigured(f"{name} is not set. docs/configuration.md says what it is for.")
    if one_of and value not in one_of:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of: {', '.join(one_of)}.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return the variable as yes or no. Raise `ImproperlyConfigured` for any other word."""
    value = os.environ.get(name, "1" if default else "").strip().lower()
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")
    return value in _TRUE


def secret(name: str, *, default: str | None = None) -> str:
    """Return a secret from the file that `<name>_FILE` names, else from the variable itself.

    Raise `ImproperlyConfigured` if neither is there or the file cannot be read.
    """
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {problem}") from problem
    return text(name, default=default)
