# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stamps by which every process notices a change."""

import secrets

from django.db import models

from efa.wall.rights import Shared


class RegisterVersion(models.Model):
    """A stamp for each register that processes keep in memory; each change sets a new one.

    A stamp is random and not counted up: a number that was rolled back, or lost with the restore of a backup, would
    be given a second time, and a process that had seen it would keep what never came to be.

    Owner: the Land. Kept: as long as the installation. Content: numbers, not encrypted.
    """

    # What a tenant publishes of itself: its look (hosts) and its office.
    rights = Shared(own="register IN ('hosts', 'offices')", columns=("stamp",))

    register = models.CharField(primary_key=True, max_length=30)
    stamp = models.BigIntegerField()

    class Meta:
        verbose_name = "Stand eines Verzeichnisses"

    def __str__(self) -> str:
        return f"{self.register}: {self.stamp}"

    @staticmethod
    def renew(register: str) -> None:
        """Stamp a change, as part of the transaction that makes it."""
        RegisterVersion.objects.bulk_create(
            [RegisterVersion(register=register, stamp=secrets.randbits(62) + 1)],
            update_conflicts=True,
            unique_fields=["register"],
            update_fields=["stamp"],
        )
