# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of the eight tokens, the stylesheet they become, and the fifteen looks of the demo."""

import math
import re
from itertools import combinations

import pytest

from tenants.demo.themes import THEMES
from theming import assets, tokens
from theming.contrast import Colour, InvalidColour, luminance, parse, ratio

LAND = THEMES["15"]["tokens"]


def changed(mode: str, token: str, value: str) -> dict[str, dict[str, str]]:
    """The Land's look with one other value."""
    look = {name: dict(values) for name, values in LAND.items()}
    look.setdefault(mode, {})[token] = value
    return look


def oklch_to_srgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Convert as CSS Color 4 does."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return Colour(*(round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055)) for c in linear))


@pytest.mark.parametrize("mode", tokens.MODES)
@pytest.mark.parametrize("attribute", [True, False])
def test_colours_of_the_kit_are_those_we_check_against(mode: str, attribute: bool) -> None:
    css = (assets.kit() / "kern.min.css").read_text()
    palette = {
        name: oklch_to_srgb(float(lightness) / 100, float(chroma), float(hue))
        for name, lightness, chroma, hue in re.findall(
            r"(--kern-color-[a-z]+(?:-\d+)?): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)", css
        )
    }
    start = f"[data-kern-theme={mode}],.kern-{mode}{{--" if attribute else f"(prefers-color-scheme: {mode}){{:root{{--"
    rule = css[css.index(start) :].split("}", 1)[0]
    for name, expected in tokens.KIT[mode].items():
        used = re.search(rf"{name}: var\((.*?)\)", rule)
        assert used, name
        assert palette[used[1]] == parse(expected), name


@pytest.mark.parametrize("key", THEMES)
def test_look_of_the_demo_meets_every_rule_in_both_modes(key: str) -> None:
    tokens.checked(THEMES[key]["tokens"])


def test_rules_are_those_of_the_design() -> None:
    text = {(a, b, 4.5) for a in (tokens.ACTION, tokens.VISITED) for b in (tokens.PAGE, tokens.SURFACE, tokens.SOFT)}
    text |= {(tokens.SOFT, tokens.TEXT, 4.5), (tokens.SOFT, tokens.MUTED, 4.5)}
    text |= {(tokens.ON_ACTION, tokens.ACTION, 4.5), (tokens.HEADER_TEXT, tokens.HEADER, 4.5)}
    lines = {
        (tokens.BRAND, tokens.PAGE, 3.0),
        (tokens.BRAND, tokens.SOFT, 3.0),
        (tokens.ON_BRAND, tokens.BRAND, 3.0),
    }
    assert set(tokens.RULES) == text | lines | {(tokens.SOFT, tokens.FOCUS, 3.0)}


def test_every_rule_refuses_in_both_modes() -> None:
    hit = set()
    for mode in tokens.MODES:
        for rule in tokens.RULES:
            against = tokens.KIT[mode].get(rule.against) or LAND[mode][rule.against]
            with pytest.raises(tokens.ContrastTooLow) as refusal:
                tokens.checked(changed(mode, rule.token, against))
            hit.add((mode, refusal.value.token))
    assert hit == {(mode, rule.token) for mode in tokens.MODES for rule in tokens.RULES}


def test_refusal_names_ratio_need_and_a_colour_that_passes() -> None:
    with pytest.raises(tokens.ContrastTooLow) as refusal:
        tokens.checked(changed("light", tokens.ACTION, "#7fa8ff"))
    fact = refusal.value
    assert (fact.code, fact.mode, fact.token, fact.against) == (
        "theme.contrast_too_low", "light", tokens.ACTION, tokens.PAGE,
    )  # fmt: skip
    assert 1 < fact.ratio < fact.needed == 4.5
    assert fact.suggestion
    tokens.checked(changed("light", tokens.ACTION, fact.suggestion))
    assert ratio(parse(fact.suggestion), parse("#fff")) < 6, "the nearest, not just black"


@pytest.mark.parametrize(
    ("mode", "token"),
    [("light", "--kern-color-feedback-danger"), ("light", "color"), ("light", "--x:red;}body{--y"),
     ("sepia", tokens.ACTION)],
)  # fmt: skip
def test_other_tokens_and_modes_are_refused(mode: str, token: str) -> None:
    with pytest.raises(tokens.UnknownToken):
        tokens.checked(changed(mode, token, "#000000"))


@pytest.mark.parametrize("token", tokens.TOKENS)
def test_half_a_theme_is_refused(token: str) -> None:
    look = changed("dark", token, "")
    del look["dark"][token]
    with pytest.raises(tokens.MissingToken) as refusal:
        tokens.checked(look)
    assert (refusal.value.mode, refusal.value.token) == ("dark", token)


HOSTILE = (
    "#fff}*{display:none}", "#fff;background:url(https://boese.example)", "</style><script>alert(1)</script>",
    "red", "var(--x)", "url(javascript:alert(1))", "#fff/**/", "@import '//boese.example'", "\\", "",
    "\x00#fff", "#fff ",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("token", [tokens.ACTION, tokens.HEADER_TEXT])
def test_css_in_a_colour_is_refused(token: str, value: str) -> None:
    with pytest.raises(InvalidColour):
        tokens.checked(changed("light", token, value))


def test_stylesheet_holds_nothing_but_the_eight_tokens() -> None:
    css = tokens.stylesheet(tokens.checked(LAND))
    pairs = re.findall(r"(--[a-z-]+):(#[0-9a-f]{6})", css)
    assert {name for name, _ in pairs} == set(tokens.TOKENS)
    assert len(pairs) == 4 * len(tokens.TOKENS)
    rest = re.sub(r"(--[a-z-]+):(#[0-9a-f]{6});?", "", css)
    assert rest == (
        "[data-kern-theme=light]{}\n[data-kern-theme=dark]{}\n"
        "@media (prefers-color-scheme:light){:root:not([data-kern-theme]){}}\n"
        "@media (prefers-color-scheme:dark){:root:not([data-kern-theme]){}}\n"
    )
    assert len(css) < 2000


def test_looks_differ_in_mark_claim_and_colours() -> None:
    assert len(THEMES) == 15
    for word in ("mark", "claim_de", "claim_en"):
        assert len({look[word] for look in THEMES.values()}) == 15, word
    for (one, a), (other, b) in combinations(THEMES.items(), 2):
        for mode in tokens.MODES:
            apart = sum(
                math.dist(parse(a["tokens"][mode][token]), parse(b["tokens"][mode][token]))
                for token in (tokens.BRAND, tokens.ACTION, tokens.HEADER)
            )
            assert apart > 60, f"{one} and {other} look alike in {mode} mode"


def test_exactly_one_kommune_is_dark_in_character() -> None:
    def is_dark(look: dict[str, str]) -> bool:
        return luminance(parse(look[tokens.HEADER])) < 0.03 and luminance(parse(look[tokens.SOFT])) < 0.75

    assert [key for key, look in THEMES.items() if is_dark(dict(look["tokens"]["light"]))] == ["15082"]
