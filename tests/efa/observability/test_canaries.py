# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that a person typed leaves by an error report or a log line (security.md P1, P2)."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
KINDS = ("BODY", "QUERY", "PATH", "HEADER", "COOKIE", "TEXT", "ARGUMENT", "VARIABLE", "DETAIL")
WORDS = {kind: f"canary{kind.lower()}{number:04d}bird" for number, kind in enumerate(KINDS)}
# What a log written the ordinary way shows; bodies, headers and cookies reach it inside the exception's text.
IN_ORDINARY_LOGS = {"PATH", "TEXT", "ARGUMENT", "DETAIL", "BODY", "HEADER", "COOKIE"}


@cache
def left(mode: str) -> dict[str, Any]:
    """Return all envelopes and log lines of one run, and whatever was printed beside them."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.efa.observability.canaries", mode],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
            **{f"CANARY_{kind}": word for kind, word in WORDS.items()},
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return {**json.loads(run.stdout.splitlines()[-1]), "stderr": run.stderr}


def found(text: str) -> set[str]:
    return {kind for kind, word in WORDS.items() if word in text}


@pytest.mark.parametrize("mode", ["guarded", "collecting"])
def test_no_canary_is_in_an_error_report(mode):
    envelopes = left(mode)["envelopes"]
    assert envelopes
    assert found("".join(envelopes)) == set()


def test_the_search_finds_all_nine_where_nothing_guards_the_reports():
    assert found("".join(left("open")["envelopes"])) == set(KINDS)


def test_no_canary_is_in_the_logs():
    run = left("guarded")
    assert run["log"].count("\n") >= 5
    assert found(run["log"] + run["stderr"]) == set()


def test_the_search_finds_them_in_ordinary_logs():
    assert found(left("open")["log"]) >= IN_ORDINARY_LOGS


def test_a_report_names_the_error_its_cause_and_the_route():
    event = json.loads(left("guarded")["envelopes"][0].splitlines()[2])
    cause, error = event["exception"]["values"]
    assert (cause["type"], error["type"]) == ("RefusedError", "ValueError")
    assert error["stacktrace"]["frames"][-1]["function"] == "broken"
    assert event["transaction"] == event["tags"]["route"] == "broken"
    assert event["tags"]["host"] == "kommune"
    assert len(event["tags"]["tenant"]) == 12


@pytest.mark.parametrize("mode", ["guarded", "collecting"])
def test_an_event_has_no_other_keys(mode):
    allowed = {
        "platform",
        "release",
        "environment",
        "sdk",
        "event_id",
        "timestamp",
        "transaction",
        "tags",
        "level",
    }
    allowed |= {"exception", "type", "contexts", "spans", "start_timestamp"}
    for envelope in left(mode)["envelopes"]:
        event = json.loads(envelope.splitlines()[2])
        assert set(event) <= allowed
        assert "value" not in str(event.get("exception", {}).get("values", [{}])[0].keys())


def test_the_log_tells_error_cause_and_frames():
    lines = [json.loads(line) for line in left("guarded")["log"].splitlines()]
    told = next(line for line in lines if line.get("error"))
    assert told["error"] == "builtins.ValueError"
    assert told["frames"][-1].startswith("tests.efa.observability.small_site:broken:")
    assert told["causes"][0].startswith("tests.efa.observability.small_site.RefusedError@")
    assert lines[-1]["event"] == "request.finished"
    assert lines[-1]["status"] == 500
    assert {line["request_id"] for line in lines} == {lines[-1]["request_id"]}


def test_a_library_keeps_its_message_only_where_it_is_a_literal():
    lines = [json.loads(line) for line in left("guarded")["log"].splitlines()]
    first, second = [line for line in lines if line.get("logger") == "some.library"]
    assert first["message"] == "could not read %s"
    assert "message" not in second
    assert second["origin"].startswith("small_site:broken:")
