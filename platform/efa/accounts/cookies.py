# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The value of the session's cookie: `<random key>.<whose work it is>.<where it holds>`.

The two codes are there so that a value can be judged before any table is asked: an invented one is none, and a genuine
one of another tenant or host is told from it. They open nothing by themselves; the session still has to be found.
"""

import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

# 24 random bytes and two codes of 12 bytes, so that there is one way only to write each of them.
_KEY_BYTES: Final = 24
_CODE_BYTES: Final = 12
_VALUE: Final = re.compile(r"([A-Za-z0-9_-]{32})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{16})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session holds: the schema of a tenant, and one of its hosts."""

    tenant: str
    host: str


@dataclass(frozen=True, slots=True)
class Genuine:
    """A value that this installation made; `holds_here` says whether for this place."""

    key: str
    holds_here: bool


def new_key() -> str:
    """Return a key of 192 random bits."""
    return secrets.token_urlsafe(_KEY_BYTES)


def digest(value_or_key: str) -> str:
    """Return what is stored of a key, or of the key in a cookie's value.

    No salt and no slow hash: there is nothing to guess among 192 random bits. The codes are no part of it, so the
    session stays when the secret key of the installation is replaced.
    """
    return sha256(value_or_key.partition(".")[0].encode()).hexdigest()


def value(key: str, place: Place) -> str:
    """Return the cookie's value of a key in a place."""
    return f"{key}.{_maker(key, settings.SECRET_KEY)}.{_place(key, place, settings.SECRET_KEY)}"


def read(text: str, place: Place) -> Genuine | None:
    """Judge a cookie's value; nothing is returned for one that this installation did not make.

    Both codes must come from the same secret key: the present one or one of `SECRET_KEY_FALLBACKS`.
    """
    if not (found := _VALUE.fullmatch(text)):
        return None
    key, maker, where = found.groups()
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if compare_digest(maker, _maker(key, secret)):
            return Genuine(key=key, holds_here=compare_digest(where, _place(key, place, secret)))
    return None


def _maker(key: str, secret: str | bytes) -> str:
    return _code("efa.accounts.session.maker", secret, key)


def _place(key: str, place: Place, secret: str | bytes) -> str:
    return _code("efa.accounts.session.place", secret, key, place.tenant, place.host)


def _code(purpose: str, secret: str | bytes, *parts: str) -> str:
    # None of the parts can have a line break in it, so no two lists of parts make the same text.
    code = salted_hmac(purpose, "\n".join(parts), secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(code[:_CODE_BYTES]).decode()
