# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the ministry's pages."""

from django.urls import path

from efa.console import views

app_name = "console"
urlpatterns = [path("", views.start, name="start")]
