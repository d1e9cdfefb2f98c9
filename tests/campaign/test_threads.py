# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Eight threads, many tenants, connections cut in the middle: whoever gets an answer got it as the right tenant."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.campaign.crowd import crowd
from tests.campaign.walk import STEPS, THREADS, walk

pytestmark = [
    pytest.mark.xdist_group("crowd"),
    # The driver cannot close a cursor of the server whose connection was cut.
    pytest.mark.filterwarnings("ignore:.*ServerSideCursor.* was deleted while still open:ResourceWarning"),
]


def resident() -> float:
    """The memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def fair(seen: Any, steps: Any) -> bool:
    """Say whether nothing but right answers, cuts and refusals of nobody was seen, in every kind of step."""
    assert steps.keys() == STEPS.keys()
    return seen.keys() == {"right", "cut", "nobody"} and seen["right"] > seen["cut"]


def test_threads_and_cut_connections_never_mix_tenants(server, worker_id, django_db_blocker):
    with django_db_blocker.unblock(), crowd(server, f"efa_{worker_id}_crowd") as few:
        seen, steps = walk(few, few.logins, lambda taken: taken < 150, cutting=True)
    assert fair(seen, steps), seen
    assert seen["right"] > THREADS * 150


@pytest.mark.campaign
def test_fifty_tenants_for_minutes_never_mix(server, worker_id, django_db_blocker, tally):
    seconds = float(os.environ.get("EFA_CAMPAIGN_SECONDS", "300"))
    with django_db_blocker.unblock(), crowd(server, f"efa_{worker_id}_crowd", kommunen=50) as many:
        walk(many, many.logins, lambda taken: taken < 200)
        end, before = time.monotonic() + seconds, resident()
        seen, steps = walk(many, many.logins, lambda _: time.monotonic() < end, cutting=True)
        grown = resident() - before
    tally(
        "wall.threads",
        threads=THREADS, tenants=len(many.schemas), seconds=round(seconds), steps=steps.total(), right=seen["right"],
        wrong=seen["wrong"], cut=seen["cut"], nobody=seen["nobody"], grown_mb=round(grown, 1),
    )  # fmt: skip
    assert fair(seen, steps), seen
    assert seen["right"] > 10_000 or seconds < 300
    assert grown < 64
