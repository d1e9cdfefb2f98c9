# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What browsers load besides the page: the unchanged KERN kit, our CSS and scripts, fonts cut to size."""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from efa.vocabulary.errors import DomainError

_HERE: Final = Path(__file__).resolve().parent
_STAMP: Final = ".inputs"
_COMMENT: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_LICENCE: Final = (
    "/* SPDX-FileCopyrightText: 2026 EfA-Plattform contributors\n   SPDX-License-Identifier: EUPL-1.2 */\n"
)

# The licence of the font reserves its name for the unchanged font, so the cut one has a name of its own; the
# token for the font in `css/00-tokens.css` says the same name.
FAMILY: Final = "Efa Sans"


@dataclass(frozen=True, slots=True)
class Weight:
    """One file of the kit and the weights it stands for; KERN asks for 400, 500 and 600."""

    source: str
    name: str
    css: str


WEIGHTS: Final = (
    Weight(source="FiraSans-Regular", name="400", css="400"),
    # 500 would fall back to the regular face, and 700 would be smeared from the bold one.
    Weight(source="FiraSans-SemiBold", name="600", css="500 700"),
)

# Latin: letters, combining marks and signs of DIN 91379 and the typography of our texts. Cyrillic: Russian,
# Ukrainian and their neighbours, loaded only by pages that hold such letters.
RANGES: Final = {
    "latin": (
        "U+20-7E,U+A0-17F,U+187-188,U+18F,U+197,U+1A0-1A1,U+1AF-1B0,U+1B7,U+1CD-1DC,U+1DE-1DF,U+1E2-1F0,U+1F4-1F5,"
        "U+1F8-1FF,U+212-213,U+218-21B,U+21E-21F,U+227-233,U+259,U+268,U+292,U+2B9-2BF,U+2C8,U+2CC,U+300-331,U+35F,"
        "U+1E02-1EF9,U+2010-2014,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2190-2193,U+2212"
    ),
    "cyrillic": "U+400-45F,U+490-493,U+4B0-4B1,U+4D8-4D9,U+4E8-4E9,U+2116",
}
_FEATURES: Final = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum"]
# Copyright, licence and the address of its text stay in the font; the names are ours.
_KEPT_NAMES: Final = [0, 13, 14]


class KitMissing(DomainError):
    """The package with the KERN kit is not installed (`pip install efa-plattform[assets]`)."""

    def __init__(self) -> None:
        super().__init__(code="assets.kit_missing")


def kit() -> Path:
    """Return the folder of the unchanged KERN kit. Raise `KitMissing`."""
    found = importlib.util.find_spec("mkdocs_kern_ux")
    if found is None or found.origin is None:
        raise KitMissing
    return Path(found.origin).parent / "kern-ux" / "vendor" / "kern"


def build(target: Path) -> bool:
    """Make `target` hold what browsers load; whole or not at all. Return whether there was work to do.

    Nothing happens while the sources are the ones `target` was made from. Two at once wait for each other.
    Raise `KitMissing`.
    """
    stamp = _stamp()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target.with_name(target.name + ".lock")):
        if (target / _STAMP).is_file() and (target / _STAMP).read_text() == stamp:
            return False
        with tempfile.TemporaryDirectory(prefix=f"{target.name}.", dir=target.parent) as workshop:
            fresh = Path(workshop) / "fresh"
            _make(fresh)
            (fresh / _STAMP).write_text(stamp)
            if target.exists():
                target.rename(Path(workshop) / "old")
            fresh.rename(target)
    return True


def stylesheet() -> str:
    """Return our stylesheet: the files of `css/` in the order of their numbers, without comments."""
    parts = (_COMMENT.sub("", path.read_text()) for path in _own("css"))
    return _LICENCE + "".join(parts)


def font_faces() -> str:
    """Return the rules that load a font file only where a page needs one of its letters."""
    faces = (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight.css};font-style:normal;font-display:swap;'
        f'src:url("fonts/{_font_name(weight, script)}") format("woff2");unicode-range:{ranges}}}\n'
        for weight in WEIGHTS
        for script, ranges in RANGES.items()
    )
    return _LICENCE + "".join(faces)


def code_points(ranges: str) -> set[int]:
    """Return the code points that a `unicode-range` names."""
    points: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def _make(folder: Path) -> None:
    for name in ("fonts", "js", "licenses"):
        (folder / name).mkdir(parents=True)
    shutil.copyfile(kit() / "kern.min.css", folder / "kern.min.css")
    shutil.copyfile(kit() / "LICENSE.txt", folder / "licenses" / "kern-ux-EUPL-1.2.txt")
    shutil.copyfile(kit() / "fonts" / "fira-sans" / "OFL.txt", folder / "licenses" / "fira-sans-OFL-1.1.txt")
    (folder / "efa.css").write_text(stylesheet())
    (folder / "fonts.css").write_text(font_faces())
    for source in _own("icons"):
        shutil.copyfile(source, folder / source.name)
    for source in _own("js"):
        shutil.copyfile(source, folder / "js" / source.name)
    for weight in WEIGHTS:
        for script, ranges in RANGES.items():
            _cut(weight, ranges, folder / "fonts" / _font_name(weight, script))


def _cut(weight: Weight, ranges: str, target: Path) -> None:
    from fontTools import subset  # noqa: PLC0415 -- slow to load, and absent where assets come ready-made

    options = subset.Options(flavor="woff2", hinting=False, layout_features=_FEATURES, name_IDs=_KEPT_NAMES)
    style = "Regular" if weight.name == "400" else "SemiBold"
    whole = f"{FAMILY} {style}"
    with subset.load_font(str(_face(weight)), options) as font:
        # These bits mean nothing in the version of the table that the font has, and fontTools warns of them.
        font["OS/2"].fsSelection &= 0x7F
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=code_points(ranges))
        cutter.subset(font)
        for number, text in ((1, FAMILY), (2, style), (4, whole), (6, whole.replace(" ", ""))):
            font["name"].setName(text, number, 3, 1, 0x409)
        subset.save_font(font, str(target), options)


def _stamp() -> str:
    try:
        digest = hashlib.sha256(importlib.metadata.version("fonttools").encode())
    except importlib.metadata.PackageNotFoundError as missing:
        raise KitMissing from missing
    for path in (
        Path(__file__),
        *_own("css"),
        *_own("js"),
        *_own("icons"),
        kit() / "kern.min.css",
        *(_face(weight) for weight in WEIGHTS),
    ):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _own(folder: str) -> list[Path]:
    return sorted(path for path in (_HERE / folder).iterdir() if path.suffix in {".css", ".js", ".svg"})


def _face(weight: Weight) -> Path:
    return kit() / "fonts" / "fira-sans" / f"{weight.source}.woff2"


def _font_name(weight: Weight, script: str) -> str:
    return f"efa-sans-{weight.name}-{script}.woff2"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
