# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the log takes, and what it refuses."""

import pytest

from efa.audit import content
from efa.audit.content import NotForTheLog

UUID = "0b9c1f6e-6f0c-4e3a-9f57-3f0f2f1d7a11"
GOOD = {"event": "theme.published", "actor": content.OPERATOR, "subject": "theme:0f3a", "facts": {}}


@pytest.mark.parametrize(
    "good",
    [
        {"actor": content.NOBODY}, {"actor": UUID}, {"actor": f"account:{UUID}"},
        {"subject": ""}, {"subject": "kommune:99001"}, {"subject": "host:harz.example.org"}, {"subject": f"case:{UUID}"},
        {"event": "casework.letter.sent"},
        {"facts": {"from": "LIVE", "to": "SUSPENDED", "first": True, "count": -3, "id": UUID, "day": "2026-11-23"}},
    ],
)  # fmt: skip
def test_codes_ids_numbers_and_booleans_are_taken(good):
    assert content.checked(**GOOD | good) == good.get("facts", {})


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        ({"event": "published"}, "event"),
        ({"event": "Theme.published"}, "event"),
        ({"event": "theme.published\n"}, "event"),
        ({"event": None}, "event"),
        ({"actor": ""}, "actor"),
        ({"actor": "meier"}, "actor"),
        ({"actor": "Petra Meier"}, "actor"),
        ({"actor": "p.meier@stadt.example"}, "actor"),
        ({"actor": f"{UUID} "}, "actor"),
        ({"actor": 7}, "actor"),
        ({"subject": "99001"}, "subject"),
        ({"subject": "citizen:Meier"}, "subject"),
        ({"subject": "theme:0f3a; Petra"}, "subject"),
        ({"facts": {"name": "Meier"}}, "name"),
        ({"facts": {"name": "Petra Meier"}}, "name"),
        ({"facts": {"note": "hat angerufen"}}, "note"),
        ({"facts": {"mail": "p.meier@stadt.example"}}, "mail"),
        ({"facts": {"note": ""}}, "note"),
        ({"facts": {"note": "x" * 65}}, "note"),
        ({"facts": {"note": "code\n"}}, "note"),
        ({"facts": {"note": "müller"}}, "note"),
        ({"facts": {"note": "a\u202eb"}}, "note"),
        ({"facts": {"note": None}}, "note"),
        ({"facts": {"note": ["a"]}}, "note"),
        ({"facts": {"note": {"a": 1}}}, "note"),
        ({"facts": {"share": 0.5}}, "share"),
        ({"facts": {"large": 2**53}}, "large"),
        ({"facts": {"Petra Meier": 1}}, "facts"),
        ({"facts": {"": 1}}, "facts"),
        ({"facts": {f"k{n}": "x" * 64 for n in range(40)}}, "k27"),
    ],
)
def test_whatever_could_be_free_text_is_refused_by_its_key(bad, key):
    with pytest.raises(NotForTheLog) as refusal:
        content.checked(**GOOD | bad)
    assert refusal.value.key == key
    assert "Meier" not in str(refusal.value)
