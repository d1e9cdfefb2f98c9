# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that every host owes its visitors; in each language."""

from django.urls import path

from theming import pages

app_name = "legal"
urlpatterns = [
    path("impressum/", pages.imprint, name="imprint"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("barriere-melden/", pages.barrier, name="barrier"),
    path("darstellung/", pages.appearance, name="appearance"),
]
