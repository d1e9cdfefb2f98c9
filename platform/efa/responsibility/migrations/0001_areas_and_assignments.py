# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PublishedOffice",
            fields=[
                (
                    "authority",
                    models.CharField(max_length=8, primary_key=True, serialize=False, verbose_name="AGS der Behörde"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Behörde")),
                ("office", models.CharField(max_length=120, verbose_name="Stelle")),
                ("street", models.CharField(max_length=120, verbose_name="Straße und Hausnummer")),
                ("postcode", models.CharField(max_length=5, verbose_name="Postleitzahl")),
                ("city", models.CharField(max_length=80, verbose_name="Ort")),
                ("hint", models.CharField(blank=True, max_length=120, verbose_name="Hinweis zum Ort")),
                ("phone", models.CharField(max_length=40, verbose_name="Telefon")),
                ("email", models.EmailField(max_length=254, verbose_name="E-Mail")),
                ("hours", models.JSONField(default=list, verbose_name="Sprechzeiten")),
                ("paper_de", models.CharField(blank=True, max_length=400, verbose_name="Antrag auf Papier")),
                (
                    "paper_en",
                    models.CharField(blank=True, max_length=400, verbose_name="Antrag auf Papier, englisch"),
                ),
                ("published_at", models.DateTimeField(verbose_name="veröffentlicht am")),
            ],
            options={
                "verbose_name": "veröffentlichte Behörde",
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("valid_from", models.DateField(verbose_name="gültig ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="nicht mehr gültig ab")),
                (
                    "key",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator("^([0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{9}|[0-9]{12})\\Z")
                        ],
                        verbose_name="Regionalschlüssel",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
            ],
            options={
                "verbose_name": "Gebiet",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="area_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(fields=("key", "valid_from"), name="area_one_version_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("valid_from", models.DateField(verbose_name="gültig ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="nicht mehr gültig ab")),
                ("service", models.CharField(max_length=10, verbose_name="OZG-ID")),
                (
                    "area",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator("^([0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{9}|[0-9]{12})\\Z")
                        ],
                        verbose_name="Regionalschlüssel",
                    ),
                ),
                ("authority", models.CharField(max_length=8, verbose_name="AGS der Behörde")),
            ],
            options={
                "verbose_name": "Zuständigkeit",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="assignment_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        fields=("service", "area", "authority", "valid_from"),
                        name="assignment_one_version_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostcodeArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("valid_from", models.DateField(verbose_name="gültig ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="nicht mehr gültig ab")),
                (
                    "postcode",
                    models.CharField(
                        max_length=5,
                        validators=[django.core.validators.RegexValidator("^[0-9]{5}\\Z")],
                        verbose_name="Postleitzahl",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator("^([0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{9}|[0-9]{12})\\Z")
                        ],
                        verbose_name="Regionalschlüssel",
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=120, verbose_name="Ort")),
            ],
            options={
                "verbose_name": "Postleitzahl",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="postcodearea_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        fields=("postcode", "area", "valid_from"), name="postcodearea_one_version_a_day"
                    ),
                ],
            },
        ),
    ]
