# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses what the log must not hold."""

import pytest
from django.db import IntegrityError, transaction

from efa.audit.chain import GENESIS
from efa.audit.models import Entry, Segment
from efa.tenancy.models import Kommune
from efa.wall.present import walled
from tests.efa.audit.logs import NOON

ENTRY = {
    "number": 2, "at": NOON, "event": "theme.published", "actor": "nobody", "subject": "theme:0f3a",
    "facts": {"old": "abc", "count": 1, "first": True}, "prev_hash": "a" * 64, "hash": "b" * 64,
}  # fmt: skip
SEGMENT = {
    "first_number": 2, "last_number": 4, "count": 3, "prev_hash": "a" * 64, "head_hash": "b" * 64, "expired_at": NOON,
    "signature": "c" * 64,
}  # fmt: skip


@pytest.fixture
def musterstadt(empty, db):
    walled().set_tenant(Kommune.objects.get(ags="99001"))


@pytest.fixture
def owner(empty, as_owner):
    """The owner in the schema of Musterstadt."""
    walled().set_schema(Kommune.objects.get(ags="99001").schema_name)


BROKEN_ENTRIES = [
    ("entry_number_once", {"prev_hash": "c" * 64}),
    ("entry_follows_each_entry_once", {"number": 3}),
    ("entry_first_has_none_before", {"number": 1, "prev_hash": "c" * 64}),
    ("entry_first_has_none_before", {"number": 3, "prev_hash": GENESIS}),
    ("entry_first_has_none_before", {"number": 0, "prev_hash": "c" * 64}),
    ("entry_first_has_none_before", {"number": -1, "prev_hash": GENESIS}),
    ("entry_prev_hash_is_sha256", {"prev_hash": "c" * 63}),
    ("entry_prev_hash_is_sha256", {"prev_hash": "C" * 64}),
    ("entry_hash_is_sha256", {"hash": ""}),
    ("entry_event_is_a_dotted_name", {"event": "published"}),
    ("entry_event_is_a_dotted_name", {"event": "theme.published\n"}),
    ("entry_actor_is_an_opaque_id", {"actor": "meier"}),
    ("entry_actor_is_an_opaque_id", {"actor": "nobody\n"}),
    ("entry_subject_is_type_and_id", {"subject": "citizen:Meier"}),
    ("entry_subject_is_type_and_id", {"subject": "citizen:"}),
    ("entry_facts_are_an_object", {"facts": [1]}),
    ("entry_facts_are_an_object", {"facts": "text"}),
    ("entry_facts_have_keys_of_code", {"facts": {"Petra Meier": 1}}),
    ("entry_facts_are_no_text", {"facts": {"note": "hat angerufen"}}),
    ("entry_facts_are_no_text", {"facts": {"note": "Meier"}}),
    ("entry_facts_are_no_text", {"facts": {"note": "code\n"}}),
    ("entry_facts_are_no_text", {"facts": {"note": None}}),
    ("entry_facts_are_no_text", {"facts": {"note": ["hat angerufen"]}}),
    ("entry_facts_are_no_text", {"facts": {"note": {"a": "hat angerufen"}}}),
    ("entry_facts_are_short", {"facts": {f"k{n}": "x" * 64 for n in range(30)}}),
]
BROKEN_SEGMENTS = [
    ("segment_follows_each_segment_once", {"first_number": 3, "count": 2}),
    ("segment_first_number_once", {"prev_hash": "c" * 64}),
    ("segment_first_has_none_before", {"first_number": 1, "count": 4, "prev_hash": "c" * 64}),
    ("segment_first_has_none_before", {"first_number": 5, "last_number": 5, "count": 1, "prev_hash": GENESIS}),
    ("segment_counts_its_entries", {"count": 2, "first_number": 5, "prev_hash": "c" * 64}),
    ("segment_counts_its_entries", {"last_number": 4, "first_number": 5, "count": 0, "prev_hash": "c" * 64}),
    ("segment_prev_hash_is_sha256", {"prev_hash": "", "first_number": 3, "count": 2}),
    ("segment_head_hash_is_sha256", {"head_hash": "", "first_number": 3, "count": 2, "prev_hash": "c" * 64}),
    ("segment_signature_is_sha256", {"signature": "", "first_number": 3, "count": 2, "prev_hash": "c" * 64}),
]


@pytest.mark.parametrize(("constraint", "change"), BROKEN_ENTRIES)
def test_the_database_refuses_a_wrong_entry(musterstadt, constraint, change):
    Entry.objects.create(**ENTRY)
    free = {"number": 3, "prev_hash": "d" * 64} if not {"number", "prev_hash"} & set(change) else {}
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        Entry.objects.create(**ENTRY | free | change)


@pytest.mark.parametrize(("constraint", "change"), BROKEN_SEGMENTS)
def test_the_database_refuses_a_wrong_segment(owner, constraint, change):
    Segment.objects.create(**SEGMENT)
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        Segment.objects.create(**SEGMENT | change)


def test_each_constraint_is_broken_by_a_test():
    named = {constraint.name for model in (Entry, Segment) for constraint in model._meta.constraints}
    assert named == {name for name, _ in [*BROKEN_ENTRIES, *BROKEN_SEGMENTS]}


def test_facts_of_the_largest_size_are_taken_by_both_sides(musterstadt):
    from efa.audit.content import checked

    facts = {f"k{n}": "x" * 63 for n in range(27)}
    facts["last"] = "x" * (2048 - len(str(facts)) - len(', "last": ""'))
    assert checked(event="a.b", actor="nobody", subject="", facts=facts) == facts
    Entry.objects.create(**ENTRY | {"facts": facts})
    with pytest.raises(IntegrityError, match="entry_facts_are_short"):
        Entry.objects.create(
            **ENTRY | {"number": 3, "prev_hash": "c" * 64, "facts": facts | {"last": facts["last"] + "x"}}
        )
