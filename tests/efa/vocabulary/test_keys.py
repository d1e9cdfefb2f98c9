# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys of areas, with the examples of the Federal Statistical Office."""

import pytest

from efa.vocabulary.keys import InvalidKey, ars, is_postcode


@pytest.mark.parametrize("given", ["1508", "15083x", "", "1508300000000", "１５０８３"])
def test_what_is_no_key_is_refused_with_the_text_given(given):
    with pytest.raises(InvalidKey) as refusal:
        ars(given)
    assert refusal.value.given == given


def test_a_key_loses_blanks_around_it():
    assert ars("15083 ") == "15083"


@pytest.mark.parametrize(("given", "answer"), [("06108", True), ("6108", False), ("06108a", False), ("٠٦١٠٨", False)])
def test_a_postcode_has_five_western_digits(given, answer):
    assert is_postcode(given) is answer
