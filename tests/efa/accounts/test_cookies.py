# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The value of the session's cookie: who made it, where it holds."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efa.accounts import cookies
from efa.accounts.cookies import Genuine, Place

HERE = Place("k_aaaaaaaaaaaa", "musterstadt.localhost")
ELSEWHERE = {
    "the neighbour": Place("k_bbbbbbbbbbbb", "beispielhausen.localhost"),
    "another host of the tenant": Place("k_aaaaaaaaaaaa", "antrag.musterstadt.localhost"),
    "the host under another tenant": Place("k_bbbbbbbbbbbb", "musterstadt.localhost"),
    "the ministry": Place("land", "ministerium.localhost"),
    "the Land": Place("land", "localhost"),
    "nowhere": Place("", ""),
}


def test_a_value_is_read_where_it_was_made():
    key = cookies.new_key()
    assert cookies.read(cookies.value(key, HERE), HERE) == Genuine(key=key, holds_here=True)


@pytest.mark.parametrize("place", ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_a_value_of_elsewhere_is_genuine_and_does_not_hold(place):
    key = cookies.new_key()
    assert cookies.read(cookies.value(key, place), HERE) == Genuine(key=key, holds_here=False)
    assert cookies.read(cookies.value(key, HERE), place) == Genuine(key=key, holds_here=False)


def test_a_key_has_more_than_130_random_bits_and_comes_once():
    keys = {cookies.new_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert all(len(key) * 6 >= 130 for key in keys)
    # Each of the 32 letters varies, so none of them is filling.
    assert all(len({key[at] for key in keys}) > 32 for at in range(32))


INVENTED = {
    "empty": "",
    "a key alone": "a" * 32,
    "Django's form": "abcdefghijklmnopqrstuvwxyz012345",
    "codes of nobody": f"{'a' * 32}.{'b' * 16}.{'c' * 16}",
    "letters of no ASCII": f"{'ä' * 32}.{'b' * 16}.{'c' * 16}",
    "nothing in three parts": "..",
    "very long": "a" * 10_000,
}


@pytest.mark.parametrize("text", INVENTED.values(), ids=list(INVENTED))
def test_an_invented_value_is_none(text):
    assert cookies.read(text, HERE) is None


@pytest.mark.parametrize("behind", ["\n", " ", ".", "a", "\x00"])
def test_a_value_with_something_behind_it_is_none(behind):
    assert cookies.read(cookies.value(cookies.new_key(), HERE) + behind, HERE) is None


@given(at=st.integers(0, 65), letter=st.sampled_from("abcXYZ019-_."))
def test_no_letter_of_a_value_can_be_changed(at, letter):
    key = "K" * 32
    value = cookies.value(key, HERE)
    assert len(value) == 66
    changed = value[:at] + letter + value[at + 1 :]
    found = cookies.read(changed, HERE)
    if changed == value:
        assert found == Genuine(key=key, holds_here=True)
    elif at > 49:
        # The code of the place: the key is still ours, and it does not hold.
        assert found is None or found == Genuine(key=key, holds_here=False)
    else:
        assert found is None


def test_codes_of_two_values_cannot_be_combined():
    one, other = (cookies.value(cookies.new_key(), HERE).split(".") for _ in range(2))
    assert cookies.read(".".join([one[0], other[1], one[2]]), HERE) is None
    mixed = cookies.read(".".join([one[0], one[1], other[2]]), HERE)
    assert mixed is not None
    assert not mixed.holds_here
    # The two codes have keys of their own, so that the first cannot stand for the second.
    swapped = cookies.read(".".join([one[0], one[1], one[1]]), HERE)
    assert swapped is not None
    assert not swapped.holds_here


def test_codes_are_compared_in_constant_time(monkeypatch):
    compared = []

    def spy(one, other):
        compared.append((one, other))
        return one == other

    monkeypatch.setattr(cookies, "compare_digest", spy)
    value = cookies.value(cookies.new_key(), HERE)
    assert cookies.read(value, HERE).holds_here
    assert compared == [(code, code) for code in value.split(".")[1:]]


def test_what_is_stored_is_neither_the_value_nor_a_part_of_it():
    value = cookies.value(cookies.new_key(), HERE)
    stored = cookies.digest(value)
    assert len(stored) == 64
    assert not any(part in stored or stored in value for part in value.split("."))
    # A hash that anybody can make and nobody can undo, of the key and not of its codes.
    assert stored == hashlib.sha256(value.split(".")[0].encode()).hexdigest()


class TestARotatedSecretKey:
    """The installation replaces its secret key and keeps the old one for a while."""

    def test_old_values_hold_as_long_as_the_old_key_is_kept(self, settings):
        value = cookies.value(cookies.new_key(), HERE)
        old, settings.SECRET_KEY = settings.SECRET_KEY, "the next secret key, written here for everybody"
        assert cookies.read(value, HERE) is None
        settings.SECRET_KEY_FALLBACKS = ["one of the time before", old]
        assert cookies.read(value, HERE).holds_here
        assert not cookies.read(value, ELSEWHERE["the neighbour"]).holds_here

    def test_the_two_codes_must_be_of_one_secret_key(self, settings):
        key = cookies.new_key()
        old_value = cookies.value(key, HERE).split(".")
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "the next secret key, written here for everybody"
        new_value = cookies.value(key, HERE).split(".")
        mixed = cookies.read(".".join([key, old_value[1], new_value[2]]), HERE)
        assert mixed == Genuine(key=key, holds_here=False)
