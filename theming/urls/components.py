# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gallery of components; no address at all where `GALLERY` is off."""

from django.conf import settings
from django.urls import path

from theming import gallery

app_name = "gallery"
urlpatterns = (
    [
        path("komponenten/", gallery.show_all, name="all"),
        path("komponenten/fehler/<int:code>/", gallery.show_error, name="error"),
    ]
    if getattr(settings, "GALLERY", False)
    else []
)
