# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What opening a tenant replays, and schemas kept ready."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0001_kommune_and_domain"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "type",
                    models.CharField(
                        choices=[("land", "Land"), ("kommune", "Kommune")],
                        max_length=10,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("catalogue", models.CharField(max_length=64)),
                ("statements", models.JSONField()),
            ],
            options={"verbose_name": "Aufzeichnung"},
        ),
        migrations.CreateModel(
            name="Spare",
            fields=[
                ("schema_name", models.CharField(max_length=14, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "Schema auf Vorrat",
                "verbose_name_plural": "Schemas auf Vorrat",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("schema_name__regex", "^k_[a-z2-7]{12}$")),
                        name="spare_schema_name_is_generated",
                    )
                ],
            },
        ),
    ]
