# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The eight colours a municipality may choose, what each must be legible on, and their stylesheet."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from efa.vocabulary.errors import DomainError
from theming.contrast import Colour, nearest, parse, ratio

MODES: Final = ("light", "dark")
ACTION: Final = "--kern-color-action-default"
ON_ACTION: Final = "--kern-color-action-on-default"
VISITED: Final = "--kern-color-action-visited"
BRAND: Final = "--kern-color-decorative-brand-default"
ON_BRAND: Final = "--efa-brand-on"
SOFT: Final = "--efa-brand-soft"
HEADER: Final = "--efa-header-background"
HEADER_TEXT: Final = "--efa-header-text"
TOKENS: Final = (ACTION, ON_ACTION, VISITED, BRAND, ON_BRAND, SOFT, HEADER, HEADER_TEXT)

PAGE: Final = "--kern-color-layout-background-default"
SURFACE: Final = "--kern-color-layout-background-hued"
TEXT: Final = "--kern-color-layout-text-default"
MUTED: Final = "--kern-color-layout-text-muted"
FOCUS: Final = "--kern-color-action-focus-default"
# What the kit itself sets (KERN 2.6.1), its OKLCH values as sRGB; a test compares them with the kit.
KIT: Final[Mapping[str, Mapping[str, str]]] = {
    "light": {PAGE: "#ffffff", SURFACE: "#f3f4f7", TEXT: "#131525", MUTED: "#51577a", FOCUS: "#454b6b"},
    "dark": {PAGE: "#000000", SURFACE: "#131525", TEXT: "#f3f4f7", MUTED: "#b2b6cc", FOCUS: "#a9aec6"},
}


class Rule(NamedTuple):
    """`token` needs this contrast with `against`, which is another token or a colour of the kit."""

    token: str
    against: str
    needed: float


# Text needs 4.5 : 1 (WCAG 2.2, 1.4.3), lines and drawings 3 : 1 (1.4.11). In the header the ring of the focus
# takes the colour of the header's text, so the rule for that text covers it.
RULES: Final = (
    Rule(SOFT, TEXT, 4.5),
    Rule(SOFT, MUTED, 4.5),
    Rule(SOFT, FOCUS, 3.0),
    Rule(ACTION, PAGE, 4.5),
    Rule(ACTION, SURFACE, 4.5),
    Rule(ACTION, SOFT, 4.5),
    Rule(ON_ACTION, ACTION, 4.5),
    Rule(VISITED, PAGE, 4.5),
    Rule(VISITED, SURFACE, 4.5),
    Rule(VISITED, SOFT, 4.5),
    Rule(BRAND, PAGE, 3.0),
    Rule(BRAND, SOFT, 3.0),
    Rule(ON_BRAND, BRAND, 3.0),
    Rule(HEADER_TEXT, HEADER, 4.5),
)


class UnknownToken(DomainError):
    """A mode or a token is not one of ours; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(code="theme.unknown_token")
        self.name = name


class MissingToken(DomainError):
    """A theme sets all eight tokens in both modes; `mode` and `token` say which one is missing."""

    def __init__(self, *, mode: str, token: str) -> None:
        super().__init__(code="theme.missing_token")
        self.mode = mode
        self.token = token


class ContrastTooLow(DomainError):
    """A colour is not legible on another.

    `ratio` is what it has and `needed` what it must have; `suggestion` is the nearest lighter or darker
    colour that meets all rules of its token, or nothing where no shade does.
    """

    def __init__(self, *, mode: str, rule: Rule, ratio: float, suggestion: str | None) -> None:
        super().__init__(code="theme.contrast_too_low")
        self.mode = mode
        self.token = rule.token
        self.against = rule.against
        self.needed = rule.needed
        self.ratio = ratio
        self.suggestion = suggestion


def checked(tokens: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, Colour]]:
    """Return the colours of both modes.

    Raise `UnknownToken`, `MissingToken`, `InvalidColour` or `ContrastTooLow`.
    """
    for mode in tokens:
        if mode not in MODES:
            raise UnknownToken(mode)
    return {mode: _checked_mode(mode, tokens.get(mode, {})) for mode in MODES}


def stylesheet(colours: Mapping[str, Mapping[str, Colour]]) -> str:
    """Return custom properties of the eight tokens and nothing else; the same colours give the same text.

    Without the attribute on the page the system decides between light and dark, as it does in KERN.
    """
    light, dark = (";".join(f"{token}:{colours[mode][token]}" for token in TOKENS) for mode in MODES)
    return (
        f"[data-kern-theme=light]{{{light}}}\n"
        f"[data-kern-theme=dark]{{{dark}}}\n"
        f"@media (prefers-color-scheme:light){{:root:not([data-kern-theme]){{{light}}}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-kern-theme]){{{dark}}}}}\n"
    )


def _checked_mode(mode: str, given: Mapping[str, str]) -> Mapping[str, Colour]:
    for token in given:
        if token not in TOKENS:
            raise UnknownToken(token)
    for token in TOKENS:
        if token not in given:
            raise MissingToken(mode=mode, token=token)
    own = {token: parse(given[token]) for token in TOKENS}
    seen = own | {name: parse(value) for name, value in KIT[mode].items()}
    for rule in RULES:
        has = ratio(seen[rule.token], seen[rule.against])
        if has < rule.needed:
            demands = [(seen[other.against], other.needed) for other in RULES if other.token == rule.token]
            better = nearest(seen[rule.token], demands)
            suggestion = str(better) if better else None
            raise ContrastTooLow(mode=mode, rule=rule, ratio=has, suggestion=suggestion)
    return own
