# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogues: complete, true to the texts of today, and compiled."""

import re
from gettext import GNUTranslations

import pytest
from django.conf import settings

from theming import messages

OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]")


def texts(value):
    return list(value) if isinstance(value, tuple | list) else [value]


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_exactly_the_texts_of_today(language):
    wanted = {(message.context, str(message.id)) for message in messages.extracted() if message.id}
    has = {(message.context, str(message.id)) for message in messages.read(language) if message.id}
    assert len(wanted) > 200
    assert (wanted - has, has - wanted) == (set(), set()), "run: make messages"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_with_the_same_placeholders(language):
    for message in messages.read(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for text in texts(message.string):
            assert text, f"{message.id!r} has no translation"
            assert set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(texts(message.id)[-1])), message.id
        # Only the singular may do without its number.
        last = texts(message.string)[-1]
        assert set(PLACEHOLDER.findall(last)) == set(PLACEHOLDER.findall(texts(message.id)[-1])), message.id


def test_updating_again_changes_nothing(tmp_path, settings):
    before = messages.catalogue("en").read_bytes()
    settings.LOCALE_PATHS = [tmp_path]
    messages.catalogue("en").parent.mkdir(parents=True)
    messages.catalogue("en").write_bytes(before)
    messages.update("en")
    assert messages.catalogue("en").read_bytes() == before


def test_what_is_compiled_is_what_django_reads(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    path = messages.catalogue("en")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Guten Tag"\nmsgstr "Good day"\n'
    )
    assert messages.compile_all() == [path.with_suffix(".mo")]
    with path.with_suffix(".mo").open("rb") as file:
        assert GNUTranslations(file).gettext("Guten Tag") == "Good day"
