# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions about the look of the current schema."""

from theming.models import Branding, Provider


def branding() -> Branding | None:
    """Return words and mark of the host, or nothing when they were never set."""
    return Branding.objects.order_by("pk").first()


def provider() -> Provider | None:
    """Return who answers for the host, or nothing when it was never set."""
    return Provider.objects.order_by("pk").first()
