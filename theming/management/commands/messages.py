# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py messages compile|update`: the catalogues of the other languages."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from theming import messages


class Command(BaseCommand):
    """Compile for Django, or bring up to the texts of today."""

    help = "Übersetzt die Kataloge für Django (compile) oder bringt sie auf den Stand der Texte (update)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the two deeds."""
        parser.add_argument("deed", choices=["compile", "update"])

    def handle(self, **options: Any) -> None:
        """Run one deed and say what stands."""
        if options["deed"] == "compile":
            self.stdout.write(f"{len(messages.compile_all())} Kataloge übersetzt.")
            return
        for language, name in settings.LANGUAGES:
            if language != settings.LANGUAGE_CODE:
                catalog = messages.update(language)
                open_texts = sum(1 for message in catalog if message.id and not message.string)
                self.stdout.write(f"{name}: {len(catalog)} Texte, {open_texts} ohne Übersetzung.")
