# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words, colours and provider of a host."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Branding",
            fields=[
                ("single", models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("hexagons", "Drei Waben"),
                            ("hills", "Hügel"),
                            ("towers", "Zwei Bögen am Fluss"),
                            ("river", "Fluss"),
                            ("waves", "Wellen"),
                            ("leaf", "Blatt"),
                            ("wheel", "Rad"),
                            ("bridge", "Brücke"),
                            ("sun", "Sonne"),
                            ("fields", "Felder"),
                            ("grid", "Gitter"),
                            ("steps", "Treppe"),
                            ("crystal", "Kristall"),
                            ("vines", "Reihen am Hang"),
                            ("rings", "Ringe"),
                            ("sail", "Segel"),
                            ("weave", "Geflecht"),
                        ],
                        default="hexagons",
                        max_length=20,
                    ),
                ),
                ("service_line_de", models.CharField(max_length=60)),
                ("service_line_en", models.CharField(max_length=60)),
                ("claim_de", models.CharField(blank=True, max_length=160)),
                ("claim_en", models.CharField(blank=True, max_length=160)),
                ("footer_de", models.CharField(blank=True, max_length=300)),
                ("footer_en", models.CharField(blank=True, max_length=300)),
                (
                    "sign_language_url",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                    ),
                ),
                (
                    "easy_language_url",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                    ),
                ),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("single", True)), name="branding_is_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("single", models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                ("official_name", models.CharField(max_length=160)),
                ("street", models.CharField(max_length=120)),
                (
                    "postcode",
                    models.CharField(
                        max_length=5, validators=[django.core.validators.RegexValidator("\\A[0-9]{5}\\Z")]
                    ),
                ),
                ("city", models.CharField(max_length=80)),
                (
                    "phone",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\+?[0-9][0-9 /()\\u2013-]{3,38}\\Z",
                                "Das ist keine Telefonnummer.",
                                code="phone",
                            )
                        ],
                    ),
                ),
                (
                    "email",
                    models.CharField(max_length=254, validators=[django.core.validators.EmailValidator()]),
                ),
                ("represented_by", models.CharField(max_length=160)),
                ("supervisory_authority", models.CharField(max_length=200)),
                ("vat_id", models.CharField(blank=True, max_length=20)),
                ("dpo_name", models.CharField(max_length=160)),
                (
                    "dpo_email",
                    models.CharField(max_length=254, validators=[django.core.validators.EmailValidator()]),
                ),
                ("data_protection_authority", models.CharField(max_length=200)),
                (
                    "accessibility_status",
                    models.CharField(
                        choices=[
                            ("CONFORMING", "vollständig mit den Anforderungen vereinbar"),
                            ("PARTLY", "teilweise mit den Anforderungen vereinbar"),
                            ("NOT", "nicht mit den Anforderungen vereinbar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("accessibility_assessed_date", models.DateField()),
                ("accessibility_gaps_de", models.TextField(blank=True, max_length=2000)),
                ("accessibility_gaps_en", models.TextField(blank=True, max_length=2000)),
                (
                    "feedback_email",
                    models.CharField(max_length=254, validators=[django.core.validators.EmailValidator()]),
                ),
                (
                    "feedback_phone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\+?[0-9][0-9 /()\\u2013-]{3,38}\\Z",
                                "Das ist keine Telefonnummer.",
                                code="phone",
                            )
                        ],
                    ),
                ),
                ("enforcement_body", models.CharField(max_length=200)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("single", True)), name="provider_is_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(("accessibility_status__in", ["CONFORMING", "PARTLY", "NOT"])),
                        name="provider_accessibility_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accessibility_status", "CONFORMING"),
                            models.Q(
                                models.Q(("accessibility_gaps_de", ""), _negated=True),
                                models.Q(("accessibility_gaps_en", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="provider_names_its_accessibility_gaps",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedTheme",
            fields=[
                ("digest", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("css", models.TextField()),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{16}$")),
                        name="published_theme_digest_is_hex",
                    )
                ],
            },
        ),
    ]
