# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""System checks of what may be seen."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from efa.observability.watch import address


@register(Tags.security)
def watch_listener_is_local(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Refuse an address of health and metrics that others could reach."""
    del app_configs
    try:
        address(settings.WATCH_BIND)
    except ImproperlyConfigured as problem:
        return [Error(str(problem), id="observability.E001")]
    return []
