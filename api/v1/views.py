# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views of version 1; stateless, without sign-in."""

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from efa.responsibility.selectors import directory
from efa.vocabulary.keys import is_postcode


class Places(APIView):
    """Places whose name begins with `q`, for the list under a search field."""

    def get(self, request: Request) -> Response:
        """Return at most eight places; nothing where nothing fits or the text is no name."""
        query = request.query_params.get("q", "").strip()
        # Browsers show an offer only if it holds what was typed, so a postcode is given back.
        postcode = query if is_postcode(query) else ""
        places = directory.content().suggest(query)
        rows = [{"key": p.key, "name": p.name, "district": p.district, "postcode": postcode} for p in places]
        return Response({"places": rows}, headers={"Cache-Control": "public, max-age=300"})
