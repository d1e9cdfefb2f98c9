# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worked cases of the law: all match, and a lawyer can read each."""

from pathlib import Path

import pytest
import yaml

from efa.quickcheck import defaults, wording
from efa.quickcheck.casefile import cases
from efa.rules.reasons import REASONS

FILE = Path(__file__).parent / "cases.yaml"
CASES = list(cases(FILE))


def test_all_123_are_there():
    assert len(CASES) == 123
    assert len({case.id for case in CASES}) == 123


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_worked_case_comes_out_as_expected(case):
    result = case.judge()
    assert case.expected.matches(result), wording.line(case.id, result, matches=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_worked_case_is_told_in_sentences(case):
    result = case.judge()
    told = list(wording.reasons(result))
    assert len(told) == 1 + len(result.findings)
    for finding, sentence in zip(result.findings.values(), told[1:], strict=True):
        assert wording.REASONS[finding.reason] in sentence
        assert sentence.endswith(f"({finding.provision})")


def test_our_defaults_are_those_of_the_file():
    """The file is the shared format; what it does not know are facts of our own."""
    theirs = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["defaults"]
    ours = {key: value for key, value in defaults.FACTS.items() if key in theirs}
    assert set(defaults.FACTS) - set(theirs) == {"guardianship_reservation", "absence_months"}
    assert _plain(ours) == theirs


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return (
        {None: "null", True: "true", False: "false"}.get(value, value) if isinstance(value, bool | None) else str(value)
    )


def test_every_reason_has_its_sentence_and_no_other():
    assert set(wording.REASONS) == set(REASONS)
    assert all(sentence.endswith(".") for sentence in wording.REASONS.values())
