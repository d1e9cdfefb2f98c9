# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who vouches for what has expired."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from efa.audit.signature import is_genuine, signature
from tests.efa.audit.logs import HERE, NEIGHBOUR, segment

PLAIN = segment(1, 5, head_hash="a" * 64)


def signed(plain=PLAIN, schema=HERE):
    return replace(plain, signature=signature(plain, schema=schema))


def test_a_signature_of_this_installation_is_genuine():
    assert is_genuine(signed(), schema=HERE)


def test_a_signature_is_good_for_one_schema():
    assert not is_genuine(signed(), schema=NEIGHBOUR)


@pytest.mark.parametrize(
    "change",
    [
        {"id": UUID(int=7)}, {"first_number": 2}, {"last_number": 6}, {"count": 4}, {"prev_hash": "b" * 64},
        {"head_hash": "b" * 64}, {"expired_at": PLAIN.expired_at + timedelta(microseconds=1)}, {"signature": "0" * 64},
    ],
)  # fmt: skip
def test_a_changed_segment_is_not_genuine(change):
    assert not is_genuine(replace(signed(), **change), schema=HERE)


def test_a_retired_secret_key_still_counts(settings):
    before = signed()
    retired, settings.SECRET_KEY = settings.SECRET_KEY, "another one"
    assert not is_genuine(before, schema=HERE)
    settings.SECRET_KEY_FALLBACKS = [retired]
    assert is_genuine(before, schema=HERE)
    assert signed() != before
