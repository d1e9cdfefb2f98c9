# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every link of every page leads somewhere, also from one host to the other."""

import html
import re
from urllib.parse import urljoin, urlsplit

import pytest

STARTS = ["https://localhost/", "https://magdeburg.localhost/", "https://wittenberg.localhost/en/",
          "https://ministerium.localhost/", "https://localhost/zustaendigkeit/?ort=39646&gebiet=unsicher"]  # fmt: skip
LINK = re.compile(r"<(?:a|link|form|script)\b[^>]*?(?:href|action|src)=\"([^\"]*)\"")


@pytest.mark.parametrize("start", STARTS)
def test_no_link_is_empty_or_dead(visit, start):
    waiting, seen = [start], set()
    while waiting:
        url = waiting.pop()
        parts = urlsplit(url)
        seen.add(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        answer = visit(parts.hostname).get(path)
        assert answer.status_code < 400 or "/komponenten/fehler/" in url, (answer.status_code, url)
        if "text/html" not in answer["Content-Type"] or "/komponenten/" in url:
            continue
        page = answer.content.decode()
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        for link in map(html.unescape, LINK.findall(page)):
            assert link, f"an empty link on {url}"
            if link.startswith("#"):
                assert link[1:] in ids, f"{link} leads nowhere on {url}"
            elif not link.startswith(("mailto:", "tel:", "/static/")):
                target = urljoin(url, link).partition("#")[0]
                # One step to other hosts is enough; each has a start of its own.
                if target not in seen | set(waiting) and urlsplit(url).hostname == urlsplit(start).hostname:
                    waiting.append(target)
    assert len(seen) > 5
