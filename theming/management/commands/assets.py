# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py assets`: prepare stylesheets, fonts and scripts for browsers."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from theming import assets


class Command(BaseCommand):
    """Needs neither database nor secrets; does nothing when nothing changed."""

    help = "Stellt KERN, eigenes CSS, Schriften und Skripte für Browser bereit."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Build `settings.ASSETS`."""
        target = Path(settings.ASSETS)
        try:
            is_new = assets.build(target)
        except assets.KitMissing as missing:
            raise CommandError(
                "Das KERN-Kit oder fonttools fehlt. Bitte „pip install efa-plattform[assets]“ ausführen."
            ) from missing
        size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
        state = "neu erstellt" if is_new else "unverändert"
        self.stdout.write(f"Dateien für Browser: {state}, {size // 1024} kB in {target}")
