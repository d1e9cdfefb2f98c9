# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py seed`: fill an empty installation with the demo; prints a line for each step."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from tenants.demo import seeds


class Command(BaseCommand):
    """Seed the demo; needs the owner's login."""

    help = "Füllt eine leere Installation mit Sachsen-Anhalt und seinen vierzehn Kommunen."

    def handle(self, **_options: Any) -> None:
        """Print `seed 3/16 Name` for each step that is done, for the progress bar of the demo."""
        for number, name in enumerate(seeds.everything(at=now()), start=1):
            self.stdout.write(f"seed {number}/{seeds.STEPS} {name}")
            self.stdout.flush()
