# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening one Kommune more where there are two thousand (G1, G1b, G10). Times are reported, not judged."""

import pytest

from tests.bench import crowd, opening

KOMMUNEN = 2000


@pytest.mark.campaign
def test_two_thousand_kommunen_and_one_more(monkeypatch, tally):
    monkeypatch.setattr(crowd, "more", lambda: KOMMUNEN)
    found = {entry.name: entry for entry in opening.measure()}
    at_most = {name: entry for name, entry in found.items() if f"at_{KOMMUNEN}" in name}
    for name, entry in sorted(at_most.items()):
        tally(name, **{entry.unit.replace(" ", "_"): entry.value, f"times_{entry.baseline_name}": entry.ratio})
    assert {name.rpartition(".")[2].partition(" ")[0] for name in at_most} == {
        "by_django_tenants", "by_script", "waited_with_spare", f"at_{KOMMUNEN}",
    }  # fmt: skip
