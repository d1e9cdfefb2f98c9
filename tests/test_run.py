# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make test` runs what it can and says what is missing."""

import subprocess

import pytest

from tests import run


@pytest.fixture
def asked(monkeypatch):
    commands = []

    def finish(command, **_):
        commands.append(command)
        return subprocess.CompletedProcess(command, finish.code)

    finish.code = 0
    monkeypatch.setattr(run.subprocess, "run", finish)
    # The counts of a campaign that may be running must not be touched.
    for deed in ("forget", "publish"):
        monkeypatch.setattr(run.counts, deed, lambda deed=deed: commands.append(deed))
    commands.append(finish)
    return commands


def test_a_missing_program_leaves_its_tests_out_and_is_listed(asked, monkeypatch, capsys):
    monkeypatch.setattr(run, "_there", lambda _: False)
    monkeypatch.setattr(run, "_works", lambda _: False)
    assert run.main([]) == 3
    assert "not browser and not pooler and not campaign" in asked[-1]
    printed = capsys.readouterr().out
    for packages in ("chromium libatomic1", "pgbouncer"):
        assert f"apt-get install {packages}\n" in printed


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--campaign"], 3)])
def test_the_pooler_is_missed_by_the_campaign_only(asked, monkeypatch, capsys, arguments, code):
    for there in ("_there", "_works"):
        monkeypatch.setattr(run, there, lambda name: name != "pgbouncer")
    assert run.main(arguments) == code
    assert ("not pooler" if arguments else "not pooler and not campaign") in asked[-1]
    printed = capsys.readouterr().out
    assert "chromium" not in printed
    assert "pgbouncer: pools connections" in printed


def test_with_everything_there_pytest_decides(asked, monkeypatch, capsys):
    monkeypatch.setattr(run, "_there", lambda _: True)
    monkeypatch.setattr(run, "_works", lambda _: True)
    assert run.main(["tests/efa"]) == 0
    assert "not campaign" in asked[-1]
    assert asked[-1][-1] == "tests/efa"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_stays_one(asked, monkeypatch, there):
    asked[0].code = 1
    for name in ("_there", "_works"):
        monkeypatch.setattr(run, name, lambda _: there)
    assert run.main([]) == 1


def test_the_campaign_leaves_nothing_out(asked, monkeypatch):
    monkeypatch.setattr(run, "_there", lambda _: True)
    run.main(["--campaign"])
    command = asked[2]
    assert command[command.index("-m", 3) + 1] == ""


@pytest.mark.parametrize(
    ("arguments", "outcome", "deeds"),
    [
        (["--campaign"], (0, True), ["forget", "publish"]),
        (["--campaign"], (1, True), ["forget"]),
        (["--campaign"], (0, False), ["forget"]),
        (["--campaign", "tests/efa"], (0, True), []),
        ([], (0, True), []),
    ],
)
def test_a_whole_campaign_that_passed_publishes_its_counts(asked, monkeypatch, arguments, outcome, deeds):
    asked[0].code, there = outcome
    for name in ("_there", "_works"):
        monkeypatch.setattr(run, name, lambda _: there)
    run.main(arguments)
    assert [deed for deed in asked if isinstance(deed, str)] == deeds


def test_an_ordinary_user_installs_nothing(asked, monkeypatch):
    monkeypatch.setattr(run, "_works", lambda _: False)
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    assert run._there("chromium") is False
    assert len(asked) == 1
