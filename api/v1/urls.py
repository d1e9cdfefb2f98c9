# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of version 1."""

from django.urls import path

from api.v1 import views

app_name = "api-v1"
urlpatterns = [path("places", views.Places.as_view(), name="places")]
