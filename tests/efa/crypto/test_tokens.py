# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens hold at home, for their purpose and in their time; nowhere else (security.md T7, T9)."""

import hmac
from datetime import timedelta
from itertools import product

import pytest
from django.core import signing

from efa.crypto import tokens
from efa.crypto.tokens import InvalidToken, Purpose
from efa.tenancy.current import tenant
from efa.tenancy.models import Kommune
from efa.wall.errors import Nobody
from efa.wall.present import walled
from tests.efa.config.test_settings import COMPLETE, manage

DAY = timedelta(days=1)
VALUE = {"draft": "8c6c1f6a", "step": 3}


class Signed:
    """A signed token: whoever reads it needs nothing but the token."""

    @staticmethod
    def make(purpose):
        token = tokens.sign(VALUE, purpose=purpose)
        return token, token

    @staticmethod
    def opens(token, kept, purpose):
        try:
            return tokens.read(token, purpose=purpose, max_age=DAY) == VALUE
        except InvalidToken:
            return False


class Linked:
    """A capability: whoever is given it looks for its digest among those that were stored."""

    @staticmethod
    def make(purpose):
        made = tokens.new_capability(purpose)
        return made.token, made.digest

    @staticmethod
    def opens(token, kept, purpose):
        try:
            return any(hmac.compare_digest(kept, found) for found in tokens.digests_of(token, purpose))
        except InvalidToken:
            return False


KINDS = pytest.mark.parametrize("kind", [Signed, Linked])


@pytest.fixture
def all_tenants(db):
    found = list(Kommune.objects.order_by("ags"))
    assert len(found) >= 17
    return found


@pytest.fixture
def musterstadt(db):
    with tenant(Kommune.objects.get(ags="99001")):
        yield


@KINDS
@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_opens_at_home_and_at_no_neighbour(all_tenants, kind, purpose):
    made = {}
    for home in all_tenants:
        with tenant(home):
            made[home] = kind.make(purpose)
    tried = 0
    for home, place in product(all_tenants, all_tenants):
        with tenant(place):
            assert kind.opens(*made[home], purpose) is (home == place), (home.ags, place.ags)
        tried += 1
    assert tried == len(all_tenants) ** 2


@KINDS
def test_a_token_serves_its_purpose_and_no_other(musterstadt, kind):
    made = {purpose: kind.make(purpose) for purpose in Purpose}
    for own, other in product(Purpose, Purpose):
        assert kind.opens(*made[own], other) is (own == other), (own, other)


def test_a_token_of_one_kind_is_none_of_the_other(musterstadt):
    signed, _ = Signed.make(Purpose.STATUS)
    capability, digest = Linked.make(Purpose.STATUS)
    assert not Linked.opens(signed, digest, Purpose.STATUS)
    assert not Signed.opens(capability, digest, Purpose.STATUS)


@KINDS
def test_a_token_changed_in_any_place_is_refused(musterstadt, kind):
    token, kept = kind.make(Purpose.UPLOAD)
    for place, letter in enumerate(token):
        changed = token[:place] + ("A" if letter != "A" else "B") + token[place + 1 :]
        assert not kind.opens(changed, kept, Purpose.UPLOAD), place


@KINDS
@pytest.mark.parametrize(
    "text", ["", " ", "x", ":", "::", "a:b:c", "x" * 43 + "\n", "ä" * 43, "\ud800" * 43, "\x00", "x" * 100_000]
)
def test_what_never_was_a_token_is_refused(musterstadt, kind, text):
    assert not kind.opens(text, "0" * 64, Purpose.RESUME)


def test_a_refusal_does_not_say_why(musterstadt):
    token = tokens.sign(VALUE, purpose=Purpose.RESUME)
    told = set()
    for purpose, text, age in (
        (Purpose.UPLOAD, token, DAY), (Purpose.RESUME, token[:-1] + "_", DAY), (Purpose.RESUME, token, -DAY),
        (Purpose.RESUME, "?", DAY),
    ):  # fmt: skip
        with pytest.raises(InvalidToken) as refusal:
            tokens.read(text, purpose=purpose, max_age=age)
        told.add((str(refusal.value), refusal.value.code, refusal.value.__cause__))
    assert told == {("token.invalid", "token.invalid", None)}


def test_a_signed_token_ends_with_its_time(musterstadt, monkeypatch):
    made_at = 1_800_000_000
    monkeypatch.setattr(signing.time, "time", lambda: made_at)
    token = tokens.sign("text", purpose=Purpose.INVITATION)
    monkeypatch.setattr(signing.time, "time", lambda: made_at + DAY.total_seconds())
    assert tokens.read(token, purpose=Purpose.INVITATION, max_age=DAY) == "text"
    monkeypatch.setattr(signing.time, "time", lambda: made_at + DAY.total_seconds() + 1)
    with pytest.raises(InvalidToken):
        tokens.read(token, purpose=Purpose.INVITATION, max_age=DAY)


@KINDS
def test_a_token_of_the_former_key_opens_while_that_key_is_named(musterstadt, settings, kind):
    made = kind.make(Purpose.STATUS)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, of at least fifty random characters, say"
    assert kind.opens(*made, Purpose.STATUS)
    assert kind.opens(*kind.make(Purpose.STATUS), Purpose.STATUS)
    settings.SECRET_KEY_FALLBACKS = []
    assert not kind.opens(*made, Purpose.STATUS)


def test_no_capability_is_made_twice_and_none_is_stored(musterstadt):
    made = [tokens.new_capability(Purpose.RESUME) for _ in range(500)]
    assert len({one.token for one in made} | {one.digest for one in made}) == 1000
    assert {len(one.token) for one in made} == {43}
    assert {len(one.digest) for one in made} == {64}


def test_who_has_the_table_but_not_the_key_cannot_enter_a_token(musterstadt, settings):
    token, kept = Linked.make(Purpose.RESUME)
    settings.SECRET_KEY = "a guess"
    assert not Linked.opens(token, kept, Purpose.RESUME)


@pytest.mark.parametrize(("former", "read"), [("f" * 60, "1"), ("", "0")])
def test_the_environment_names_the_former_key(former, read):
    code = "from django.conf import settings as s; print(len(s.SECRET_KEY_FALLBACKS))"
    done = manage("shell", "--no-imports", "-c", code, EFA_SECRET_KEY_FORMER=former, **COMPLETE)
    assert done.stdout.strip() == read, done.stderr


@pytest.mark.parametrize("become", ["forget_tenant", "set_schema_to_public"])
def test_without_a_tenant_nothing_is_signed_read_or_made(db, become):
    getattr(walled(), become)()
    for deed in (
        lambda: tokens.sign(VALUE, purpose=Purpose.RESUME),
        lambda: tokens.read("?", purpose=Purpose.RESUME, max_age=DAY),
        lambda: tokens.new_capability(Purpose.RESUME),
        lambda: tokens.digests_of("?", Purpose.RESUME),
    ):
        with pytest.raises(Nobody):
            deed()


def test_a_purpose_that_was_not_placed_signs_nothing(musterstadt):
    with pytest.raises(ValueError, match="not a valid Purpose"):
        tokens.sign(VALUE, purpose="resum")
