# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What browsers load: complete, small, the same each time."""

import hashlib
import re
import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from fontTools.ttLib import TTFont
from pytest_django.fixtures import Settings

from theming import assets
from theming.models import Mark

ROOT = Path(__file__).resolve().parents[2]
MARKS = ROOT / "theming" / "templates" / "theming" / "marks"
# The combining marks of the sequences in DIN 91379, and letters from each of its blocks.
DIN_MARKS = "\u0300\u0301\u0302\u0304\u0306\u0307\u0308\u030b\u030c\u030d\u0323\u0325\u0326\u0327\u0328\u0331\u031b"
DIN_LETTERS = "AZazÄÖÜäöüßẞÀÿĀžƇƈƏəƗɨƠơƯưƷʒǍǰǴǿȒȓȘșȚțȞȟȧȨȩȪȳḂḃḌḍẠạỸỹŁłŐőŞşĞğİıÐðÞþŒœ"
DIN_SIGNS = "' ,-.`~¨´·ʹʺʿˈˌ’‡§€„“–"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, built once."""
    target = tmp_path_factory.mktemp("assets") / "assets"
    assert assets.build(target)
    return target


def contents(folder: Path) -> dict[str, str]:
    """Digest of each file by its path."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_build_is_complete_and_readable_for_the_web_server(built: Path) -> None:
    assert {"kern.min.css", "efa.css", "fonts.css", "favicon.svg", "js/suggest.js"} <= set(contents(built))
    assert built.stat().st_mode & 0o005 == 0o005
    assert (built / "licenses" / "fira-sans-OFL-1.1.txt").read_text().count("SIL OPEN FONT LICENSE")
    assert "EUPL" in (built / "licenses" / "kern-ux-EUPL-1.2.txt").read_text()


def test_kit_is_copied_unchanged(built: Path) -> None:
    assert (built / "kern.min.css").read_bytes() == (assets.kit() / "kern.min.css").read_bytes()


def test_build_gives_the_same_bytes_again(built: Path, tmp_path: Path) -> None:
    assets.build(tmp_path / "assets")
    assert contents(tmp_path / "assets") == contents(built)


def test_build_does_nothing_while_the_sources_stay_and_replaces_all_when_they_change(tmp_path: Path) -> None:
    target = tmp_path / "assets"
    target.mkdir()
    (target / ".inputs").write_text("other sources")
    (target / "stale.css").write_text("")
    assert assets.build(target)
    assert not (target / "stale.css").exists()
    (target / "efa.css").write_text("kept")
    assert not assets.build(target)
    assert (target / "efa.css").read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["assets"]


def test_build_that_breaks_leaves_the_old_files(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "assets"
    target.mkdir()
    (target / "efa.css").write_text("old")
    monkeypatch.setattr(assets, "font_faces", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        assets.build(target)
    assert contents(target) == {"efa.css": hashlib.sha256(b"old").hexdigest()}


def test_missing_kit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(assets.KitMissing):
        assets.kit()


def letters(path: Path) -> set[int]:
    """The code points of a font."""
    with TTFont(path) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("weight", ["400", "600"])
def test_font_has_the_letters_of_din_91379_and_is_small(built: Path, weight: str) -> None:
    path = built / "fonts" / f"efa-sans-{weight}-latin.woff2"
    assert path.stat().st_size < 24_000
    has = letters(path)
    missing = {c for c in DIN_LETTERS + DIN_MARKS + DIN_SIGNS if ord(c) not in has}
    assert not missing, [unicodedata.name(c) for c in sorted(missing)]


@pytest.mark.parametrize("weight", ["400", "600"])
@pytest.mark.parametrize("script", ["latin", "cyrillic"])
def test_cutting_loses_no_letter_the_font_has(built: Path, weight: str, script: str) -> None:
    source = {"400": "Regular", "600": "SemiBold"}[weight]
    whole = letters(assets.kit() / "fonts" / "fira-sans" / f"FiraSans-{source}.woff2")
    cut = letters(built / "fonts" / f"efa-sans-{weight}-{script}.woff2")
    assert cut >= assets.code_points(assets.RANGES[script]) & whole


def test_cyrillic_lies_in_files_of_its_own(built: Path) -> None:
    has = letters(built / "fonts" / "efa-sans-400-cyrillic.woff2")
    assert all(ord(letter) in has for letter in "АБВабвЁёЄєІіЇїҐґЎў")
    assert not assets.code_points(assets.RANGES["latin"]) & assets.code_points(assets.RANGES["cyrillic"])


def test_font_keeps_its_licence_and_gives_back_its_reserved_name(built: Path) -> None:
    for path in (built / "fonts").iterdir():
        with TTFont(path) as font:
            names = {record.nameID: str(record) for record in font["name"].names}
        assert names[1] == assets.FAMILY
        assert "Fira" not in "".join(names[number] for number in (1, 2, 4, 6))
        assert "Mozilla" in names[0]
        assert "Open Font License" in names[13]
    assert f'"{assets.FAMILY}"' in (built / "efa.css").read_text()


def test_faces_name_the_files_and_cover_all_weights_of_the_kit(built: Path) -> None:
    css = (built / "fonts.css").read_text()
    assert set(re.findall(r'url\("(.*?)"\)', css)) == {f"fonts/{path.name}" for path in (built / "fonts").iterdir()}
    assert set(re.findall(r"font-weight:([^;]*)", css)) == {"400", "500 700"}
    wanted = set(re.findall(r"font-weight-[a-z-]+: (\d+)", (built / "kern.min.css").read_text()))
    assert wanted == {"400", "500", "600"}


def test_stylesheet_is_whole_and_names_no_other_host() -> None:
    css = assets.stylesheet()
    assert css.startswith("/* SPDX-FileCopyrightText")
    assert css.count("/*") == 1
    assert css.count("{") == css.count("}")
    assert not re.search(r"url\(|@import|https?:", css)
    # A rule inside a list of selectors made browsers drop the list, icons in forced colours with it.
    assert not re.search(r"[^{};]+,\s*@media", css)
    assert re.search(r"\.efa-state \.kern-icon, \.efa-header \.kern-icon \{ background-color: CanvasText", css)


def test_stylesheet_uses_colours_of_the_theme_and_no_sides() -> None:
    css = assets.stylesheet()
    screen = css[: css.index("@media print")]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", screen)
    own = screen[: screen.index("[dir=rtl]")]
    assert not re.search(r"(?<![-\w])(margin|padding|border)-(left|right)|[\s{;](left|right|float):", own)


def test_every_class_of_ours_in_a_template_has_its_rule() -> None:
    known = set(re.findall(r"\.(efa-[\w-]+)", assets.stylesheet()))
    for folder in ("theming", "platform", "tenants"):
        for path in (ROOT / folder).rglob("*.html"):
            used = set(re.findall(r"(?<![\w./-])(efa-[a-z0-9_-]*[a-z0-9])(?![\w{.-])", path.read_text()))
            assert used <= known, f"{path.name}: {used - known}"


def test_library_has_a_drawing_for_each_mark_and_no_two_alike() -> None:
    drawings = {path.stem: path.read_text().splitlines()[-1] for path in MARKS.glob("*.html")}
    assert set(drawings) == set(Mark.values)
    assert len(drawings) >= 16
    assert len(set(drawings.values())) == len(drawings)
    for name, drawing in drawings.items():
        assert drawing.startswith('<svg class="efa-brand__mark" viewBox="0 0 48 48" aria-hidden="true"'), name
        assert not re.search(r"style=|fill=|<script|<text|href|\bon\w+=", drawing), name


def test_command_says_what_it_did_and_where(tmp_path: Path, settings: Settings) -> None:
    settings.ASSETS = tmp_path / "assets"
    first, second = StringIO(), StringIO()
    call_command("assets", stdout=first)
    call_command("assets", stdout=second)
    assert "neu erstellt" in first.getvalue()
    assert "unverändert" in second.getvalue()
    assert str(tmp_path) in second.getvalue()


def test_command_names_the_cure_when_the_kit_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    settings.ASSETS = tmp_path / "assets"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CommandError, match="pip install"):
        call_command("assets")
