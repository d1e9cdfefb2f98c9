# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("key", models.CharField(editable=False, max_length=64, primary_key=True, serialize=False)),
                ("data", models.TextField()),
                ("tenant", models.CharField(max_length=63)),
                ("host", models.CharField(max_length=253)),
                ("created_at", models.DateTimeField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "Sitzung",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[0-9a-f]{64}$")), name="session_key_is_a_hash"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tenant", ""), _negated=True), models.Q(("host", ""), _negated=True)
                        ),
                        name="session_knows_its_tenant_and_host",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires__gt", models.F("created_at"))),
                        name="session_expires_after_it_began",
                    ),
                ],
            },
        ),
    ]
