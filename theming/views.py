# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stylesheet of a published theme."""

import re
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from theming.models import PublishedTheme

_DIGEST: Final = re.compile(r"[0-9a-f]{16}")
# The address names the content, so it may be kept for ever; a year is what HTTP calls that.
_FOR_EVER: Final = "public, max-age=31536000, immutable"


@require_safe
def theme_css(_request: HttpRequest, digest: str) -> HttpResponse:
    """Send the colours published under this digest on this host; 404 for any other digest."""
    # The database refuses some characters instead of finding nothing.
    if not _DIGEST.fullmatch(digest):
        raise Http404
    try:
        theme = PublishedTheme.objects.get(pk=digest)
    except PublishedTheme.DoesNotExist as unknown:
        raise Http404 from unknown
    return HttpResponse(theme.css, content_type="text/css; charset=utf-8", headers={"Cache-Control": _FOR_EVER})
