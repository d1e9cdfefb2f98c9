# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions about this Kommune's office."""

from tenants.instance.models import Office, OpeningHours


def office() -> Office | None:
    """Return the office, or nothing where it has not been entered yet."""
    return Office.objects.order_by("pk").first()


def hours() -> list[tuple[int, str, str]]:
    """Return weekday, opening and closing time ("09:00"), in the order of the week."""
    rows = OpeningHours.objects.order_by("weekday", "opens_at").values_list("weekday", "opens_at", "closes_at")
    return [(weekday, f"{opens:%H:%M}", f"{closes:%H:%M}") for weekday, opens, closes in rows]
