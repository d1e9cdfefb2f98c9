# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The portal of a Kommune."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "theming.errors.bad_request"
handler403 = "theming.errors.permission_denied"
handler404 = "theming.errors.page_not_found"
handler500 = "theming.errors.server_error"

urlpatterns = [
    path("", include("theming.urls.machines")),
    *i18n_patterns(
        path("", include("tenants.instance.urls")),
        path("", include("theming.urls.legal_pages")),
        path("", include("theming.urls.components")),
        prefix_default_language=False,
    ),
]
