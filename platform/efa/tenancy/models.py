# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kommunen and their hosts."""

import re
import secrets
import string
from typing import Final

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django_tenants.models import DomainMixin, TenantMixin

from efa.wall.rights import CLOSED, Shared

_ALPHABET: Final = string.ascii_lowercase + "234567"
SCHEMA_NAME: Final = re.compile(r"k_[a-z2-7]{12}")
HOST_NAME: Final = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
)


def new_schema_name() -> str:
    """Return a name that no person typed, that says nothing, and that was never used (60 random bits)."""
    return "k_" + "".join(secrets.choice(_ALPHABET) for _ in range(12))


class Kind(models.TextChoices):
    """Kinds of territorial authority, by the text codes 41 to 45 of the GV100AD register."""

    LAND = "LAND", "Land"
    KREISFREIE_STADT = "KREISFREIE_STADT", "kreisfreie Stadt"
    LANDKREIS = "LANDKREIS", "Landkreis"
    REGIONALVERBAND = "REGIONALVERBAND", "Regionalverband"
    GEMEINDE = "GEMEINDE", "Gemeinde"


class State(models.TextChoices):
    """The state of life of a tenant."""

    INVITED = "INVITED", "eingeladen"
    CONFIGURING = "CONFIGURING", "wird eingerichtet"
    TESTING = "TESTING", "Testbetrieb"
    LIVE = "LIVE", "in Betrieb"
    SUSPENDED = "SUSPENDED", "ausgesetzt"
    ARCHIVED = "ARCHIVED", "stillgelegt"


class Kommune(TenantMixin):  # type: ignore[misc]  # django-tenants has no types.
    """A Kommune with a schema of its own. The Land stands in the same table, with the kind `LAND`.

    Owner: the Land. Kept: as long as the installation. Content: public facts, not encrypted.
    """

    class Type(models.TextChoices):
        """Which tables the schema has (`TENANT_TYPES`)."""

        LAND = "land", "Land"
        KOMMUNE = "kommune", "Kommune"

    rights = Shared(own="current_user = '{role}' || schema_name", columns=("theme",), inserts=False)

    # Opening and closing are deeds of their own, never a side effect of saving a row.
    auto_create_schema = False
    auto_drop_schema = False

    type = models.CharField(max_length=10, choices=Type.choices, default=Type.KOMMUNE)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # Not always an official key: a city with several authorities gets a fictitious one for each.
    ags = models.CharField("AGS", max_length=8, unique=True, validators=[RegexValidator(r"^[0-9]{2,8}\Z")])
    ars = models.CharField("ARS", max_length=12, validators=[RegexValidator(r"^[0-9]{2,12}\Z")])
    name = models.CharField("amtlicher Name", max_length=120)
    short_name = models.CharField("Kurzname", max_length=60)
    population = models.PositiveIntegerField("Einwohnerinnen und Einwohner", null=True, blank=True)
    state = models.CharField("Stand", max_length=12, choices=State.choices, default=State.INVITED)
    # Where suspended, the state to which reopening returns.
    resumes_as = models.CharField(max_length=12, choices=State.choices, blank=True, default="")
    # The address of the published look, a fact that the tenant's own deed pushes here.
    theme = models.CharField(max_length=16, blank=True, default="")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Kommune"
        constraints = [
            models.CheckConstraint(
                name="kommune_type_is_land_where_kind_is_land",
                condition=Q(type="land", kind="LAND") | (Q(type="kommune") & ~Q(kind="LAND")),
            ),
            models.UniqueConstraint(name="kommune_only_one_land", fields=["type"], condition=Q(type="land")),
            models.CheckConstraint(
                name="kommune_schema_name_is_generated",
                condition=Q(schema_name__regex=r"^(land|k_[a-z2-7]{12})$"),
            ),
            models.CheckConstraint(
                name="kommune_suspended_knows_what_it_resumes_as",
                condition=Q(state="SUSPENDED") ^ Q(resumes_as=""),
            ),
            models.CheckConstraint(
                name="kommune_opened_unless_invited",
                condition=Q(state="INVITED", opened_at=None) | (~Q(state="INVITED") & Q(opened_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Save the row as it is; the database decides who may."""
        models.Model.save(self, *args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed on.


class HostKind(models.TextChoices):
    """Which URL map a host gets."""

    LAND = "land", "öffentliche Seiten des Landes"
    MINISTRY = "ministry", "Arbeitsplatz des Ministeriums"
    KOMMUNE = "kommune", "Portal einer Kommune"


class Domain(DomainMixin):  # type: ignore[misc]  # django-tenants has no types.
    """A host name, in lower case, without port and without a dot at the end.

    Owner: the Land. Kept: as long as the tenant. Content: public facts, not encrypted.
    """

    rights = Shared()

    kind = models.CharField(max_length=10, choices=HostKind.choices, default=HostKind.KOMMUNE)

    class Meta:
        verbose_name = "Adresse"
        constraints = [
            models.CheckConstraint(
                name="domain_is_a_host_in_lower_case",
                condition=Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$"),
            ),
            models.UniqueConstraint(
                name="domain_one_primary_per_tenant_and_kind",
                fields=["tenant", "kind"],
                condition=Q(is_primary=True),
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """Save the row as it is; which host is the primary one is decided by the deed."""
        models.Model.save(self, *args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed on.


class Recording(models.Model):
    """What migrating a new schema of one type sends to the database, replayed to open a tenant.

    `digest` names the migrations it was recorded from, `catalogue` what the schema looks like afterwards.

    Owner: the installation. Kept: until it is recorded anew. Content: table definitions, not encrypted.
    """

    rights = CLOSED

    type = models.CharField(max_length=10, choices=Kommune.Type.choices, primary_key=True)
    digest = models.CharField(max_length=64)
    catalogue = models.CharField(max_length=64)
    statements = models.JSONField()

    class Meta:
        verbose_name = "Aufzeichnung"

    def __str__(self) -> str:
        return f"{self.type} {self.digest[:12]}"


class Spare(models.Model):
    """An empty schema with its role, ready to be given to the next Kommune.

    Owner: the installation. Kept: until it is given away or too old. Content: names without meaning, not encrypted.
    """

    rights = CLOSED

    schema_name = models.CharField(max_length=14, primary_key=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "Schema auf Vorrat"
        verbose_name_plural = "Schemas auf Vorrat"
        constraints = [
            models.CheckConstraint(
                name="spare_schema_name_is_generated", condition=Q(schema_name__regex=r"^k_[a-z2-7]{12}$")
            ),
        ]

    def __str__(self) -> str:
        return self.schema_name
