# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the Land's public pages."""

from django.urls import path

from efa.landing import views

app_name = "landing"
urlpatterns = [
    path("", views.start, name="start"),
    path("zustaendigkeit/", views.finder, name="finder"),
    path("behoerden/", views.authorities, name="authorities"),
    path("behoerden/<slug:ags>/", views.authority, name="authority"),
]
