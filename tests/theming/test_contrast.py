# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contrast by WCAG 2.2, and the colours that are read at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theming.contrast import Colour, InvalidColour, luminance, nearest, parse, ratio

colours = st.builds(Colour, st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000", "#fff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_ratio_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert ratio(parse(one), parse(other)) == pytest.approx(expected, abs=0.005)


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance(parse("#000")) == 0
    assert luminance(parse("#fff")) == pytest.approx(1)


@pytest.mark.parametrize(
    "given_text",
    ["", "#", "#12", "#1234", "#12345", "#1234567", "#12345678", "#ggg", "red", "rgb(0,0,0)", "var(--x)",
     "url(//x)", "#fff;}body{display:none}", "#fff\n", " #fff", "#fff/*", "＃fff", "#１２３", "#fff}",
     "expression(1)", "\\23fff"],
)  # fmt: skip
def test_parse_refuses_everything_but_a_hex_colour(given_text: str) -> None:
    with pytest.raises(InvalidColour) as refusal:
        parse(given_text)
    assert refusal.value.given == given_text


@given(colour=colours)
def test_colour_survives_writing_and_reading(colour: Colour) -> None:
    assert parse(str(colour)) == parse(str(colour).upper()) == colour


@given(one=colours, other=colours)
def test_ratio_does_not_mind_the_order(one: Colour, other: Colour) -> None:
    assert 1 <= ratio(one, other) == ratio(other, one) <= 21


@given(colour=colours, against=colours, needed=st.sampled_from([3.0, 4.5]))
def test_nearest_meets_the_demand_and_keeps_what_meets_it_already(
    colour: Colour, against: Colour, needed: float
) -> None:
    shade = nearest(colour, [(against, needed)])
    assert shade is not None  # Black or white stands out by 4.5 from every colour.
    assert ratio(shade, against) >= needed
    assert (shade == colour) == (ratio(colour, against) >= needed)


def test_nearest_says_so_when_no_shade_meets_all() -> None:
    assert nearest(parse("#777"), [(parse("#000"), 5), (parse("#fff"), 5)]) is None
