# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The office of this Kommune and its hours."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from efa.wall.models import TenantModel
from theming.models import Facts


class Office(Facts):
    """Where one goes, calls and writes; one row, all of it published.

    Owner: the Kommune. Kept: until it is replaced. Content: public facts, not encrypted.
    """

    name = models.CharField("Stelle", max_length=120)
    street = models.CharField("Straße und Hausnummer", max_length=120)
    postcode = models.CharField("Postleitzahl", max_length=5, validators=[RegexValidator(r"^[0-9]{5}\Z")])
    city = models.CharField("Ort", max_length=80)
    hint = models.CharField("Hinweis zum Ort", max_length=120, blank=True)
    phone = models.CharField("Telefon", max_length=40, validators=[RegexValidator(r"^\+?[0-9][0-9 /()-]*\Z")])
    email = models.EmailField("E-Mail")
    consultation_de = models.CharField("Beratung", max_length=400, blank=True)
    consultation_en = models.CharField("Beratung, englisch", max_length=400, blank=True)
    paper_de = models.CharField("Antrag auf Papier", max_length=400, blank=True)
    paper_en = models.CharField("Antrag auf Papier, englisch", max_length=400, blank=True)

    class Meta(Facts.Meta):
        abstract = False
        verbose_name = "Behörde"
        constraints = [models.CheckConstraint(name="office_is_one_row", condition=Q(single=True))]

    def __str__(self) -> str:
        return self.name


class OpeningHours(TenantModel):
    """A span of one weekday; Monday is 1.

    Owner: the Kommune. Kept: until it is replaced. Content: public facts, not encrypted.
    """

    weekday = models.PositiveSmallIntegerField("Wochentag", validators=[MinValueValidator(1), MaxValueValidator(7)])
    opens_at = models.TimeField("von")
    closes_at = models.TimeField("bis")

    class Meta:
        verbose_name = "Sprechzeit"
        verbose_name_plural = "Sprechzeiten"
        constraints = [
            models.CheckConstraint(name="openinghours_weekday_is_1_to_7", condition=Q(weekday__range=(1, 7))),
            models.CheckConstraint(name="openinghours_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))),
            models.UniqueConstraint(name="openinghours_once", fields=["weekday", "opens_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"
