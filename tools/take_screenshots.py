"""Take the screenshots of README.md and docs/editors.md from a running demonstration site.

    .venv/bin/python -m tools.take_screenshots http://127.0.0.1:8000

The site is only read. The pictures are PNGs of at most `MAX_BYTES`.
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
# Size of one picture.
MAX_BYTES = 150 * 1024

# By user: the name of each picture and the page it shows.
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

# The pages that visitors see, at four fifths of their size.
PORTAL = {
    "zoeken": "/zoeken/?q=energie&thema=wonen",
    "advies": "/adviezen/leesbare-energiefactuur/",
    "voorpagina": "/",
}


def as_visitor(browser: Browser, base: str) -> None:
    """Take the pictures of public pages."""
    page = browser.new_page(
        viewport={"width": 1280, "height": 900}, device_scale_factor=0.8, locale="nl-BE"
    )
    for picture, address in PORTAL.items():
        page.goto(base + address)
        page.wait_for_load_state("networkidle")
        save(page, picture)
    page.close()


def logged_in(browser: Browser, base: str, name: str) -> Page:
    """Return a page of the admin, logged in as a demo user."""
    page = browser.new_page(viewport={"width": 1200, "height": 800}, locale="nl-BE")
    page.goto(f"{base}/beheer/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("form [type=submit]")
    page.wait_for_url("**/beheer/**")
    return page


def save(page: Page, name: str) -> None:
    """Save a screenshot with as many colours as fit in `MAX_BYTES`."""
    page.wait_for_timeout(600)  # until panels have stopped sliding
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = BytesIO()
        image.quantize(colours).save(out, "PNG", optimize=True)
        if out.tell() <= MAX_BYTES:
            break
    (IMAGES / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png: {out.tell() // 1024} kB, {colours} colours")


def form_with_checks(page: Page, base: str) -> None:
    """Save the form of the least complete item, without and with its panel of checks."""
    page.goto(f"{base}/beheer/reports/onvolledig/")
    page.click("table.listing .title-wrapper a")
    page.wait_for_selector("[data-side-panel-toggle=checks]")
    save(page, "kaart")
    page.click("[data-side-panel-toggle=checks]")
    save(page, "controles")


def main(base: str) -> None:
    """Take all pictures from the site at `base`."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        as_visitor(browser, base)
        for name, shots in SHOTS.items():
            page = logged_in(browser, base, name)
            for picture, address in shots.items():
                page.goto(base + address)
                save(page, picture)
            if name == "redactie":
                form_with_checks(page, base)
            page.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    main(sys.argv[1].rstrip("/"))
