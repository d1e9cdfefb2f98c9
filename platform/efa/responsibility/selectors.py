# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions: the directory of a day, and what the authorities publish."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.timezone import localdate

from efa.registers.memory import Register
from efa.responsibility.directory import Directory
from efa.responsibility.models import Area, Assignment, PostcodeArea, PublishedOffice, valid_on

EINBUERGERUNG: Final = "10257"  # OZG-ID


def directory_on(day: date, *, service: str = EINBUERGERUNG) -> Directory:
    """Load the directory of any day, in three queries."""
    return Directory(
        areas=Area.objects.filter(valid_on(day)).order_by("key").values_list("key", "name"),
        postcodes=PostcodeArea.objects.filter(valid_on(day))
        .order_by("postcode", "area")
        .values_list("postcode", "area", "place"),
        assignments=Assignment.objects.filter(valid_on(day), service=service)
        .order_by("area", "authority")
        .values_list("area", "authority"),
    )


def _today() -> Directory:
    return directory_on(localdate())


def _offices() -> Mapping[str, PublishedOffice]:
    return {office.authority: office for office in PublishedOffice.objects.order_by("authority")}


directory: Final = Register("responsibility", _today, also=localdate)
offices: Final = Register("offices", _offices)
