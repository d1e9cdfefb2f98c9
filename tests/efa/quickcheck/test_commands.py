# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py quickcheck` and `manage.py law`, as processes of their own where it matters."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.bench.page import ROOT

FILE = Path(__file__).parents[1] / "rules" / "cases.yaml"
CASE = """
cases:
- id: X1
  reference_date: 2026-11-23
  facts: {residence_periods: [{from: 2021-11-24, to: null, status: permit}]}
"""


def run(*arguments, **environment):
    """One command in a process that knows no database and no secret."""
    bare = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=bare | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def quickcheck(path, *arguments):
    out = StringIO()
    try:
        call_command("quickcheck", str(path), *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), ""


def given(tmp_path, text):
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_commands_need_neither_database_nor_secrets():
    shown = run("quickcheck", FILE, EFA_ENV="production")
    assert shown.returncode == 0, shown.stderr
    assert "123 cases, 0 differ, 0 could not be used." in shown.stdout
    for words in (("law", "show", "2026-11-23"), ("law", "diff", "2024-06-26", "2024-06-27")):
        shown = run(*words, EFA_ENV="production")
        assert shown.returncode == 0, shown.stderr
    refused = run("check", EFA_ENV="production")
    assert refused.returncode != 0


def test_one_line_a_case_names_everything():
    code, out, _ = quickcheck(FILE)
    lines = out.splitlines()
    assert (code, len(lines)) == (0, 124)
    assert lines[1].startswith(
        "A02 | matches | not_yet | § 10 Abs. 1 | 2026-11-24 | capacity=fulfilled identity=fulfilled"
    )
    assert lines[1].endswith("marriage=not_applicable")


def test_json_is_one_object_a_line():
    code, out, _ = quickcheck(FILE, "--json")
    objects = [json.loads(line) for line in out.splitlines()]
    assert (code, len(objects)) == (0, 123)
    assert list(objects[1]) == ["id", "overall", "route", "earliest_date", "per_requirement", "matches"]
    assert objects[1]["earliest_date"] == "2026-11-24"
    assert objects[1]["per_requirement"]["residence"] == "not_yet"
    assert {one["matches"] for one in objects} == {True}


def test_reasons_are_sentences_with_places_in_the_statute():
    _, out, _ = quickcheck(FILE, "--reasons")
    assert "Rechtmäßiger gewöhnlicher Aufenthalt: noch nicht. Die erforderlichen Jahre" in out
    assert "Frühestens am 24.11.2026. (§ 10 Abs. 1 Satz 1 StAG)" in out


def test_a_case_that_expects_nothing_only_asks(tmp_path):
    code, out, _ = quickcheck(given(tmp_path, CASE), "--json")
    assert (code, json.loads(out)["matches"]) == (0, None)


@pytest.mark.parametrize(
    "expected",
    [
        "{overall: likely_fulfilled, earliest_date: 2026-11-24, per_requirement: {residence: not_yet}}",
        "{overall: not_yet, earliest_date: 2026-11-25, per_requirement: {residence: not_yet}}",
        "{overall: not_yet, per_requirement: {residence: not_yet}}",
        "{overall: not_yet, earliest_date: 2026-11-24}",
        "{overall: not_yet, earliest_date: 2026-11-24, per_requirement: {residence: open}}",
        "{overall: not_yet, earliest_date: 2026-11-24, per_requirement: {residence: not_yet, civics: exempt}}",
        "{overall: not_yet, route: § 9, earliest_date: 2026-11-24, per_requirement: {residence: not_yet}}",
        "{overall: not_yet, earliest_date: 2026-11-24, earliest_date_with_credit: 2026-11-23, per_requirement: {residence: not_yet}}",
    ],
)
def test_a_case_that_comes_out_otherwise_ends_with_1(tmp_path, expected):
    code, out, error = quickcheck(given(tmp_path, f"{CASE}  expected: {expected}\n"))
    assert (code, "X1 | DIFFERS |" in out, "1 of 1 cases" in error) == (1, True, True)


def test_the_version_of_the_law_is_compared(tmp_path):
    right = (
        f"{CASE}  expected: {{overall: not_yet, earliest_date: 2026-11-24, per_requirement: {{residence: not_yet}}}}\n"
    )
    assert quickcheck(given(tmp_path, f"{right}  law: stag_2026_07_29\n"))[0] == 0
    assert quickcheck(given(tmp_path, f"{right}  law: stag_2024_06_27\n"))[0] == 1


def test_one_bad_case_hides_no_other(tmp_path):
    text = f"{CASE}- {{id: X2, reference_date: 2021-08-19}}\n- {{id: X3, reference_date: 2026-11-23, facts: {{hair: red}}}}\n- {{id: X4, reference_date: 2026-11-23}}\n"
    code, out, error = quickcheck(given(tmp_path, text), "--json")
    assert (code, [json.loads(line)["id"] for line in out.splitlines()]) == (2, ["X1", "X4"])
    assert (
        "case X2: reference_date: expected a day from 2021-08-20 on, the first that is covered, found 2021-08-19"
        in error
    )
    assert "case X3: hair: expected one of birth_date" in error


def test_defaults_and_merged_maps_of_a_file_apply(tmp_path):
    text = """
meta: {deep_merge: [language]}
defaults: {title: AE_16B, language: {level: A2}}
cases:
- {id: X1, reference_date: 2026-11-23}
- {id: X2, reference_date: 2026-11-23, facts: {title: NE_9, language: {level: B1}}}
"""
    _, out, _ = quickcheck(given(tmp_path, text), "--json")
    first, second = (json.loads(line)["per_requirement"] for line in out.splitlines())
    assert (first["title"], first["language"]) == ("not_yet", "not_yet")
    assert (second["title"], second["language"]) == ("fulfilled", "fulfilled")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cases: 3", "expected a map with a list of `cases`"),
        ("[]", "expected a map with a list of `cases`"),
        ("cases: []\nfoo: 1", "'foo' is none of cases, defaults, meta"),
        ("cases: []\nmeta: 3", "`meta` and `defaults` are maps"),
        ("cases: []\nmeta: {deep_merge: language}", "`meta.deep_merge` is a list of names"),
        ("cases: [", "no YAML"),
        ("cases: !!python/object/apply:os.system ['true']", "no YAML"),
        ("cases: [{id: A, id: B}]", "line 1: 'id' stands twice"),
        ("a: &a [1]\ncases: [*a]", "line 2: aliases (*name) are not read"),
        ("cases: " + "[" * 50 + "]" * 50, "more than 12 levels"),
        ("cases: " + "[" * 100_000, "more than 12 levels"),
        ("cases: [3]", "case number 1: id: expected a text, found 3"),
        ("cases: [{id: 7}]", "case number 1: id: expected a text"),
        ("cases: [{id: A}]", "case A: reference_date: expected a day as 2026-11-23, found None"),
        ("cases: [{id: A, reference_date: 2026-02-30}]", "case A: reference_date: expected a day that exists, found 2026-02-30"),
        ("cases: [{id: A, reference_date: 2026-11-23, facts: 3}]", "case A: facts: expected a map of facts, found 3"),
        ("cases: [{id: A, reference_date: 2026-11-23, expected: 3}]", "case A: expected: expected a map, found 3"),
        ("cases: [{id: A, reference_date: 2026-11-23, expected: {overall: no}}]", "case A: expected.overall: expected one of likely_fulfilled"),
        ("cases: [{id: A, reference_date: 2026-11-23, expected: {route: 9}}]", "case A: route: expected a text"),
        ("cases: [{id: A, reference_date: 2026-11-23, expected: {per_requirement: 9}}]", "case A: expected.per_requirement: expected a map"),
        ("cases: [{id: A, reference_date: 2026-11-23, expected: {per_requirement: {hair: open}}}]", "found 'hair'"),
        ("cases: [{id: A, reference_date: 2026-11-23, expected: {per_requirement: {title: perhaps}}}]", "expected.per_requirement.title: expected one of fulfilled"),
        ("cases: [{id: A, reference_date: 2026-11-23, expected: {earliest_date: soon}}]", "expected.earliest_date: expected a day"),
        ("cases: [{id: A, reference_date: 2026-11-23}, {id: A, reference_date: 2026-11-23}]", "case A: id: expected one that no other case has"),
        ("cases: [{id: A, reference_date: 2026-11-23, facts: {birth_date: 1990-02-30}}]", "case A: birth_date: expected a day that exists"),
        ("cases: [{id: A, reference_date: 2026-11-23, facts: {birth_date: 2027-01-01}}]", "case A: birth_date: expected a day not after the reference date"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(tmp_path, text, message):
    code, _, error = quickcheck(given(tmp_path, text))
    assert code == 2
    assert message in error


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_bytes(b"cases: [\xff\xfe]")
    assert quickcheck(path)[0] == 2
    assert "No such file" in quickcheck(tmp_path / "none.yaml")[2]


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("efa.quickcheck.yamlfile.MOST_BYTES", 10)
    assert "at most 10 are read" in quickcheck(given(tmp_path, CASE))[2]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "2021-08-19"), "Der 19.08.2021 ist nicht erfasst; der erste erfasste Tag ist der 20.08.2021."),
        (("diff", "2021-08-19", "2026-01-01"), "ist nicht erfasst"),
        (("diff", "2026-01-01", "2021-08-19"), "ist nicht erfasst"),
        (("show", "2026-02-30"), "2026-02-30 ist kein Tag wie 2026-11-23"),
        (("show", "heute"), "heute ist kein Tag"),
    ],
)
def test_a_day_without_a_law_is_refused_with_the_first_that_has_one(words, message):
    with pytest.raises(CommandError) as caught:
        call_command("law", *words, stdout=StringIO())
    assert message in str(caught.value)


def test_the_law_is_printed_as_text_and_as_markdown():
    plain, marked = StringIO(), StringIO()
    call_command("law", "show", "2026-11-23", stdout=plain)
    call_command("law", "show", "2026-11-23", "--markdown", stdout=marked)
    assert plain.getvalue().startswith("Regeln der Einbürgerung am 23.11.2026")
    assert marked.getvalue().startswith("# Regeln der Einbürgerung am 23.11.2026")
    assert "`" not in plain.getvalue()
    assert "## Sperrfrist" in marked.getvalue()
