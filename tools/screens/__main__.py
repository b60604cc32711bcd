"""Take screenshots of every screen, or check the accessibility of every screen in every state.

    python -m tools.screens pictures
    python -m tools.screens axe

`pictures` writes to var/screenshots/: 360, 768 and 1280 pixels wide, in light and dark colours.
`axe` writes docs/accessibility.md, and fails if a rule is broken.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.screens.accessibility import Cell, examine, table
from tools.screens.demo_site import ROOT, demo_site
from tools.screens.screens import SCREENS, State, shown

PICTURES = ROOT / "var" / "screenshots"
DOCUMENT = ROOT / "docs" / "accessibility.md"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS = (360, 768, 1280)
# Loads lazy images too, which would leave a gap in the screenshot.
LOAD_IMAGES = """Promise.all(Array.from(document.images, image => {
  image.loading = 'eager';
  return image.decode().catch(() => {});
}))"""


@contextmanager
def browser_and_site() -> Iterator[tuple[Browser, str]]:
    """Start the demonstration site and a browser, and yield the browser and the address."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_site(Path(folder)) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser, base
        browser.close()


def pictures() -> None:
    """Take a screenshot of every screen at every width, in light and in dark colours."""
    states = [
        State(f"{width}-{name}", width=width, media={"color_scheme": scheme})
        for width in WIDTHS
        for name, scheme in (("licht", "light"), ("donker", "dark"))
    ]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with browser_and_site() as (browser, base):
        for screen in SCREENS:
            for state in states:
                with shown(browser, base, screen, state) as page:
                    name = "".join(c if c.isalnum() else "-" for c in screen.name)
                    page.evaluate(LOAD_IMAGES)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=PICTURES / f"{name}-{state.name}.png", full_page=True)
    print(f"{len(SCREENS) * len(states)} pictures in {PICTURES.relative_to(ROOT)}/")


def axe() -> int:
    """Check every screen, write the document and return 1 if anything is wrong."""
    with browser_and_site() as (browser, base):
        version = browser.version
        cells = list(examine(browser, base))
    DOCUMENT.write_text(_document(cells, version))
    faulty = [cell for cell in cells if not cell.is_clean]
    print("\n".join(map(str, faulty)) or f"Nothing found on {len(cells)} pages and states.")
    return 1 if faulty else 0


HEAD = """\
# Accessibility

Measured by `make accessibility`. It runs axe on every kind of page of the demonstration site in
every state, with the rules of WCAG 2.0, 2.1 and 2.2 (levels A and AA) and axe's best practices.
Violations of every impact count. The table shows the number of violations, and the pixels by which
a page is wider than its window.

- `papier`: the size of links is not checked.
- `400 %`: a window of 1280 pixels at a zoom of 400 %.
- `zonder scripts`: axe needs scripts, so only the width is measured. `past` means that the page
  fits.
"""
FOOT = """\
The tests in `tests/browser/` cover what no tool measures: the keyboard, focus, announcements, names
and roles in the accessibility tree, and the portal without scripts. The admin is Wagtail's own and
is not in this table. A table of zeros does not prove that a page is accessible: no reader with a
disability has tested these pages yet.
"""


def _document(cells: list[Cell], version: str) -> str:
    clean = sum(cell.is_clean for cell in cells)
    total = f"{clean} of {len(cells)} without a violation; Chromium {version}; {date.today():%F}."
    return "\n".join([HEAD, total, "", *table(cells), "", FOOT])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["pictures"]:
            pictures()
        case ["axe"]:
            sys.exit(axe())
        case _:
            sys.exit(__doc__)
