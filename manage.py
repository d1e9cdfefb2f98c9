#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's command line; starts in development (`EFA_ENV`)."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one command."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "efa.config.settings.by_environment")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs the path

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
