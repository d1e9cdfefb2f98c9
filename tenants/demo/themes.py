# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fifteen invented looks: the Land and its fourteen Kommunen, by the key of the district.

Nothing official: abstract marks, invented claims. `tests/theming/test_theme.py` holds them to the rules.
"""

from collections.abc import Mapping
from typing import Final, TypedDict

from theming.models import Mark
from theming.tokens import TOKENS


class Look(TypedDict):
    """Mark and claim of a host, and its colours by mode and token."""

    mark: Mark
    claim_de: str
    claim_en: str
    tokens: Mapping[str, Mapping[str, str]]


def _look(mark: Mark, claim_de: str, claim_en: str, *, light: str, dark: str) -> Look:
    """Read colours in the order of `TOKENS`: action, on it, visited, brand, on it, soft, header, its text."""
    tokens = {
        mode: dict(zip(TOKENS, colours.split(), strict=True)) for mode, colours in (("light", light), ("dark", dark))
    }
    return Look(mark=mark, claim_de=claim_de, claim_en=claim_en, tokens=tokens)


THEMES: Final[Mapping[str, Look]] = {
    # The Land: royal blue, light header.
    "15": _look(
        Mark.HEXAGONS,
        "Ein Antrag, vierzehn Behörden, eine Adresse.",
        "One application, fourteen authorities, one address.",
        light="#1d4aa0 #ffffff #64318f #16336f #ffffff #eef3fb #ffffff #131525",
        dark="#a9c4ff #0a1430 #d7b4f5 #6f97ea #0a1430 #121a2c #0d1220 #f7f7f9",
    ),
    # Dessau-Roßlau: black and red, yellow header.
    "15001": _look(
        Mark.GRID,
        "Kurze Wege an Mulde und Elbe, auch online.",
        "Short ways by the Mulde and the Elbe, online as well.",
        light="#1a1a1a #ffffff #5d2a7a #cc1f1a #ffffff #fff6d6 #ffd84a #1a1a1a",
        dark="#ffdf6b #221a00 #e2b6ee #f0584f #1a0302 #252010 #3a2f00 #fff8e0",
    ),
    # Halle (Saale): petrol, dark solid header.
    "15002": _look(
        Mark.CRYSTAL,
        "Ihre Stadt an der Saale begleitet Sie Schritt für Schritt.",
        "Your city on the Saale goes with you step by step.",
        light="#085a68 #ffffff #6a2f83 #0e8294 #ffffff #e3f4f6 #0a4c58 #ffffff",
        dark="#55e1f0 #001a1e #b8befe #09b3c1 #001a1e #032023 #004046 #f7f7f9",
    ),
    # Magdeburg: aubergine with amber, dark solid header.
    "15003": _look(
        Mark.TOWERS,
        "Willkommen in der Landeshauptstadt.",
        "Welcome to the capital of the Land.",
        light="#8c1d4f #ffffff #4f3a86 #c0632a #ffffff #fbf2ec #3a1130 #ffffff",
        dark="#f7aecb #2a0a18 #c9bdf5 #e08b52 #2a0a18 #22151b #2a0c22 #ffffff",
    ),
    # Altmarkkreis Salzwedel: olive, tinted header.
    "15081": _look(
        Mark.FIELDS,
        "Viel Land, ein kurzer Weg zum Antrag.",
        "Wide country, a short way to your application.",
        light="#4b5d08 #ffffff #6b3580 #6f8711 #ffffff #f5f8e4 #e4edc4 #222a06",
        dark="#c0d67a #141903 #78d7d6 #94aa3c #141903 #1a1e0b #232b00 #f7f7f9",
    ),
    # Anhalt-Bitterfeld, the dark one: graphite header, strong grey hero.
    "15082": _look(
        Mark.WAVES,
        "Klar, sachlich, rund um die Uhr erreichbar.",
        "Clear, factual, open day and night.",
        light="#2c3c50 #ffffff #5a2f6e #4d5f75 #ffffff #ccd4dd #101418 #ffffff",
        dark="#bccdde #0b1723 #e2b0e5 #8fa1b4 #0b1723 #181c21 #2f3943 #f7f7f9",
    ),
    # Börde: ochre, light header.
    "15083": _look(
        Mark.STEPS,
        "Auf gutem Boden ankommen.",
        "Arrive on good soil.",
        light="#6b5000 #ffffff #5f3590 #957000 #ffffff #fdf4d3 #ffffff #131525",
        dark="#ebc669 #1e1500 #8cd7b3 #c29817 #1e1500 #231b07 #191304 #f7f7f9",
    ),
    # Burgenlandkreis: violet, light header.
    "15084": _look(
        Mark.VINES,
        "Wurzeln schlagen zwischen Saale und Unstrut.",
        "Put down roots between Saale and Unstrut.",
        light="#6c1f90 #ffffff #2f4a9c #8c43b3 #ffffff #f6eefb #ffffff #131525",
        dark="#e3b6ff #1c1023 #f9aea5 #bb84dc #1c1023 #211728 #18101e #f7f7f9",
    ),
    # Harz: forest green, light header.
    "15085": _look(
        Mark.HILLS,
        "Daheim im Harz: Ihr Weg zur Staatsangehörigkeit.",
        "At home in the Harz: your way to citizenship.",
        light="#17603f #ffffff #5b3a86 #1e7a50 #ffffff #eff6f1 #ffffff #131525",
        dark="#93dcb4 #06170e #d3b8f2 #4fae7e #06170e #0f1f17 #0b1611 #f7f7f9",
    ),
    # Jerichower Land: sky blue, solid header.
    "15086": _look(
        Mark.BRIDGE,
        "Wir bauen Brücken zwischen Elbe und Fläming.",
        "We build bridges between Elbe and Fläming.",
        light="#00619a #ffffff #6b2f8f #0083c4 #ffffff #e2f3fd #006ba8 #ffffff",
        dark="#93d3fe #021826 #d9b3ee #33a9ea #021826 #0a1e2a #013c5a #f7f7f9",
    ),
    # Mansfeld-Südharz: copper, tinted header.
    "15087": _look(
        Mark.RINGS,
        "Mit Geschichte in die gemeinsame Zukunft.",
        "With history into a common future.",
        light="#9c3a00 #ffffff #663090 #c75510 #ffffff #fdf0e6 #f7c79c #3a1800",
        dark="#feb990 #241004 #b4cf90 #ea7d2d #241004 #29170c #401a00 #f7f7f9",
    ),
    # Saalekreis: indigo, tinted header.
    "15088": _look(
        Mark.WHEEL,
        "Ein Kreis, viele Wege, ein Antrag.",
        "One district, many ways, one application.",
        light="#4034b0 #ffffff #8a1f72 #5e53d6 #ffffff #f0effe #dddbfb #1a1547",
        dark="#c7c3fe #151327 #f6acbe #9b8df5 #151327 #1b192b #251f46 #f7f7f9",
    ),
    # Salzlandkreis: magenta, light header.
    "15089": _look(
        Mark.LEAF,
        "Bei uns zu Hause, im Herzen des Landes.",
        "At home with us, in the heart of the Land.",
        light="#ad0f6e #ffffff #3f3f98 #d42a8c #ffffff #fdecf5 #ffffff #131525",
        dark="#feafd4 #230e19 #edb886 #e670ac #230e19 #28151e #1e0e16 #f7f7f9",
    ),
    # Stendal: brick red, solid header.
    "15090": _look(
        Mark.SAIL,
        "Weiter Horizont, klarer Weg.",
        "Wide horizon, clear way.",
        light="#a02418 #ffffff #57358c #bf3c2e #ffffff #fbeeea #7a1a12 #ffffff",
        dark="#ffb5af #250e0d #d2c681 #ed7570 #250e0d #2a1514 #5e2120 #f7f7f9",
    ),
    # Wittenberg: brown, parchment header.
    "15091": _look(
        Mark.WEAVE,
        "Ihr Antrag in guten Händen.",
        "Your application in good hands.",
        light="#65401c #ffffff #5c2f80 #8f6236 #ffffff #f8f1e5 #ecdcc1 #33200c",
        dark="#ebc29b #221202 #a5d39b #c29468 #221202 #24190f #35220f #f7f7f9",
    ),
}
