# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views of version 1; stateless, without sign-in."""

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from efa.responsibility.selectors import directory


class Places(APIView):
    """Places whose name begins with `q`, for the list under a search field."""

    def get(self, request: Request) -> Response:
        """Return at most eight places; nothing where nothing fits or the text is no name."""
        places = directory.content().suggest(request.query_params.get("q", ""))
        rows = [{"key": p.key, "name": p.name, "district": p.district} for p in places]
        return Response({"places": rows}, headers={"Cache-Control": "public, max-age=300"})
