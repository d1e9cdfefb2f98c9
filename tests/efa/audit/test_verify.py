# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of tampering is found, and a log nobody touched has no finding."""

import itertools
from dataclasses import fields, replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efa.audit.chain import GENESIS, Row, digest
from efa.audit.verify import Finding, Log, What, findings
from tests.efa.audit.logs import HERE, NEIGHBOUR, NOON, hashed, log, row, segment

LENGTH = 8
ROWS = log(LENGTH)
OTHERS = log(LENGTH, schema=NEIGHBOUR)
HEADS = {LENGTH: {ROWS[-1].hash}}
EDITS = {
    "id": lambda one: UUID(int=99),
    "number": lambda one: one.number + 100,
    "at": lambda one: one.at + timedelta(microseconds=1),
    "event": lambda one: "instance.office_sat",
    "actor": lambda one: "nobody",
    "subject": lambda one: "office:99",
    "facts": lambda one: one.facts | {"public": False},
    "prev_hash": lambda one: "f" * 64,
    "hash": lambda one: "f" * 64,
}


def found(rows, **known):
    facts = {"schema": HERE, "others": [NEIGHBOUR], "is_genuine": lambda segment: segment.signature == "ours"}
    return list(findings(sorted(rows, key=lambda one: (one.number, one.id)), Log(**facts | known)))


def edited(place, column, rows=ROWS):
    one = rows[place]
    return [*rows[:place], replace(one, **{column: EDITS[column](one)}), *rows[place + 1 :]]


def swapped(first, second):
    """Two entries that have changed their numbers."""
    rows = list(ROWS)
    rows[first] = replace(ROWS[first], number=ROWS[second].number)
    rows[second] = replace(ROWS[second], number=ROWS[first].number)
    return rows


def relinked(order):
    """Entries in another order, with new numbers and fitting hashes, but the links of before."""
    return [hashed(replace(ROWS[place], number=number)) for number, place in enumerate(order, start=1)]


def rewritten(place):
    """Everything from an entry on written anew, with fitting links and hashes."""
    rows = list(ROWS[:place])
    for one in ROWS[place:]:
        before = rows[-1].hash if rows else GENESIS
        rows.append(hashed(replace(one, actor="nobody", prev_hash=before)))
    return rows


def _tamperings():
    for place, column in itertools.product(range(LENGTH), EDITS):
        yield f"edit {column} of {place + 1}", edited(place, column), {}
    for place in range(LENGTH - 1):
        yield f"delete {place + 1}", ROWS[:place] + ROWS[place + 1 :], {}
        yield f"delete up to {place + 1}", ROWS[place + 1 :], {}
        # The last one is what only a known head shows.
        rehashed = hashed(replace(ROWS[place], actor="nobody"))
        yield f"rewrite {place + 1} only", [*ROWS[:place], rehashed, *ROWS[place + 1 :]], {}
        left = [replace(one, number=one.number - 1) for one in ROWS[place + 1 :]]
        yield f"delete {place + 1} and move up", [*ROWS[:place], *left], {}
        yield f"delete {place + 1}, move up and hash", [*ROWS[:place], *map(hashed, left)], {}
    for first, second in itertools.combinations(range(LENGTH), 2):
        yield f"swap {first + 1} and {second + 1}", swapped(first, second), {}
    for order in itertools.islice(itertools.permutations(range(LENGTH)), 1, 40):
        yield f"reorder {order}", relinked(order), {}
    for place in range(LENGTH):
        yield f"cut off from {place + 1}", ROWS[:place], {"heads": HEADS}
        yield f"rewrite from {place + 1}", rewritten(place), {"heads": HEADS}
        yield f"a neighbour's from {place + 1}", [*ROWS[:place], *OTHERS[place:]], {}
        yield f"a neighbour's as {place + 1}", [*ROWS[:place], OTHERS[place], *ROWS[place + 1 :]], {}
        second = row(place + 1, ROWS[place].prev_hash, id=UUID(int=99), actor="nobody")
        yield f"fork at {place + 1}", [*ROWS, second], {}
    yield "everything is gone", [], {"heads": HEADS}


TAMPERINGS = {name: (rows, known) for name, rows, known in _tamperings()}


def test_more_than_a_hundred_tamperings_are_tried():
    assert len(TAMPERINGS) > 200
    assert all(rows != ROWS for rows, _ in TAMPERINGS.values())


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_no_tampering_stays_unseen(tampering):
    rows, known = TAMPERINGS[tampering]
    assert found(rows, **known)


@given(
    lengths=st.tuples(st.integers(0, 12), st.integers(0, 12)),
    codes=st.dictionaries(st.sampled_from(["old", "new", "count"]), st.booleans() | st.integers(-(2**52), 2**52)),
)
def test_an_untouched_log_has_no_finding(lengths, codes):
    expired, kept = lengths
    rows = log(expired + kept, facts=codes)
    heads = {one.number: {one.hash} for one in rows}
    assert found(rows, heads=heads) == []
    if expired and kept:
        gone = segment(1, expired, head_hash=rows[expired - 1].hash)
        assert found(rows[expired:], segments=[gone], heads=heads) == []


@given(place=st.integers(0, LENGTH - 1), column=st.sampled_from(sorted(EDITS)), data=st.data())
def test_whatever_a_column_is_changed_to_is_found(place, column, data):
    values = {
        "id": st.uuids(), "number": st.integers(1, 2**60), "at": st.integers(1, 10**9).map(lambda n: NOON - timedelta(microseconds=n)),
        "facts": st.dictionaries(st.text(), st.integers() | st.text() | st.none() | st.lists(st.booleans())),
    }  # fmt: skip
    changed = replace(ROWS[place], **{column: data.draw(values.get(column, st.text()))})
    if changed != ROWS[place]:
        assert found([*ROWS[:place], changed, *ROWS[place + 1 :]])


def test_every_column_is_tried_and_hashed():
    assert set(EDITS) == {field.name for field in fields(Row)}
    for column in set(EDITS) - {"hash"}:
        assert digest(edited(0, column)[0], schema=HERE) != ROWS[0].hash, column


@pytest.mark.parametrize(
    ("tampering", "expected"),
    {
        "edit actor of 3": [Finding(What.EDITED, 3)],
        "edit prev_hash of 3": [Finding(What.EDITED, 3)],
        "delete 1": [Finding(What.MISSING_START, 1, 1)],
        "delete up to 4": [Finding(What.MISSING_START, 1, 4)],
        "delete 3": [Finding(What.GAP, 3, 3)],
        "rewrite 3 only": [Finding(What.REPLACED, 4)],
        "swap 3 and 6": [Finding(What.SWAPPED, 3), Finding(What.SWAPPED, 6)],
        "cut off from 6": [Finding(What.TRUNCATED, 6, 8)],
        "rewrite from 3": [Finding(What.REWRITTEN, 8)],
        "a neighbour's as 3": [Finding(What.FOREIGN, 3)],
        "a neighbour's from 1": [Finding(What.FOREIGN, number) for number in range(1, 9)],
        "fork at 3": [Finding(What.FORK, 3)],
        "everything is gone": [Finding(What.TRUNCATED, 1, 8)],
    }.items(),
)
def test_a_finding_says_what_and_where(tampering, expected):
    rows, known = TAMPERINGS[tampering]
    got = found(rows, **known)
    # The neighbours of what was touched may be told too.
    assert [one for one in got if one in expected] == expected
    assert {one.number for one in got} <= {n + 1 for one in expected for n in (one.number, one.number - 1)}


def test_without_a_known_head_a_cut_end_and_a_rewritten_log_are_invisible():
    # So the export of the heads is no luxury.
    assert found(ROWS[:5]) == []
    assert found(rewritten(0)) == []


def test_two_exports_that_contradict_each_other_are_a_finding():
    assert found(ROWS, heads={3: {ROWS[2].hash, "f" * 64}}) == [Finding(What.REWRITTEN, 3)]


SEGMENTS = [
    segment(1, 2, head_hash=ROWS[1].hash),
    segment(3, 4, prev_hash=ROWS[1].hash, head_hash=ROWS[3].hash),
]
LEFT = ROWS[4:]


def test_expired_segments_stand_for_their_entries():
    assert found(LEFT, segments=SEGMENTS, heads={n: {ROWS[n - 1].hash} for n in (1, 3, 4, 8)}) == []


@pytest.mark.parametrize(
    ("segments", "rows", "heads", "expected"),
    [
        ([SEGMENTS[0], replace(SEGMENTS[1], signature="theirs")], LEFT, {}, [Finding(What.SEGMENT, 3)]),
        ([SEGMENTS[1]], LEFT, {}, [Finding(What.SEGMENT, 3)]),
        ([SEGMENTS[0]], LEFT, {}, [Finding(What.MISSING_START, 3, 4)]),
        ([], LEFT, {}, [Finding(What.MISSING_START, 1, 4)]),
        ([replace(SEGMENTS[0], head_hash="f" * 64), SEGMENTS[1]], LEFT, {}, [Finding(What.SEGMENT, 3)]),
        ([SEGMENTS[0], replace(SEGMENTS[1], head_hash="f" * 64)], LEFT, {}, [Finding(What.REPLACED, 5)]),
        (SEGMENTS, ROWS[3:], {}, [Finding(What.EXPIRED, 4)]),
        (SEGMENTS, LEFT[1:], {}, [Finding(What.MISSING_START, 5, 5)]),
        (SEGMENTS, [], {}, [Finding(What.TRUNCATED, 5, 5)]),
        (SEGMENTS, LEFT[:2], HEADS, [Finding(What.TRUNCATED, 7, 8)]),
        (SEGMENTS, LEFT, {4: {"f" * 64}}, [Finding(What.REWRITTEN, 4)]),
    ],
)
def test_tampering_with_what_has_expired_is_found(segments, rows, heads, expected):
    assert found(rows, segments=segments, heads=heads) == expected


def test_a_log_that_nobody_vouches_for_is_not_taken_on_trust():
    plain = Log(schema=HERE, segments=SEGMENTS)
    assert [one.what for one in findings(LEFT, plain)] == [What.SEGMENT, What.SEGMENT]


def test_rows_are_read_one_at_a_time():
    taken = []

    def rows():
        for one in ROWS:
            taken.append(one.number)
            yield edited(1, "actor")[1] if one.number == 2 else one

    assert next(findings(rows(), Log(schema=HERE))) == Finding(What.EDITED, 2)
    assert taken == [1, 2]
