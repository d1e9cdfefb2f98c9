# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses for machines; without a language."""

from django.urls import path

from theming import technical
from theming.views import theme_css

app_name = "technical"
urlpatterns = [
    path("theme/<str:digest>.css", theme_css, name="theme"),
    path("csp-report/", technical.csp_report, name="csp-report"),
    path("robots.txt", technical.robots, name="robots"),
    path(".well-known/security.txt", technical.security_txt, name="security-txt"),
    path("favicon.ico", technical.favicon, name="favicon"),
]
