# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hosts that stand for nobody, and portals that are closed: one plain page, no tenant is read."""

from django.urls import include, path

urlpatterns = [path("", include("theming.urls.closed"))]

handler400 = "theming.errors.bad_request"
handler403 = "theming.errors.permission_denied"
handler404 = "theming.errors.page_not_found"
handler500 = "theming.errors.server_error"
