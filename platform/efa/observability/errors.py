# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Error reports to Sentry, each built anew from a list of what may leave; off without a DSN."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import sentry_sdk
from django.core.signals import got_request_exception
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from efa.observability.context import current

_OFF: Final = {"mode": "off"}
_COLLECT_NOTHING: Final = {
    "user_info": False,
    "cookies": _OFF,
    "http_headers": {"request": _OFF},
    "http_bodies": [],
    "url_query_params": _OFF,
    "graphql": {"document": False, "variables": False},
    "gen_ai": {"inputs": False, "outputs": False},
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
    "frame_context_lines": 0,
}
_LEVELS: Final = {"fatal", "critical", "error", "warning", "info", "debug"}
_MOST_EXCEPTIONS: Final = 20
_MOST_FRAMES: Final = 100


def _pattern(pattern: str) -> Callable[[object], bool]:
    matches = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: isinstance(value, str) and matches(value) is not None


_NAMES: Final[Mapping[str, Callable[[object], bool]]] = {
    "module": _pattern(r"[A-Za-z_][A-Za-z0-9_.]{0,199}"),
    "function": _pattern(r"[A-Za-z0-9_.<>]{1,199}"),
    "filename": _pattern(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,249}\.py"),  # relative
}
_CLASS: Final = _pattern(r"[A-Za-z_][A-Za-z0-9_.<>]{0,149}")
_HEX: Final = _pattern(r"[0-9a-f]{16,32}")
_TIME: Final = _pattern(r"[0-9T:.+Z-]{10,40}")


def configure(
    *, dsn: str, release: str, environment: str, transport: Transport | type[Transport] | None = None
) -> None:
    """Start reporting what nobody caught, or do nothing where `dsn` is empty."""
    if not dsn:
        return
    sentry_sdk.init(**options(dsn=dsn, release=release, environment=environment, transport=transport))
    # The integration for Django would wrap middleware, templates and cursors to collect what must not leave.
    got_request_exception.connect(_report, dispatch_uid="efa.observability.errors")


def options(
    *, dsn: str, release: str, environment: str, transport: Transport | type[Transport] | None = None
) -> dict[str, Any]:
    """Return the SDK's options. The rebuilding alone would do; the rest keeps data from being collected."""

    def before_send(event: Event, hint: Hint) -> Event | None:
        return rebuild(event, hint, release=release, environment=environment)

    def before_send_transaction(event: Event, hint: Hint) -> Event | None:
        return rebuild_transaction(event, hint, release=release, environment=environment)

    return {
        "dsn": dsn,
        "release": release,
        "environment": environment,
        "transport": transport,
        "before_send": before_send,
        "before_send_transaction": before_send_transaction,
        "before_send_log": _drop,
        "before_send_metric": _drop,
        "enable_logs": False,
        "enable_metrics": False,
        # What `send_default_pii=False` was, and more of it; that name is deprecated.
        "data_collection": _COLLECT_NOTHING,
        "include_local_variables": False,
        "include_source_context": False,
        "max_request_body_size": "never",
        "max_breadcrumbs": 0,
        "traces_sample_rate": None,
        "propagate_traces": False,
        "trace_propagation_targets": [],
        "auto_session_tracking": False,
        "send_client_reports": False,
        "spotlight": False,
        "debug": False,
        "server_name": "",
        "auto_enabling_integrations": False,
        "default_integrations": False,
        "integrations": [
            AtexitIntegration(callback=lambda _pending, _timeout: None),
            DedupeIntegration(),
            ExcepthookIntegration(),
        ],
    }


def rebuild(event: Event, hint: Hint, *, release: str, environment: str) -> Event | None:
    """Return a new event with classes, frames and our own names in it, or `None` for what is no error."""
    # Attachments leave by the hint and not by the event.
    hint.pop("attachments", None)
    if event.get("type") not in {None, "event", "error"}:
        return None
    kept: dict[str, Any] = _frame_of_event(event, release=release, environment=environment)
    level = event.get("level")
    kept["level"] = level if level in _LEVELS else "error"
    exceptions = _values(event.get("exception"))[-_MOST_EXCEPTIONS:]
    if exceptions:
        kept["exception"] = {"values": [_exception(one) for one in exceptions]}
    return kept  # type: ignore[return-value]  # The SDK's type lists all keys an event may have.


def rebuild_transaction(event: Event, hint: Hint, *, release: str, environment: str) -> Event | None:
    """Return the duration of a route without spans; nothing sends any unless somebody turns tracing on."""
    hint.pop("attachments", None)
    kept = _frame_of_event(event, release=release, environment=environment)
    trace = _mapping(_mapping(event.get("contexts")).get("trace"))
    kept["contexts"] = {
        "trace": {key: trace[key] for key in ("trace_id", "span_id") if key in trace and _HEX(trace[key])}
    }
    started = event.get("start_timestamp")
    if _TIME(started):
        kept["start_timestamp"] = started
    return kept | {"type": "transaction", "spans": []}  # type: ignore[return-value]  # as above


def _frame_of_event(event: Event, *, release: str, environment: str) -> dict[str, Any]:
    """Return what every event has: id, time, release, route and the tenant's pseudonym."""
    kept: dict[str, Any] = {
        "platform": "python",
        "release": release,
        "environment": environment,
        "sdk": {"name": "sentry.python", "version": sentry_sdk.VERSION},
    }
    for key, fits in (("event_id", _HEX), ("timestamp", _TIME)):
        if fits(event.get(key)):
            kept[key] = event.get(key)
    facts = current.get()
    if facts:
        kept["transaction"] = facts.route
        kept["tags"] = {
            "route": facts.route,
            "host": facts.host_kind,
            "tenant": facts.tenant,
            "request_id": facts.request_id,
        }
    return kept


def _exception(given: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {"type": given.get("type") if _CLASS(given.get("type")) else "unnamed"}
    if _NAMES["module"](given.get("module")):
        kept["module"] = given["module"]
    frames = _values(given.get("stacktrace"), "frames")[-_MOST_FRAMES:]
    if frames:
        kept["stacktrace"] = {"frames": [_frame(one) for one in frames]}
    return kept


def _frame(given: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: given[key] for key, fits in _NAMES.items() if fits(given.get(key))}
    if isinstance(given.get("lineno"), int):
        kept["lineno"] = given["lineno"]
    if isinstance(given.get("in_app"), bool):
        kept["in_app"] = given["in_app"]
    return kept


def _values(given: object, key: str = "values") -> list[Mapping[str, Any]]:
    found = _mapping(given).get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _drop(_: object, __: object) -> None:
    return None


def _report(**_: object) -> None:
    """Report the exception that Django is handling."""
    sentry_sdk.capture_exception()
