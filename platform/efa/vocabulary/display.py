# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pieces that components print: finished text and addresses, the same in every package."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go; `lang` and `dir` where the label is in another language."""

    label: str
    href: str
    lang: str = ""
    dir: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its value, for facts and pairs; the first of phone, email, lines and value is printed."""

    term: str
    value: str = ""
    lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    href: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    value: str
    label: str
    hint: str = ""
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class FieldError:
    """What to correct, and the address of the field on the page (`#ort`)."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, for the component."""

    label: str = ""
    text: str = ""
    href: str = ""
    badge: str = ""
    badge_kind: str = ""
    badge_icon: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    head: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to go from the start page; without an address it says what is not possible yet."""

    title: str
    href: str
    text: str
    foot: str
    icon: str
