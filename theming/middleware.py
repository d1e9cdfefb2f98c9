# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of the look needs around its view."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.cache import patch_vary_headers

from theming import errors
from theming.context import Frame

Handler = Callable[[HttpRequest], HttpResponse]


class ErrorPages:
    """Turn `RateLimited` and cut-off bodies into pages; other exceptions reach the handlers of the URL map as ever.

    A page with a frame depends on the cookie that chooses between light and dark, and says so to caches.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and name the cookie where the page depends on it."""
        response = self.get_response(request)
        if isinstance(getattr(request, "_frame", None), Frame):
            patch_vary_headers(response, ("Cookie",))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 429 for `RateLimited`, 400 for a body that broke off; leave everything else alone."""
        if isinstance(exception, errors.RateLimited):
            return errors.too_many(request, exception)
        if isinstance(exception, UnreadablePostError):
            # The visitor went away in the middle; that is nobody's fault and no news for the error reports.
            return errors.bad_request(request, exception)
        return None
