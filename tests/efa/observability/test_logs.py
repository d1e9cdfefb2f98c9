# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line of the log is one JSON object with the keys of `KEYS` and nothing else."""

import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from efa.observability import logs

HOSTILE = [
    'x\n{"event":"login.ok","level":"info"}',
    "x\r\ny",
    '"}\n{"level":"critical',
    "\u202egnp.exe",
    "\u2066admin\u2069",
    "a\u2028b\u2029c",
    "\x1b[31mred\x1b[0m",
    "null\x00byte",
    "\ud800",
    "Jonas Müller",
    "k_musterstadt.landing:karte/../../etc",
]


class Log(io.StringIO):
    """The stream of a test."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    stream, root = Log(), logging.getLogger()
    before, level, show = list(root.handlers), root.level, warnings.showwarning
    logs.configure(stream)
    yield stream
    logs.configure()
    root.handlers[:], warnings.showwarning = before, show
    root.setLevel(level)


def test_an_event_keeps_its_name_and_known_fields(log):
    logs.get_logger("efa.test").info("outbox.delivered", attempt=2, status=200)
    (line,) = log.lines
    assert line.pop("ts").endswith("Z")
    assert line.pop("pid") > 0
    assert line == {
        "level": "info",
        "event": "outbox.delivered",
        "logger": "efa.test",
        "attempt": 2,
        "status": 200,
    }


def test_unknown_keys_are_dropped(log):
    logs.get_logger("efa.test").info("test.done", name="Amira", path="/a", message="Amira", exc_text="Amira")
    assert "Amira" not in log.getvalue()
    assert not {"name", "path", "message"} & set(log.lines[0])


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("key", sorted(logs.KEYS))
def test_a_hostile_value_is_dropped(key, value):
    rendered = logs.render({key: value})
    assert rendered == "{}" or (key == "message" and value.isascii() and value.isprintable())


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_word_stays_out_of_every_kind_of_line(log, value):
    # Takes off pytest's own handlers too, which would carry half a character into the report.
    logs.configure(log)
    logs.get_logger("efa.test").warning("test.done", route=value, error=value, frames=[value], causes=[value])
    logs.get_logger("efa.test").warning(f"{value}")
    logging.getLogger("library").warning(f"{value}")
    logging.getLogger("library").warning("said %s", value)
    logging.getLogger(f"lib.{value}").warning("said %(word)s", {"word": value})
    assert len(log.getvalue().split("\n")) == 6
    assert [line["event"] for line in log.lines] == ["test.done", "log.unnamed", *["log.record"] * 3]
    assert value not in log.getvalue()
    assert all(set(line) <= set(logs.KEYS) for line in log.lines)
    assert log.getvalue().isascii()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1, 10**400, True, None, [], {}, b"x", object()])
def test_a_number_that_is_none_leaves_the_line_valid(log, value):
    logs.get_logger("efa.test").info("test.done", attempt=value, duration_ms=value, status=value, frames=value)
    assert json.loads(log.getvalue(), parse_constant=pytest.fail)["event"] == "test.done"


def test_an_exception_is_told_by_class_and_frames(log):
    def fail(word: str) -> None:
        try:
            {}[word]
        except KeyError as problem:
            raise ValueError(word) from problem

    try:
        fail("Amira")
    except ValueError:
        logs.get_logger("efa.test").exception("test.failed")
    (line,) = log.lines
    assert line["level"] == "error"
    assert line["error"] == "builtins.ValueError"
    assert [frame.rpartition(":")[0] for frame in line["frames"]] == [
        f"{__name__}:test_an_exception_is_told_by_class_and_frames",
        f"{__name__}:test_an_exception_is_told_by_class_and_frames.<locals>.fail",
    ]
    assert line["causes"][0].startswith("builtins.KeyError@")
    assert "Amira" not in log.getvalue()


def test_causes_in_a_circle_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert logs.describe(first)["causes"] == ["builtins.KeyError"]


def test_a_library_record_with_an_exception_keeps_its_text_to_itself(log):
    try:
        int("Amira")
    except ValueError as problem:
        logging.getLogger("library").exception(problem)  # noqa: TRY401 -- what careless libraries do
    assert log.lines[0]["error"] == "builtins.ValueError"
    assert "message" not in log.lines[0]
    assert "Amira" not in log.getvalue()


def test_a_record_that_cannot_be_read_is_told_without_its_arguments(log, capsys):
    record = logging.makeLogRecord({"levelname": None, "msg": "Amira", "args": ("Amira",)})
    logging.getLogger().handlers[0].handle(record)
    assert [line["event"] for line in log.lines] == ["log.lost"]
    assert capsys.readouterr().err == ""


def test_a_warning_is_told_by_class_and_place(log):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.configure(log)
        warnings.warn("Amira is late", UserWarning, stacklevel=1)
    (line,) = log.lines
    assert line["error"] == "builtins.UserWarning"
    assert line["origin"].startswith("test_logs:")
    assert "Amira" not in log.getvalue()


def test_an_uncaught_exception_of_a_server_process_keeps_its_text_to_itself(log, monkeypatch, capsys):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr("threading.excepthook", None)
    logs.guard_stderr()
    sys.excepthook(ValueError, ValueError("Amira"), None)
    assert log.lines[0]["event"] == "process.uncaught"
    assert "Amira" not in log.getvalue() + capsys.readouterr().err


def test_a_stream_that_is_closed_does_not_stop_the_caller(log):
    log.close()
    logs.get_logger("efa.test").info("test.done")
    logs.configure()


def test_the_moment_is_utc_with_milliseconds():
    assert logs.KEYS["ts"](logs.now())
