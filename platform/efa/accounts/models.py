# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions, in the schema of the tenant on whose host they began."""

from django.db import models
from django.db.models import F, Q

from efa.wall.models import TenantModel


class Session(TenantModel):
    """What is remembered of a browser between two requests.

    Not the table of `django.contrib.sessions`, which keeps the cookie's own secret: who reads ours, in a dump or a
    backup, has nothing that a cookie could be made of. The schema says once more whose the row is, so that one that
    gets into another schema (a restore into the wrong place) opens nothing there.

    Owner: the tenant. Kept: until `expires`, then until `services.clear_expired`. Encryption class: none; `data` is
    signed, and takes ids and codes only.
    """

    id = None  # type: ignore[assignment]  # Replaced below.
    # SHA-256 in hex of the random part of the cookie.
    key = models.CharField(primary_key=True, max_length=64, editable=False)
    data = models.TextField()
    # The schema and the host that it was made for.
    tenant = models.CharField(max_length=63)
    host = models.CharField(max_length=253)
    created_at = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "Sitzung"
        constraints = [
            models.CheckConstraint(name="session_key_is_a_hash", condition=Q(key__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="session_knows_its_tenant_and_host", condition=~Q(tenant="") & ~Q(host="")),
            models.CheckConstraint(name="session_expires_after_it_began", condition=Q(expires__gt=F("created_at"))),
        ]

    def __str__(self) -> str:
        return self.key[:16]
