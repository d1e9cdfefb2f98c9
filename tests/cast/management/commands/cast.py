# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manage.py cast`: Musterstadt and Beispielhausen (live) beside the demo's Kommunen, and words of its own for each."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from efa.audit.services import OPERATOR
from efa.tenancy import services as tenancy
from efa.tenancy.current import tenant
from efa.tenancy.models import Kind, Kommune, State
from tenants.instance import services as instance
from tests.cast import canaries

CAST = {
    "99001": ("Stadt Musterstadt", "Musterstadt"),
    "99002": ("Landkreis Beispielhausen", "Beispielhausen"),
}


class Command(BaseCommand):
    """Make the two Kommunen of the cast, with an office each and no look of their own; plant all canaries."""

    def handle(self, **_options: Any) -> None:
        """Open both, enter their offices, and give every tenant its words."""
        at = now()
        for ags, (name, short_name) in CAST.items():
            tenancy.invite(
                kind=Kind.KREISFREIE_STADT, ags=ags, ars=ags, name=name, short_name=short_name, population=1000,
                host_names=[tenancy.HostName(f"{short_name.lower()}.localhost")], by=OPERATOR, at=at,
            )  # fmt: skip
            tenancy.open_schema(ags=ags, by=OPERATOR, at=at)
            tenancy.advance(ags=ags, to=State.TESTING, by=OPERATOR, at=at)
            tenancy.advance(ags=ags, to=State.LIVE, by=OPERATOR, at=at)
            with tenant(Kommune.objects.get(ags=ags)):
                instance.set_office(
                    facts={
                        "name": f"Einbürgerungsbehörde {short_name}", "street": "Marktplatz 1", "postcode": "99999",
                        "city": short_name, "phone": "0391 000-0000", "email": f"post@{short_name.lower()}.example",
                    },
                    hours=[(1, "09:00", "12:00"), (1, "13:00", "15:30")],
                    by=OPERATOR, at=at,
                )  # fmt: skip
        for kommune in Kommune.objects.order_by("ags"):
            with tenant(kommune):
                canaries.plant(kommune)
