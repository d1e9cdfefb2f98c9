# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of a Kommune's portal."""

from django.urls import path

from tenants.instance import views

app_name = "instance"
urlpatterns = [path("", views.start, name="start")]
