# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""An exception without its text: classes and frames."""

import re
from types import TracebackType
from typing import Final

# Patterns of names as code has them; what does not match was not written by a programmer.
CLASS: Final = r"[A-Za-z_][A-Za-z0-9_.<>]{0,149}"
FRAME: Final = r"[A-Za-z_][A-Za-z0-9_.]{0,99}:[A-Za-z0-9_.<>]{1,120}:[0-9]{1,6}"
PLACE: Final = FRAME
_MOST_FRAMES: Final = 40
_MOST_CAUSES: Final = 8
_is_frame: Final = re.compile(FRAME, re.ASCII).fullmatch
_is_class: Final = re.compile(CLASS, re.ASCII).fullmatch


def describe(problem: BaseException) -> dict[str, object]:
    """Return `error` (class), `frames` (module:function:line, outermost first) and `causes` (class@frame)."""
    found: dict[str, object] = {"error": _class(problem), "frames": frames(problem.__traceback__)}
    causes: list[str] = []
    seen = {id(problem)}
    cause = _before(problem)
    while cause is not None and id(cause) not in seen and len(causes) < _MOST_CAUSES:
        seen.add(id(cause))
        innermost = frames(cause.__traceback__)[-1:]
        causes.append("@".join([_class(cause), *innermost]))
        cause = _before(cause)
    if causes:
        found["causes"] = causes
    return found


def frames(trace: TracebackType | None) -> list[str]:
    """Return the last frames of a traceback."""
    found: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frame = f"{trace.tb_frame.f_globals.get('__name__')}:{code.co_qualname}:{trace.tb_lineno}"
        if _is_frame(frame):
            found.append(frame)
        trace = trace.tb_next
    return found[-_MOST_FRAMES:]


def _class(problem: BaseException) -> str:
    kind = type(problem)
    name = f"{kind.__module__}.{kind.__qualname__}"
    return name if _is_class(name) else "unnamed"


def _before(problem: BaseException) -> BaseException | None:
    return problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
