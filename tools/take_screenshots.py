"""Takes the pictures of README.md and docs/editors.md from a demonstration site that runs.

    .venv/bin/python tools/take_screenshots.py http://127.0.0.1:8000

It only reads. Small PNGs, in as many colours as fit.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "armoedegeheugen"
LARGEST = 150 * 1024
"""Bytes of one picture."""

SHOTS = {
    "redactie": {
        "start": "/beheer/",
        "boom": "/beheer/pages/",
        "kaarten": "/beheer/inspiratiekaarten/",
        "woordenlijsten": "/beheer/snippets/armoedegeheugen/theme/",
        "toegang": "/beheer/toegang/",
        "vereniging-openen": "/beheer/toegang/vereniging/",
        "verslag-onvolledig": "/beheer/reports/onvolledig/",
        "verslag-spreiding": "/beheer/reports/spreiding/",
    },
    "vereniging": {"mijn-vereniging": "/beheer/mijn-vereniging/"},
}
"""By log-in: the name of a picture, and what it shows."""


PORTAL = {
    "zoeken": "/zoeken/?q=energie&thema=wonen",
    "advies": "/adviezen/leesbare-energiefactuur/",
    "voorpagina": "/",
}
"""What a visitor sees: the name of a picture, and what it shows; at four fifths of its size."""


def as_visitor(browser: Browser, base: str) -> None:
    page = browser.new_page(
        viewport={"width": 1280, "height": 900}, device_scale_factor=0.8, locale="nl-BE"
    )
    for picture, address in PORTAL.items():
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        keep(page, picture)
    page.close()


def logged_in(browser: Browser, base: str, name: str) -> Page:
    page = browser.new_page(viewport={"width": 1200, "height": 800}, locale="nl-BE")
    page.goto(f"{base}/beheer/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("form [type=submit]")
    page.wait_for_url("**/beheer/**")
    return page


def keep(page: Page, name: str) -> None:
    """With as many colours as fit in the size."""
    page.wait_for_timeout(600)  # panels slide
    drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = BytesIO()
        drawn.quantize(colours).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    (IMAGES / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png: {out.tell() // 1024} kB, {colours} colours")


def form_with_checks(page: Page, base: str) -> None:
    """The item that has most left to fill in, with the panel of checks open beside it."""
    page.goto(f"{base}/beheer/reports/onvolledig/")
    page.click("table.listing .title-wrapper a")
    page.wait_for_selector("[data-side-panel-toggle=checks]")
    keep(page, "kaart")
    page.click("[data-side-panel-toggle=checks]")
    keep(page, "controles")


def main(base: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        as_visitor(browser, base)
        for name, shots in SHOTS.items():
            page = logged_in(browser, base, name)
            for picture, address in shots.items():
                page.goto(base + address)
                keep(page, picture)
            if name == "redactie":
                form_with_checks(page, base)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
