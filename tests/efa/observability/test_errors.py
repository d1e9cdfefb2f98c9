# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is rebuilt of an event; the canaries are in `test_canaries`."""

import pytest
import sentry_sdk

from efa.observability import errors

OFF = {"mode": "off"}
NOT_PLAIN = {"provided_by_user", "cookies", "http_headers", "url_query_params", "graphql", "gen_ai"}
NAMED = {"release": "1.0", "environment": "test"}


def test_without_a_dsn_nothing_is_started(monkeypatch):
    monkeypatch.setenv("SENTRY_DSN", "http://key@127.0.0.1:1/1")
    monkeypatch.setattr(sentry_sdk, "init", lambda **_: pytest.fail("started"))
    errors.configure(dsn="", **NAMED)


def test_an_event_without_an_exception_says_when_and_where_only():
    event = {"event_id": "a" * 32, "level": "warning", "message": "Amira", "logentry": {"message": "Amira"}}
    kept = errors.rebuild(event, {}, **NAMED)
    assert kept["level"] == "warning"
    assert "Amira" not in str(kept)


def test_values_that_are_no_names_are_dropped():
    frame = {
        "function": "Amira said\nno",
        "module": "a b",
        "filename": "/root/x.py",
        "lineno": "Amira",
        "vars": {"a": 1},
    }
    event = {"exception": {"values": [{"type": "Amira B", "value": "Amira", "stacktrace": {"frames": [frame]}}]}}
    kept = errors.rebuild(event, {}, **NAMED)
    assert kept["exception"]["values"] == [{"type": "unnamed", "stacktrace": {"frames": [{}]}}]


@pytest.mark.parametrize(
    "event",
    [{}, {"exception": None}, {"exception": {"values": None}}, {"exception": {"values": ["Amira", 1]}}],
)
def test_an_odd_event_is_rebuilt_all_the_same(event):
    assert "Amira" not in str(errors.rebuild(event, {}, **NAMED))


@pytest.mark.parametrize("kind", ["check_in", "profile", "feedback"])
def test_what_is_no_error_is_not_sent(kind):
    assert errors.rebuild({"type": kind}, {}, **NAMED) is None


@pytest.mark.parametrize("rebuild", [errors.rebuild, errors.rebuild_transaction])
def test_attachments_do_not_leave(rebuild):
    hint = {"attachments": ["Amira"]}
    rebuild({}, hint, **NAMED)
    assert hint == {}


def test_a_transaction_keeps_its_times_and_ids():
    trace = {"trace_id": "a" * 32, "span_id": "b" * 16, "data": {"url.path": "Amira"}}
    event = {
        "start_timestamp": "2026-01-01T00:00:00Z",
        "timestamp": "2026-01-01T00:00:01Z",
        "contexts": {"trace": trace},
        "transaction": "/Amira",
        "spans": [{"description": "select Amira"}],
    }
    kept = errors.rebuild_transaction(event, {}, **NAMED)
    assert kept["contexts"] == {"trace": {"trace_id": "a" * 32, "span_id": "b" * 16}}
    assert kept["start_timestamp"] < kept["timestamp"]
    assert kept["spans"] == []
    assert "Amira" not in str(kept)


def test_options_collect_nothing_to_begin_with():
    options = errors.options(dsn="http://key@127.0.0.1:1/1", **NAMED)
    client = sentry_sdk.Client(**options | {"integrations": []})
    resolved = client.options["data_collection"]
    client.close()
    assert not {key for key, value in resolved.items() if value and key not in NOT_PLAIN}
    assert resolved["cookies"] == resolved["url_query_params"] == resolved["http_headers"]["request"] == OFF
    assert not any([*resolved["graphql"].values(), *resolved["gen_ai"].values()])
    assert options["include_local_variables"] is options["enable_logs"] is False
    assert options["max_request_body_size"] == "never"
    assert options["max_breadcrumbs"] == 0
    assert options["traces_sample_rate"] is None
    assert options["auto_session_tracking"] is options["default_integrations"] is False
    assert options["before_send_log"]({}, {}) is options["before_send_metric"]({}, {}) is None
