# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys of areas, with the examples of the Federal Statistical Office."""

import pytest

from efa.vocabulary.keys import InvalidKey, ags_of, ars, is_postcode, lies_in


@pytest.mark.parametrize(("key", "ags"), [("150830000000", "15083000"), ("150010000000", "15001000")])
def test_the_ags_leaves_the_association_out(key, ags):
    assert ags_of(key) == ags


@pytest.mark.parametrize("given", ["1508", "15083x", "", "1508300000000", "１５０８３"])
def test_what_is_no_key_is_refused_with_the_text_given(given):
    with pytest.raises(InvalidKey) as refusal:
        ars(given)
    assert refusal.value.given == given


def test_a_key_loses_blanks_around_it():
    assert ars("15083 ") == "15083"


def test_only_a_whole_key_has_an_ags():
    with pytest.raises(InvalidKey):
        ags_of("15083")


def test_areas_lie_inside_by_prefix():
    assert lies_in("150830000000", "15083")
    assert not lies_in("150010000000", "15083")


@pytest.mark.parametrize(("given", "answer"), [("06108", True), ("6108", False), ("06108a", False), ("٠٦١٠٨", False)])
def test_a_postcode_has_five_western_digits(given, answer):
    assert is_postcode(given) is answer
