# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""House rules of templates, and what every component promises."""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

from theming.samples import SAMPLES

ROOT = Path(settings.BASE_DIR)
KERN = ROOT / "theming" / "templates" / "kern"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
STATES = [(name, title) for name, states in SAMPLES.items() for title in states]
# Names that choose a class or a file, and are given by templates, never by people.
CHOOSES = {"kind", "icon", "icon_end", "size", "tone", "level", "badge_kind", "badge_icon"}


def _templates(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("templates/**/*.html"))]


def _poisoned(value: object) -> object:
    """Return the sample with hostile text in every place where a text of somebody's may stand."""
    if isinstance(value, str):
        return value + HOSTILE
    if isinstance(value, Mapping):
        return {key: part if key in CHOOSES else _poisoned(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_poisoned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = value.__dataclass_fields__
        return replace(value, **{name: _poisoned(getattr(value, name)) for name in names})
    return value


@pytest.mark.parametrize(("name", "title"), STATES)
def test_component_prints_hostile_text_and_never_runs_it(name: str, title: str) -> None:
    given = _poisoned(SAMPLES[name][title])
    assert isinstance(given, dict)
    html = render_to_string(f"kern/{name}.html", given)
    assert "<script>" not in html
    assert "<img" not in html


@pytest.mark.parametrize(("name", "title"), STATES)
def test_component_writes_whole_html(name: str, title: str) -> None:
    html = render_to_string(f"kern/{name}.html", dict(SAMPLES[name][title]))
    for tag in (
        "div",
        "section",
        "p",
        "span",
        "ul",
        "ol",
        "li",
        "dl",
        "dd",
        "dt",
        "a",
        "button",
        "form",
        "table",
    ):
        opened = len(re.findall(rf"<{tag}[ >]", html))
        assert opened == html.count(f"</{tag}>"), f"<{tag}> opened {opened} times"


@pytest.mark.parametrize("path", sorted(KERN.glob("*.html")), ids=lambda path: path.stem)
def test_component_documents_its_parameters(path: Path) -> None:
    comment = re.search(r"{% comment %}\n(.+?){% endcomment %}", path.read_text(), re.DOTALL)
    assert comment is not None
    assert re.search(r"^  [a-z_, ]+ {2}", comment.group(1), re.MULTILINE)


@pytest.mark.parametrize("name", ["input", "select", "checkbox", "radios", "search"])
def test_error_stands_at_its_field(name: str) -> None:
    given = {"name": "ort", "label": "Ort", "legend": "Ort", "options": (), "error": "Geben Sie den Ort ein."}
    given["options"] = ({"value": "1", "label": "Eins"},)  # type: ignore[assignment]
    html = render_to_string(f"kern/{name}.html", given)
    assert 'aria-invalid="true"' in html
    assert 'id="ort-fehler"' in html
    assert re.search(r'aria-describedby="[^"]*ort-fehler', html)
    assert html.count("Geben Sie den Ort ein.") == 1


def test_button_without_a_target_submits() -> None:
    html = render_to_string("kern/button.html", {"label": "Weiter"})
    assert '<button class="kern-btn kern-btn--primary" type="submit">' in html
    assert "disabled" not in html


@pytest.mark.parametrize("path", _templates("platform", "tenants"), ids=lambda path: path.name)
def test_template_of_an_app_writes_no_class_of_kern(path: Path) -> None:
    assert re.findall(r'class="[^"]*\bkern-[^"]*"', path.read_text()) == []


@pytest.mark.parametrize("path", _templates("platform", "tenants", "theming"), ids=lambda path: path.name)
def test_template_has_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert not re.search(r"\|\s*safe\b|autoescape off", text)


@pytest.mark.parametrize("path", _templates("platform", "tenants", "theming"), ids=lambda path: path.name)
def test_template_can_be_read_and_finds_what_it_includes(path: Path) -> None:
    name = path.as_posix().rpartition("/templates/")[2]
    get_template(name)
    for other in re.findall(r'{% (?:include|extends) "([^"]+)"', path.read_text()):
        get_template(other)


def test_no_template_is_unused() -> None:
    sources = [*_templates("platform", "tenants", "theming"), *_sources()]
    texts = {path: path.read_text() for path in sources}
    unused = []
    for path in _templates("theming"):
        name = path.as_posix().rpartition("/templates/")[2]
        # Marks are named by their key in the database; every component is on show in the gallery.
        if "/marks/" in name or name.startswith("kern/"):
            continue
        if not any(f'"{name}"' in text for other, text in texts.items() if other != path):
            unused.append(name)
    assert unused == []


def _sources() -> list[Path]:
    return [path for folder in ("platform", "tenants", "theming") for path in sorted((ROOT / folder).rglob("*.py"))]
