# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place that signs and hands out tokens; each holds for one purpose and one tenant (security.md T7, T9).

A signed token carries its content, readable by everybody and changed by nobody, and needs no row. A capability carries
nothing and opens what a row with its digest says: purpose, tenant, expiry and use are the row's.

The tenant is always the present one. Who signs for another one enters it first, by `efa.tenancy.current.tenant`.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final, cast

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from efa.vocabulary.errors import DomainError
from efa.wall.errors import Nobody
from efa.wall.present import present_schema

Value = str | dict[str, Any]

# What base64, the separator and the mark of the time are written in; other texts are refused unread.
_SIGNED: Final = re.compile(r"[A-Za-z0-9_:.-]+", re.ASCII)
_CAPABILITY_BYTES: Final = 32
_CAPABILITY: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


class Purpose(StrEnum):
    """What a token is good for. A new one is placed here, so that no other token ever serves it.

    None is in use yet: the first three come with drafts, the other two with signing in.
    """

    RESUME = "resume"
    UPLOAD = "upload"
    STATUS = "status"
    INVITATION = "invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 -- the name of a purpose


class InvalidToken(DomainError):
    """The token does not hold here: expired, changed, of another purpose or tenant. It does not say which."""

    def __init__(self) -> None:
        super().__init__(code="token.invalid")


@dataclass(frozen=True, slots=True)
class Capability:
    """`token` goes into the link and is kept nowhere; `digest` (64 hex digits) is stored."""

    token: str
    digest: str


def sign(value: Value, *, purpose: Purpose) -> str:
    """Return a token that holds the value (JSON) and the second it was made, fit for addresses.

    Everybody who has the token can read the value, so it names no person. Raise `Nobody` without a tenant.
    """
    return signing.dumps(value, salt=_salt("signed", purpose))


def read(token: str, *, purpose: Purpose, max_age: timedelta) -> Value:
    """Return the value that was signed here for this purpose, at most `max_age` ago, also with a former secret key.

    Raise `InvalidToken`, or `Nobody` without a tenant.
    """
    salt = _salt("signed", purpose)
    if not _SIGNED.fullmatch(token):
        raise InvalidToken
    try:
        return cast("Value", signing.loads(token, salt=salt, max_age=max_age))
    except signing.BadSignature:
        # Without its cause, which would tell the reason.
        raise InvalidToken from None


def new_capability(purpose: Purpose) -> Capability:
    """Return 256 random bits for a link, and what to store of them. Raise `Nobody` without a tenant."""
    token = secrets.token_urlsafe(_CAPABILITY_BYTES)
    return Capability(token=token, digest=_digest(token, _salt("capability", purpose), settings.SECRET_KEY))


def digests_of(token: str, purpose: Purpose) -> tuple[str, ...]:
    """Return the digests to look for: by the present secret key, then by former ones.

    Keyed, so that who can write into the table, but does not have the key, cannot enter a token of its own. Raise
    `InvalidToken` for what was never a capability, or `Nobody` without a tenant.
    """
    salt = _salt("capability", purpose)
    if not _CAPABILITY.fullmatch(token):
        raise InvalidToken
    return tuple(_digest(token, salt, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _digest(token: str, salt: str, key: str | bytes) -> str:
    return salted_hmac(salt, token, secret=key, algorithm="sha256").hexdigest()


def _salt(kind: str, purpose: Purpose) -> str:
    schema = present_schema()
    if schema is None:
        raise Nobody
    # No part holds a colon, so different parts never make the same salt.
    return f"efa.crypto.tokens:{kind}:{Purpose(purpose).value}:{schema}"
