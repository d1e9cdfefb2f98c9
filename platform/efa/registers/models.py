# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counters by which every process notices a change."""

from django.db import models
from django.db.models import F


class RegisterVersion(models.Model):
    """A counter for each register that processes keep in memory; it grows with each change.

    Owner: the Land. Kept: as long as the installation. Content: numbers, not encrypted.
    """

    register = models.CharField(primary_key=True, max_length=30)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "Stand eines Verzeichnisses"

    def __str__(self) -> str:
        return f"{self.register}: {self.number}"

    @classmethod
    def grow(cls, register: str) -> None:
        """Count one change; part of the transaction that makes it."""
        if not cls.objects.filter(register=register).update(number=F("number") + 1):
            cls.objects.create(register=register, number=1)
