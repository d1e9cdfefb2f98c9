# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Extract, update and compile the catalogues, with Babel instead of the gettext programs.

The German text in code and templates is the source; one catalogue a language stands in `theming/locale`.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

DOMAIN: Final = "django"
_FOLDERS: Final = ("platform/efa", "tenants", "theming", "api")
# Texts for administrators on the command line and labels of tables stay German.
_KEYWORDS: Final = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
_HEADER: Final = """\
# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
msgid ""
msgstr ""
"Language: %(language)s\\n"
"Plural-Forms: %(plurals)s\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def extracted() -> Catalog:
    """Return a catalogue of all texts in code and templates, in the order of their places."""
    catalog = Catalog(domain=DOMAIN)
    for path in _sources():
        place = path.relative_to(settings.BASE_DIR).as_posix()
        for line, message, comments, context in _texts(path):
            catalog.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return catalog


def catalogue(language: str) -> Path:
    """Return the path of a language's catalogue."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Return a language's catalogue, empty where there is none yet."""
    path = catalogue(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def update(language: str) -> Catalog:
    """Bring a catalogue up to the texts of today; what is gone goes, nothing is guessed."""
    catalog = read(language)
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _write(catalog, catalogue(language))
    return catalog


def _write(catalog: Catalog, path: Path) -> None:
    body = io.BytesIO()
    write_po(body, catalog, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True, omit_header=True)
    # Dates and names of tools in the header would change with each run and say nothing.
    header = _HEADER % {"language": catalog.locale_identifier, "plurals": catalog.plural_forms}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + body.getvalue())


def compile_all() -> list[Path]:
    """Write the binary catalogues that Django reads; return their paths."""
    written = []
    for path in sorted(Path(settings.LOCALE_PATHS[0]).glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parents[1].name, domain=DOMAIN)
        target = path.with_suffix(".mo")
        # Written beside and renamed, so that a running server never reads half a file.
        part = target.with_suffix(".mo.part")
        with part.open("wb") as file:
            write_mo(file, catalog)
        part.replace(target)
        written.append(target)
    return written


def _sources() -> Iterator[Path]:
    for folder in _FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def _texts(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What surrounds the texts becomes fillers, whose indentation would be an error to Python's tokenizer.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).split("\n"))
    yield from extract("python", io.BytesIO(source.encode()), _KEYWORDS, ("Translators:",))
