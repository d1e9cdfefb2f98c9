# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""YAML from somebody else: plain values only, no aliases, no depth, no size that could harm."""

from pathlib import Path
from typing import Any, Final

import yaml

MOST_BYTES: Final = 20_000_000
DEEPEST: Final = 12


class Unreadable(Exception):
    """The text is no YAML that is accepted; the message names the place and the cure."""


class _Loader(yaml.CSafeLoader):
    """Days stay text, so that a day that does not exist is refused where its case and fact are known."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping whose keys are single. Raise `Unreadable` for one that stands twice."""
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise Unreadable(f"line {node.start_mark.line + 1}: {key!r} stands twice; remove one of them")
        return super().construct_mapping(node, deep=deep)


_NOT_RESOLVED: Final = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _NOT_RESOLVED]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path) -> Any:
    """The content of a file. Raise `Unreadable` for what is no YAML, or too large, too deep or with aliases."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from error
    if len(text) > MOST_BYTES:
        raise Unreadable(f"{path}: {len(text):,} bytes; at most {MOST_BYTES:,} are read")
    try:
        _measure(text)
        loader = _Loader(text)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise Unreadable(f"{path}: no YAML: {' '.join(str(error).split())}") from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable(f"{path}: no YAML in UTF-8: {error}") from error


def _measure(text: bytes) -> None:
    """Walk through the events, which takes no memory, before anything is built."""
    depth = line = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else line
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(f"line {line}: aliases (*name) are not read; write the value out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise Unreadable(f"line {line}: more than {DEEPEST} levels; a case has five")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
