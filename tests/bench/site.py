# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two WSGI applications with one empty page: bare Django, and the platform with its whole middleware."""

import os
import sys
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with nothing."""
    return HttpResponse()


urlpatterns = [path("empty/", empty)]


def bare() -> Callable[..., Any]:
    """Django without middleware and without a database."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.configure(
        SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], INSTALLED_APPS=[], USE_TZ=True
    )
    return get_wsgi_application()


def whole() -> Callable[..., Any]:
    """The platform as it runs, with one more address on the hosts of Kommunen."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "efa.config.settings.test"
    from efa.config.wsgi import application
    from efa.tenancy import middleware

    sys.modules["tests.bench.urls"] = sys.modules[__name__]
    middleware.URLCONFS["kommune"] = "tests.bench.urls"
    return application
