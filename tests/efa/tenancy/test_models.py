# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each constraint of the tables is broken once."""

import pytest
from django.db import IntegrityError

from efa.tenancy.models import Domain, Kommune


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"type": "land"}, "kommune_type_is_land_where_kind_is_land"),
        ({"kind": "LAND"}, "kommune_type_is_land_where_kind_is_land"),
        ({"type": "land", "kind": "LAND"}, "kommune_only_one_land"),
        ({"schema_name": "public"}, "kommune_schema_name_is_generated"),
        ({"state": "SUSPENDED"}, "kommune_suspended_knows_what_it_resumes_as"),
        ({"resumes_as": "LIVE"}, "kommune_suspended_knows_what_it_resumes_as"),
        ({"state": "INVITED"}, "kommune_opened_unless_invited"),
        ({"opened_at": None}, "kommune_opened_unless_invited"),
    ],
)
def test_a_kommune_cannot_contradict_itself(db, change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Kommune.objects.filter(ags="99001").update(**change)


@pytest.mark.parametrize("host", ["Musterstadt.localhost", "a b", "x.localhost.", "x:80", ""])
def test_a_domain_is_written_in_one_way(db, host):
    with pytest.raises(IntegrityError, match="domain_is_a_host_in_lower_case"):
        Domain.objects.filter(domain="musterstadt.localhost").update(domain=host)


def test_a_tenant_has_one_primary_host_of_a_kind(db):
    kommune = Kommune.objects.get(ags="99001")
    with pytest.raises(IntegrityError, match="domain_one_primary_per_tenant_and_kind"):
        Domain.objects.create(domain="zwei.localhost", tenant=kommune, is_primary=True)
