# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make controls` can do its work: each patch fits, each named test exists, and no failure is taken for another."""

import ast
import subprocess
import sys

import pytest

from tests.controls import verdict
from tests.controls.control import Control, Edit, NotThere
from tests.controls.copies import BUILT
from tests.controls.tables import CONTROLS
from tests.controls.verdict import Verdict
from tests.ground import ROOT, environment


@pytest.mark.parametrize("control", CONTROLS, ids=[control.id for control in CONTROLS])
def test_each_control_can_be_switched_off(control):
    for path, text in control.patched(ROOT).items():
        assert text != path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            ast.parse(text)


def test_each_row_of_the_threat_model_has_controls_and_each_control_a_name_and_a_test():
    assert {control.area for control in CONTROLS} == {f"T{number}" for number in range(1, 17)}
    assert len({control.id for control in CONTROLS}) == len(CONTROLS) >= 35
    assert all(control.falls for control in CONTROLS)


def test_each_named_test_exists():
    named = {node for control in CONTROLS for node in control.falls}
    modules = sorted({node.partition("::")[0] for node in named})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", *modules],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    cases = {line for line in done.stdout.splitlines() if "::" in line}
    assert named - cases - {case.partition("[")[0] for case in cases} == set()


def test_the_copies_can_be_kept_from_building_again():
    assert BUILT.of((ROOT / BUILT.path).read_text(encoding="utf-8"))


def test_a_text_that_is_not_there_once_is_refused():
    for text in ("a", "b b"):
        with pytest.raises(NotThere):
            Edit("x", "b", "c").of(text)


def test_two_edits_of_a_file_are_both_made(tmp_path):
    (tmp_path / "x").write_text("a b")
    both = Control("T1", "x", "", (Edit("x", "a", "c"), Edit("x", "b", "d")), ("t",))
    assert both.patched(tmp_path) == {tmp_path / "x": "c d"}


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([""], Verdict.STOOD),
        (['<failure message="AssertionError: no"/>'], Verdict.FELL),
        (["", '<failure message="Failed: DID NOT RAISE"/>'], Verdict.FELL),
        (['<failure message="django.db.utils.ProgrammingError: permission denied"/>'], Verdict.FELL),
        (['<failure message="ImportError: no"/>'], Verdict.BROKEN),
        (["<failure message=\"AttributeError: 'x' has no 'y'\"/>"], Verdict.BROKEN),
        (['<error message="failed on setup"/>'], Verdict.BROKEN),
        (['<skipped message="x"/>'], Verdict.ABSENT),
        ([], Verdict.ABSENT),
    ],
)
def test_only_a_refuted_expectation_counts_as_fallen(tmp_path, cases, expected):
    report = tmp_path / "report.xml"
    other = '<testcase classname="tests.other" name="test_x"><failure message="AssertionError"/></testcase>'
    own = [
        f'<testcase classname="tests.efa.test_y.TestZ" name="test_x[{number}]">{case}</testcase>'
        for number, case in enumerate(cases)
    ]
    report.write_text(f"<testsuites><testsuite>{other}{''.join(own)}</testsuite></testsuites>")
    assert verdict.of(report, "tests/efa/test_y.py::TestZ::test_x") is expected


def test_a_case_can_be_named_alone(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="tests.test_y" name="test_x[a]"/>'
        '<testcase classname="tests.test_y" name="test_x[b]"><failure message="AssertionError"/></testcase>'
        "</testsuite></testsuites>"
    )
    assert verdict.of(report, "tests/test_y.py::test_x[a]") is Verdict.STOOD
    assert verdict.of(report, "tests/test_y.py::test_x") is Verdict.FELL
