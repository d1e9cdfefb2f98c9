# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""One JSON object a line, and in it only what `KEYS` names; what people typed never gets that far.

Our events are names with fields: `log.info("outbox.delivered", attempt=2)`. Their name must be a literal.
Records of Python's own `logging` keep their message only where it is one, too, and never their arguments or
the formatted text. Of an exception its class and frames are told, never its text.
"""

import contextlib
import json
import logging
import os
import re
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO, cast

import structlog

from efa.observability.context import current
from efa.observability.traces import CLASS, FRAME, PLACE, describe

Check = Callable[[object], bool]


def _text(pattern: str) -> Check:
    matches = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: isinstance(value, str) and matches(value) is not None


def _number(low: float, high: float) -> Check:
    return lambda value: isinstance(value, int | float) and low <= value <= high


def _list(item: Check) -> Check:
    return lambda value: isinstance(value, list) and all(item(one) for one in value)


_COUNT: Final = _number(0, 10**12)
_NAME: Final = _text(r"[a-z][a-z0-9_]{0,39}(\.[a-z0-9_]{1,40}){0,4}")
_UUID: Final = _text(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")

_DIRECTIVES: Final = (
    "(default|child|connect|font|frame|img|manifest|media|object|worker)-src|(script|style)-src(-elem|-attr)?"
    "|base-uri|form-action|frame-ancestors|report-uri|require-trusted-types-for|trusted-types"
)

# Every key a line may have, and what its value must look like. Another key, another value: dropped.
# A new key is a decision about privacy (security.md P2): no person, no free text, no path, no tenant's name.
KEYS: Final[Mapping[str, Check]] = {
    "ts": _text(r"[0-9T:.-]{23}Z"),  # UTC, milliseconds
    "level": _text("debug|info|warning|error|critical"),
    "event": _NAME,
    "logger": _text(r"[A-Za-z_][A-Za-z0-9_.]{0,79}"),
    "message": _text(r"[\x20-\x7e]{2,200}"),  # of a foreign record: a literal of the code
    "origin": _text(PLACE),  # of a foreign record: module:function:line
    "request_id": _text("[0-9a-f]{32}"),
    "tenant": _text("[0-9a-f]{12}|none"),
    "route": _text(r"[A-Za-z_][A-Za-z0-9_.:<>-]{0,119}"),
    "host": _text("land|ministry|kommune|none"),
    "method": _text("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|other"),
    "status": _number(100, 599),
    "duration_ms": _COUNT,
    "error": _text(CLASS),
    "frames": _list(_text(FRAME)),  # outermost first
    "causes": _list(_text(rf"{CLASS}(@{FRAME})?")),  # nearest first
    "release": _text(r"[A-Za-z0-9_.+-]{1,64}"),
    "pid": _COUNT,
    "directive": _text(_DIRECTIVES),  # of the security policy that a page broke; browsers report it
    "job_id": _COUNT,
    "object_id": _UUID,
    "attempt": _COUNT,
    "count": _COUNT,
}  # fmt: skip
_UNNAMED: Final = "log.unnamed"
_FRAMES_TO_SEARCH: Final = 12
_second = (0, "")


def render(fields: Mapping[str, object]) -> str:
    """Return the JSON object of all fields that `KEYS` allows."""
    kept = {key: value for key, value in fields.items() if key in KEYS and KEYS[key](value)}
    return json.dumps(kept, separators=(",", ":"))


def now() -> str:
    """Return the moment as it stands in a line: UTC, milliseconds."""
    global _second  # noqa: PLW0603 -- the text of a second, made once in it
    moment = time.time()
    whole = int(moment)
    second, shown = _second
    if second != whole:
        shown = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole))
        _second = (whole, shown)
    return f"{shown}.{int((moment - whole) * 1000):03d}Z"


class _Output:
    """The stream all lines go to; `None` means whatever `sys.stderr` is at that moment."""

    def __init__(self) -> None:
        self.stream: TextIO | None = None
        self._lock = threading.Lock()

    def write(self, line: str) -> None:
        # A log that cannot be written (full disk, closed pipe) must not take the request with it.
        with self._lock, contextlib.suppress(OSError, ValueError):
            stream = self.stream or sys.stderr
            stream.write(line + "\n")
            stream.flush()


class _Named:
    """The end of one module's logger: structlog calls the method that is named like the level."""

    def __init__(self, name: str = "none") -> None:
        self.name = name

    def info(self, line: str) -> None:
        _output.write(line)

    debug = warning = error = critical = info


_output: Final = _Output()
write: Final = _output.write


def get_logger(name: str) -> structlog.typing.FilteringBoundLogger:
    """Return the logger for a module's events."""
    return cast("structlog.typing.FilteringBoundLogger", structlog.get_logger(name))


def configure(stream: TextIO | None = None) -> None:
    """Send all logs of this process through `render` to `stream` (default: stderr). May run twice."""
    _output.stream = stream
    structlog.configure(
        processors=[_line_of_event],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_Named,
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers[:] = [RecordHandler()]
    root.setLevel(logging.WARNING)
    # Every 404 is already told by "request.finished".
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.server").setLevel(logging.ERROR)
    warnings.showwarning = _warning


def guard_stderr() -> None:
    """Let exceptions that nobody caught be logged in this process instead of printed with their text."""
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


class RecordHandler(logging.Handler):
    """Takes the records of Python's own `logging`."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; a record that cannot be read must not take the caller with it."""
        try:
            write(render(self._fields(record)))
        except Exception:  # noqa: BLE001 -- whatever it is, it is said by `handleError`
            self.handleError(record)

    @staticmethod
    def _fields(record: logging.LogRecord) -> dict[str, object]:
        fields: dict[str, object] = {
            "ts": now(),
            "level": record.levelname.lower(),
            "event": "log.record",
            "logger": record.name,
            "origin": f"{record.module}:{record.funcName}:{record.lineno}",
            "message": record.msg if _is_literal(record.msg) else None,
            **_facts(),
        }
        if record.exc_info and record.exc_info[1]:
            fields |= describe(record.exc_info[1])
        return fields

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- the name is the library's
        """Say that a record was lost and why; the library would print its arguments."""
        del record
        lost: dict[str, object] = {"ts": now(), "level": "error", "event": "log.lost"}
        problem = sys.exc_info()[1]
        write(render(lost | (describe(problem) if problem else {})))


def _is_literal(message: object) -> bool:
    """Whether this very string is a constant of code that is running, so that nobody typed it."""
    if not isinstance(message, str) or not message:
        return False
    frame = sys._getframe(1)
    for _ in range(_FRAMES_TO_SEARCH):
        if any(constant is message for constant in frame.f_code.co_consts):
            return True
        if frame.f_back is None:
            return False
        frame = frame.f_back
    return False


def _facts() -> dict[str, object]:
    """Return what may be said of the request that is being answered, if there is one."""
    facts = current.get()
    if facts is None:
        return {}
    return {"request_id": facts.request_id, "route": facts.route, "tenant": facts.tenant}


def _line_of_event(logger: _Named, level: str, event: structlog.typing.EventDict) -> str:
    """Render one of our events: structlog's last processor."""
    name, problem = event.pop("event", None), _exception(event.pop("exc_info", None))
    # Only a record of a library has a message, once it is known to be a literal.
    event.pop("message", None)
    fields: dict[str, Any] = {
        "ts": now(),
        "level": level,
        "event": name if _is_literal(name) else _UNNAMED,
        "logger": logger.name,
        **_facts(),
        **event,
        "pid": os.getpid(),
    }
    if problem:
        fields |= describe(problem)
    return render(fields)


def _exception(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    return sys.exc_info()[1] if given else None


def _uncaught(kind: type[BaseException], problem: BaseException | None, _: TracebackType | None) -> None:
    if problem and not issubclass(kind, KeyboardInterrupt):
        get_logger(__name__).critical("process.uncaught", exc_info=problem)


def _warning(  # noqa: PLR0917 -- the signature is Python's
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Log a warning of Python by class and place; its text may quote anything."""
    del message, file, line
    get_logger("py.warnings").warning(
        "python.warning",
        error=f"{category.__module__}.{category.__qualname__}",
        origin=f"{Path(filename).stem}:warn:{lineno}",
    )
