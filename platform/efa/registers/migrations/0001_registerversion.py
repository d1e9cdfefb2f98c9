# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RegisterVersion",
            fields=[
                ("register", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("stamp", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "Stand eines Verzeichnisses",
            },
        ),
    ]
