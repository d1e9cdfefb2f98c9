# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of a host that stands for nobody: every address gives the same plain page."""

from django.urls import re_path

from theming import pages

urlpatterns = [re_path(r"", pages.closed, name="closed")]
