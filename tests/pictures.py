# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make pictures`: screenshots of the running demo into `var/pictures`, to be looked at beside the design."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Error, sync_playwright

from tests.ground import ROOT
from tests.journeys.conftest import FLAGS, THEMED

FOLDER: Final = ROOT / "var" / "pictures"
WIDTHS: Final = (320, 768, 1280)
SCHEMES: Final = ("light", "dark")
ERRORS: Final = [f"/komponenten/fehler/{code}/" for code in (400, 403, 404, 429, 500, 503)]
PAGES: Final = [
    *(("localhost", path) for path in ("/", "/zustaendigkeit/?ort=39646", "/zustaendigkeit/?ort=39104", "/behoerden/")),
    *((host, "/") for host in ("magdeburg.localhost", "harz.localhost", "anhalt-bitterfeld.localhost")),
    *(("harz.localhost", path) for path in [*ERRORS, "/komponenten/", "/barrierefreiheit/", "/darstellung/"]),
]


def main(port: str) -> int:
    """Take all pictures and print where they lie; return 1 where no demo answers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        every = [(host, path, width, scheme) for host, path in PAGES for width in WIDTHS for scheme in SCHEMES]
        every += [(host, "/", 1280, "light") for host in THEMED]
        for host, path, width, scheme in every:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            try:
                page.goto(f"http://{host}:{port}{path}")
            except Error:
                print(f"Unter http://{host}:{port} antwortet niemand. Starten Sie zuerst: make demo PORT={port}")
                return 1
            name = f"{host.split('.')[0]}{path}".strip("/").replace("/", "-").replace("?", "-")
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
            page.close()
    print(f"{len(list(Path(FOLDER).glob('*.png')))} Bilder liegen in {FOLDER.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ.get("PORT", "8000")))
