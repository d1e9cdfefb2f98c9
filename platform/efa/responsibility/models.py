# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas, postcodes and assignments, each valid from a day until the day before another."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from efa.wall.rights import Shared

_KEY = RegexValidator(r"^([0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{9}|[0-9]{12})\Z")


def valid_on(day: date) -> Q:
    """Return the condition that leaves only what is valid on that day."""
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gt=day))


class Valid(models.Model):
    """A row that holds from `valid_from` on, and up to the day before `valid_until` where that is known."""

    rights = Shared()

    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("nicht mehr gültig ab", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            )
        ]


class Area(Valid):
    """A Land, a district or a municipality, by its ARS or the prefix of one.

    Owner: the Land. Kept: as long as the installation. Content: public facts, not encrypted.
    """

    key = models.CharField("Regionalschlüssel", max_length=12, validators=[_KEY])
    name = models.CharField("Name", max_length=120)

    class Meta(Valid.Meta):
        verbose_name = "Gebiet"
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(name="area_one_version_a_day", fields=["key", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class PostcodeArea(Valid):
    """A postcode and an area in which it lies, wholly or in part; several rows are several possible areas.

    Owner: the Land. Kept: as long as the installation. Content: public facts, not encrypted.
    """

    postcode = models.CharField("Postleitzahl", max_length=5, validators=[RegexValidator(r"^[0-9]{5}\Z")])
    area = models.CharField("Regionalschlüssel", max_length=12, validators=[_KEY])
    # What people call the place, where the area is larger than the part with this postcode: "Lieskau (Salzatal)".
    place = models.CharField("Ort", max_length=120, blank=True, default="")

    class Meta(Valid.Meta):
        verbose_name = "Postleitzahl"
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(name="postcodearea_one_version_a_day", fields=["postcode", "area", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.postcode} → {self.area}"


class Assignment(Valid):
    """Which authority is responsible for a service in an area; the longest key wins.

    Owner: the Land. Kept: as long as the installation. Content: public facts, not encrypted.
    """

    service = models.CharField("OZG-ID", max_length=10)
    area = models.CharField("Regionalschlüssel", max_length=12, validators=[_KEY])
    authority = models.CharField("AGS der Behörde", max_length=8)

    class Meta(Valid.Meta):
        verbose_name = "Zuständigkeit"
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(
                name="assignment_one_version_a_day", fields=["service", "area", "authority", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} in {self.area}: {self.authority}"


class PublishedOffice(models.Model):
    """What an authority publishes of itself, pushed here by its own deed; other pages read it from here.

    Owner: the Kommune. Kept: until it publishes anew. Content: public facts, not encrypted.
    """

    rights = Shared(
        own="EXISTS (SELECT FROM public.tenancy_kommune k"
        " WHERE k.ags = authority AND current_user = '{role}' || k.schema_name)",
        columns=("name", "office", "street", "postcode", "city", "hint", "phone", "email", "hours", "paper_de",
                 "paper_en", "published_at"),
    )  # fmt: skip

    authority = models.CharField("AGS der Behörde", max_length=8, primary_key=True)
    name = models.CharField("Behörde", max_length=120)
    office = models.CharField("Stelle", max_length=120)
    street = models.CharField("Straße und Hausnummer", max_length=120)
    postcode = models.CharField("Postleitzahl", max_length=5)
    city = models.CharField("Ort", max_length=80)
    hint = models.CharField("Hinweis zum Ort", max_length=120, blank=True)
    phone = models.CharField("Telefon", max_length=40)
    email = models.EmailField("E-Mail")
    # Rows of weekday (1 is Monday), opening and closing time as "HH:MM".
    hours = models.JSONField("Sprechzeiten", default=list)
    paper_de = models.CharField("Antrag auf Papier", max_length=400, blank=True)
    paper_en = models.CharField("Antrag auf Papier, englisch", max_length=400, blank=True)
    published_at = models.DateTimeField("veröffentlicht am")

    class Meta:
        verbose_name = "veröffentlichte Behörde"

    def __str__(self) -> str:
        return self.name
