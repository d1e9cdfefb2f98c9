# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules in force on a day as a document, and what differs between two days. German, for a lawyer to sign off."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from efa.quickcheck.lawtexts import BELONGS_TO, FIXED, LEADING, SECTIONS, SENTENCES, WITHIN_OTHERS
from efa.quickcheck.wording import day
from efa.rules import figures, reasons
from efa.rules.dated import Dated


class Rule(NamedTuple):
    """One rule in words, and where it stands; `is_practice` where no statute fixes it."""

    text: str
    source: str
    since: date | None = None
    is_practice: bool = False


class Section(NamedTuple):
    """The rules of one requirement."""

    title: str
    rules: tuple[Rule, ...]


class Change(NamedTuple):
    """A rule before and after."""

    before: Rule
    after: Rule


_BY_KEY: Final = {figure.key: figure for figure in figures.ALL}


def rules_on(on: date) -> Iterator[Section]:
    """All rules of a day, requirement by requirement. Raise `NotCovered`."""
    figures.version(on)
    for title, keys in SECTIONS.items():
        dated = (_rule(_BY_KEY[key], on) for key in keys)
        fixed = (Rule(text, source) for text, source in FIXED.get(title, ()))
        leading = (Rule(*LEADING[title]),) if title in LEADING else ()
        rules = tuple(rule for rule in (*leading, *dated, *fixed) if rule)
        if rules:
            yield Section(title, rules)


def versions_between(first: date, second: date) -> tuple[figures.Version, ...]:
    """The versions that begin after the first day and not after the second. Raise `NotCovered`."""
    figures.version(first)
    return tuple(version for version in figures.VERSIONS if first < version.since <= second)


def changes(first: date, second: date) -> Iterator[Change]:
    """The rules that differ between two days, also those that only moved in the statute. Raise `NotCovered`."""
    if second < first:
        first, second = second, first
    figures.version(first)
    for figure in figures.ALL:
        if figure.key not in WITHIN_OTHERS and _rule(figure, first) != _rule(figure, second):
            yield Change(_always(figure, first), _always(figure, second))
    moved: dict[tuple[str, str], str] = {}
    for code, reason in reasons.REASONS.items():
        places = str(reason.provisions.on(first)), str(reason.provisions.on(second))
        if places[0] != places[1]:
            moved.setdefault(places, code)
    for (before, after), code in moved.items():
        title = next(title for title in SECTIONS if title.startswith(_HEADS[code.partition(".")[0]]))
        yield Change(Rule(f"{title}: die Regel steht in {before}.", before), Rule(f"Sie steht in {after}.", after))


_HEADS: Final = {"capacity": "Handlungsfähigkeit", "exclusion": "Ausschluss"}


def _rule(figure: Dated[Any], on: date) -> Rule | None:
    """The sentence of a figure on a day; None where there is nothing to say on that day."""
    line = figure.line(on)
    text = SENTENCES[figure.key](line.value)
    rule = BELONGS_TO.get(figure.key)
    if not text or (rule and not _BY_KEY[rule].on(on)):
        return None
    since = line.since if line.since > figures.FIRST_DAY else None
    return Rule(text, line.source, since, is_practice=figure in figures.GUIDANCE)


def _always(figure: Dated[Any], on: date) -> Rule:
    return _rule(figure, on) or Rule("Eine solche Regel gibt es nicht.", figure.line(on).source)


def document(on: date) -> Iterator[str]:
    """The rules of a day as lines of Markdown."""
    version = figures.version(on)
    yield f"# Regeln der Einbürgerung am {day(on)}"
    yield ""
    yield f"Rechtsstand `{version.id}`, in Kraft seit {day(version.since)}: {version.change} ({version.source})."
    if not version.is_certain:
        yield "Der erste Tag dieses Rechtsstands ist noch am Bundesgesetzblatt zu prüfen."
    yield "Eine Auskunft nach diesen Regeln ist unverbindlich; es gilt das Recht am Tag der Entscheidung."
    for section in rules_on(on):
        yield ""
        yield f"## {section.title}"
        yield ""
        for rule in section.rules:
            yield f"- {_line(rule)}"


def comparison(first: date, second: date) -> Iterator[str]:
    """What differs between two days, as lines of Markdown. Raise `NotCovered`."""
    if second < first:
        first, second = second, first
    yield f"# Was sich zwischen dem {day(first)} und dem {day(second)} ändert"
    yield ""
    began = versions_between(first, second)
    for version in began:
        doubt = "" if version.is_certain else "; der erste Tag ist noch zu prüfen"
        yield f"- Seit {day(version.since)}: {version.change} ({version.source}{doubt})"
    if not began:
        yield "Zwischen diesen Tagen beginnt kein neuer Rechtsstand; die Regeln sind dieselben."
    for change in changes(first, second):
        yield ""
        yield f"**Am {day(first)}:** {_line(change.before)}"
        yield ""
        yield f"**Am {day(second)}:** {_line(change.after)}"


def _line(rule: Rule) -> str:
    since = f"; seit {day(rule.since)}" if rule.since else ""
    practice = "; Verwaltungspraxis oder Rechtsprechung" if rule.is_practice else ""
    return f"{rule.text} ({rule.source}{since}{practice})"
