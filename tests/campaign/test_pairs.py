# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four hundred Kommunen and the Land: every role tries every foreign schema, and is refused each time (T1)."""

import os

import pytest

from efa.tenancy.proof.run import Addresses, Result, prove
from tests.campaign.crowd import ROLES, Crowd, crowd

pytestmark = [pytest.mark.xdist_group("crowd"), pytest.mark.campaign]
KOMMUNEN = int(os.environ.get("EFA_CAMPAIGN_KOMMUNEN", "400"))
# Of the kinds of tries of `wall prove`, those that are made for each pair once or twice.
READING = ("own", "read", "path")
WRITING = ("insert", "update", "delete")


@pytest.fixture(scope="module")
def four_hundred(server, worker_id, django_db_blocker):
    with django_db_blocker.unblock(), crowd(server, f"efa_{worker_id}_pairs", kommunen=KOMMUNEN) as many:
        yield many


def tried(many: Crowd, kinds: tuple[str, ...]) -> Result:
    """Try all pairs, at one table of each foreign schema, another one for each role; the superuser gets through."""
    addresses = Addresses(
        owner=many.urls["DATABASE_OWNER_URL"],
        web=many.urls["DATABASE_URL"],
        land=many.urls["DATABASE_LAND_URL"],
        worker=many.urls["DATABASE_WORKER_URL"],
        admin=many.superuser,
    )
    return prove(addresses, ROLES, kinds=kinds, every_table=False)


@pytest.mark.parametrize("kinds", [READING, WRITING], ids=["reading", "writing"])
def test_no_role_gets_into_any_foreign_schema(four_hundred, kinds, tally):
    result = tried(four_hundred, kinds)
    pairs = (KOMMUNEN + 1) * KOMMUNEN
    for kind, counts in result.tallies.items():
        tally(
            f"wall.pairs.{kind}", schemas=result.schemas, tried=counts.tried, held=counts.held,
            controls=counts.controls, leaked=counts.leaked,
        )  # fmt: skip
    assert result.holes == []
    assert result.blind == []
    assert result.is_sound
    assert result.is_controlled
    assert result.schemas == KOMMUNEN + 1
    # Each role is tried by two logins: that of the pages and that of the jobs.
    assert all(counts.tried >= 2 * pairs for kind, counts in result.tallies.items() if kind != "own")
