# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows and questions know whose they are, and are refused elsewhere (security.md T6)."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers

from efa.tenancy.current import tenant
from efa.tenancy.models import Kommune
from efa.wall.errors import OtherTenant
from efa.wall.models import belonging_here
from efa.wall.present import as_anybody
from tenants.instance.models import Office, OpeningHours

HOURS = {"weekday": 3, "opens_at": "09:00", "closes_at": "12:00"}


@pytest.fixture
def musterstadt(db):
    return Kommune.objects.get(ags="99001")


@pytest.fixture
def beispielhausen(db):
    return Kommune.objects.get(ags="99002")


def lines(kommune):
    with tenant(kommune):
        return list(
            OpeningHours.objects.order_by("weekday", "opens_at").values_list("weekday", "opens_at", "closes_at")
        )


# --- rows --------------------------------------------------------------------------------------------------------
def loaded():
    return OpeningHours.objects.order_by("opens_at").first()


def made():
    return OpeningHours(**HOURS)


def copied():
    return copy.copy(loaded())


def deeply_copied():
    return copy.deepcopy(loaded())


def pickled():
    return pickle.loads(pickle.dumps(loaded()))


def read_from_the_cache_of_a_question():
    return next(iter(OpeningHours.objects.all()))


def in_a_batch():
    return next(OpeningHours.objects.iterator(chunk_size=1))


def by_hand():
    return OpeningHours.objects.raw("SELECT * FROM instance_openinghours")[0]


ROWS = [loaded, made, copied, deeply_copied, pickled, read_from_the_cache_of_a_question, in_a_batch, by_hand]
DEEDS: dict[str, Callable[[Any], Any]] = {
    "save": lambda row: row.save(),
    "save, database named": lambda row: row.save(using="default"),
    "insert": lambda row: row.save(force_insert=True),
    "save some fields": lambda row: row.save(update_fields=["weekday"]),
    "delete": lambda row: row.delete(),
    "delete, database named": lambda row: row.delete(using="default"),
    "refresh": lambda row: row.refresh_from_db(),
    "refresh, database named": lambda row: row.refresh_from_db(using="default"),
    "refresh from a question": lambda row: row.refresh_from_db(from_queryset=OpeningHours.objects.all()),
    "bulk create": lambda row: OpeningHours.objects.bulk_create([row]),
    "bulk create among others": lambda row: OpeningHours.objects.bulk_create([OpeningHours(**HOURS), row]),
    "bulk update": lambda row: OpeningHours.objects.bulk_update([row], ["weekday"]),
    "deserialised and saved": lambda row: serializers.base.DeserializedObject(row).save(),
}


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_row_of_one_tenant_is_refused_by_another(musterstadt, beispielhausen, row, deed):
    before = [lines(musterstadt), lines(beispielhausen)]
    with tenant(musterstadt):
        own = row()
        own.weekday = 6
    with tenant(beispielhausen), pytest.raises(OtherTenant):
        DEEDS[deed](own)
    with as_anybody(), pytest.raises(OtherTenant):
        DEEDS[deed](own)
    assert [lines(musterstadt), lines(beispielhausen)] == before


@pytest.mark.parametrize("row", ROWS)
def test_at_home_the_same_row_is_saved_and_deleted(musterstadt, beispielhausen, row):
    with tenant(musterstadt):
        own = row()
    with tenant(beispielhausen):
        pass
    with tenant(musterstadt):
        own.weekday = 6
        own.save()
        own.refresh_from_db()
        assert OpeningHours.objects.get(weekday=6).pk == own.pk
        own.delete()
        assert not OpeningHours.objects.filter(weekday=6).exists()


def test_the_message_names_no_tenant(musterstadt, beispielhausen):
    with tenant(musterstadt):
        own = loaded()
    with tenant(beispielhausen), pytest.raises(OtherTenant) as refusal:
        own.save()
    for kommune in (musterstadt, beispielhausen):
        for fact in (kommune.schema_name, kommune.name, kommune.ags):
            assert fact not in str(refusal.value)


def test_a_field_that_was_left_out_is_not_loaded_from_a_neighbour(musterstadt, beispielhausen):
    with tenant(musterstadt):
        own = Office.objects.defer("street").get()
    with tenant(beispielhausen), pytest.raises(OtherTenant):
        str(own.street)
    with tenant(musterstadt):
        assert own.street == "Marktplatz 1"


def test_a_row_of_nobody_becomes_the_first_ones_who_uses_it(musterstadt, beispielhausen):
    with as_anybody():
        row = OpeningHours(**HOURS)
    with tenant(musterstadt):
        row.save()
    with tenant(beispielhausen), pytest.raises(OtherTenant):
        row.save()


def test_a_row_of_a_register_is_everybodys(musterstadt, beispielhausen):
    with tenant(musterstadt):
        assert belonging_here(beispielhausen) is beispielhausen
        musterstadt.refresh_from_db()
