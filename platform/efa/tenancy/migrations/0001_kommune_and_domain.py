# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2

import django.core.validators
import django.db.models.deletion
import django_tenants.postgresql_backend.base
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Kommune",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "schema_name",
                    models.CharField(
                        db_index=True,
                        max_length=63,
                        unique=True,
                        validators=[django_tenants.postgresql_backend.base._check_schema_name],
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[("land", "Land"), ("kommune", "Kommune")], default="kommune", max_length=10
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LAND", "Land"),
                            ("KREISFREIE_STADT", "kreisfreie Stadt"),
                            ("LANDKREIS", "Landkreis"),
                            ("REGIONALVERBAND", "Regionalverband"),
                            ("GEMEINDE", "Gemeinde"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "ags",
                    models.CharField(
                        max_length=8,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[0-9]{2,8}\\Z")],
                        verbose_name="AGS",
                    ),
                ),
                (
                    "ars",
                    models.CharField(
                        max_length=12,
                        validators=[django.core.validators.RegexValidator("^[0-9]{2,12}\\Z")],
                        verbose_name="ARS",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="amtlicher Name")),
                ("short_name", models.CharField(max_length=60, verbose_name="Kurzname")),
                (
                    "population",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="Einwohnerinnen und Einwohner"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("INVITED", "eingeladen"),
                            ("CONFIGURING", "wird eingerichtet"),
                            ("TESTING", "Testbetrieb"),
                            ("LIVE", "in Betrieb"),
                            ("SUSPENDED", "ausgesetzt"),
                            ("ARCHIVED", "stillgelegt"),
                        ],
                        default="INVITED",
                        max_length=12,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "resumes_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("INVITED", "eingeladen"),
                            ("CONFIGURING", "wird eingerichtet"),
                            ("TESTING", "Testbetrieb"),
                            ("LIVE", "in Betrieb"),
                            ("SUSPENDED", "ausgesetzt"),
                            ("ARCHIVED", "stillgelegt"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("theme", models.CharField(blank=True, default="", max_length=16)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Kommune",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "LAND"), ("type", "land")),
                            models.Q(("type", "kommune"), models.Q(("kind", "LAND"), _negated=True)),
                            _connector="OR",
                        ),
                        name="kommune_type_is_land_where_kind_is_land",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("type", "land")), fields=("type",), name="kommune_only_one_land"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("schema_name__regex", "^(land|k_[a-z2-7]{12})$")),
                        name="kommune_schema_name_is_generated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "SUSPENDED"), ("resumes_as", ""), _connector="XOR"),
                        name="kommune_suspended_knows_what_it_resumes_as",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at", None), ("state", "INVITED")),
                            models.Q(models.Q(("state", "INVITED"), _negated=True), ("opened_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="kommune_opened_unless_invited",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Domain",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("domain", models.CharField(db_index=True, max_length=253, unique=True)),
                ("is_primary", models.BooleanField(db_index=True, default=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("land", "öffentliche Seiten des Landes"),
                            ("ministry", "Arbeitsplatz des Ministeriums"),
                            ("kommune", "Portal einer Kommune"),
                        ],
                        default="kommune",
                        max_length=10,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="domains",
                        to="tenancy.kommune",
                    ),
                ),
            ],
            options={
                "verbose_name": "Adresse",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("domain__regex", "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$")),
                        name="domain_is_a_host_in_lower_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_primary", True)),
                        fields=("tenant", "kind"),
                        name="domain_one_primary_per_tenant_and_kind",
                    ),
                ],
            },
        ),
    ]
