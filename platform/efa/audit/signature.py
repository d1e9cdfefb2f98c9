# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The signature of a segment: who can write the database, but does not know the secret key, cannot make one."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from efa.audit.chain import SegmentRow, to_sign


def signature(segment: SegmentRow, *, schema: str, secret: str | bytes | None = None) -> str:
    """Return the HMAC-SHA-256 of the segment, by the present secret key if none is given."""
    return salted_hmac(f"efa.audit.segment:{schema}", to_sign(segment), secret=secret, algorithm="sha256").hexdigest()


def is_genuine(segment: SegmentRow, *, schema: str) -> bool:
    """Whether this installation signed the segment, with the present secret key or one it has retired."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(segment.signature, signature(segment, schema=schema, secret=key)) for key in keys)
