# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a Kommune's portal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from efa.tenancy.hosts import site_of
from tenants.instance.presenters import StartPage


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what the service is, how it goes, what it costs and where the authority is."""
    return render(request, "instance/start.html", {"page": StartPage.of(site_of(request))})
