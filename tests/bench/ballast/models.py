# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain tables with what most of ours have: a random key, a relation, a condition, an index."""

from django.db import models

from efa.wall.models import TenantModel
from tests.bench.settings import MISSING


def _table(number: int) -> type[models.Model]:
    attributes = {
        "__module__": __name__,
        "Meta": type("Meta", (), {"app_label": "ballast"}),
        "reference": models.CharField(max_length=40, unique=True),
        "state": models.CharField(max_length=20),
        "begun_at": models.DateTimeField(db_index=True),
        "content": models.BinaryField(),
        "count": models.PositiveSmallIntegerField(default=0),
    }
    if number:
        attributes["before"] = models.ForeignKey(f"Ballast{number - 1}", models.CASCADE)
    return type(f"Ballast{number}", (TenantModel,), attributes)


TABLES = [_table(number) for number in range(MISSING)]
