# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2

import uuid

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Office",
            fields=[
                ("single", models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, verbose_name="Stelle")),
                ("street", models.CharField(max_length=120, verbose_name="Straße und Hausnummer")),
                (
                    "postcode",
                    models.CharField(
                        max_length=5,
                        validators=[django.core.validators.RegexValidator("^[0-9]{5}\\Z")],
                        verbose_name="Postleitzahl",
                    ),
                ),
                ("city", models.CharField(max_length=80, verbose_name="Ort")),
                ("hint", models.CharField(blank=True, max_length=120, verbose_name="Hinweis zum Ort")),
                (
                    "phone",
                    models.CharField(
                        max_length=40,
                        validators=[django.core.validators.RegexValidator("^\\+?[0-9][0-9 /()-]*\\Z")],
                        verbose_name="Telefon",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-Mail")),
                ("consultation_de", models.CharField(blank=True, max_length=400, verbose_name="Beratung")),
                ("consultation_en", models.CharField(blank=True, max_length=400, verbose_name="Beratung, englisch")),
                ("paper_de", models.CharField(blank=True, max_length=400, verbose_name="Antrag auf Papier")),
                ("paper_en", models.CharField(blank=True, max_length=400, verbose_name="Antrag auf Papier, englisch")),
            ],
            options={
                "verbose_name": "Behörde",
                "abstract": False,
                "constraints": [models.CheckConstraint(condition=models.Q(("single", True)), name="office_is_one_row")],
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(7),
                        ],
                        verbose_name="Wochentag",
                    ),
                ),
                ("opens_at", models.TimeField(verbose_name="von")),
                ("closes_at", models.TimeField(verbose_name="bis")),
            ],
            options={
                "verbose_name": "Sprechzeit",
                "verbose_name_plural": "Sprechzeiten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (1, 7))), name="openinghours_weekday_is_1_to_7"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="openinghours_closes_after_it_opens",
                    ),
                    models.UniqueConstraint(fields=("weekday", "opens_at"), name="openinghours_once"),
                ],
            },
        ),
    ]
