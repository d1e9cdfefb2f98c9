# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""All tables of the ballast."""

import uuid

from django.db import migrations, models
from django.db.models.deletion import CASCADE

from tests.bench.settings import MISSING


def _table(number: int) -> migrations.CreateModel:
    fields = [
        ("id", models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, serialize=False)),
        ("reference", models.CharField(max_length=40, unique=True)),
        ("state", models.CharField(max_length=20)),
        ("begun_at", models.DateTimeField(db_index=True)),
        ("content", models.BinaryField()),
        ("count", models.PositiveSmallIntegerField(default=0)),
    ]
    if number:
        fields.append(("before", models.ForeignKey(on_delete=CASCADE, to=f"ballast.ballast{number - 1}")))
    return migrations.CreateModel(name=f"Ballast{number}", fields=fields)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [_table(number) for number in range(MISSING)]
