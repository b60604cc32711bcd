"""Looks at every page in every state.

python -m tools.screens pictures     # to var/screenshots/: 360, 768 and 1280 wide, light and dark
python -m tools.screens axe          # writes docs/accessibility.md; fails if anything is found
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.screens.accessibility import Cell, examine, table
from tools.screens.site import ROOT, demonstration
from tools.screens.states import SCREENS, State, shown

PICTURES = ROOT / "var" / "screenshots"
DOCUMENT = ROOT / "docs" / "accessibility.md"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS = (360, 768, 1280)
EAGER = """Promise.all(Array.from(document.images, each => {
  each.loading = 'eager';
  return each.decode().catch(() => {});
}))"""
"""What waits until it is in view, or until it is decoded, would leave a gap."""


@contextmanager
def looking() -> Iterator[tuple[Browser, str]]:
    with (
        tempfile.TemporaryDirectory() as place,
        demonstration(Path(place)) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser, base
        browser.close()


def pictures() -> None:
    states = [
        State(f"{width}-{name}", width=width, media={"color_scheme": scheme})
        for width in WIDTHS
        for name, scheme in (("licht", "light"), ("donker", "dark"))
    ]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with looking() as (browser, base):
        for screen in SCREENS:
            for state in states:
                with shown(browser, base, screen, state) as page:
                    name = "".join(c if c.isalnum() else "-" for c in screen.name)
                    page.evaluate(EAGER)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=PICTURES / f"{name}-{state.name}.png", full_page=True)
    print(f"{len(SCREENS) * len(states)} pictures in {PICTURES.relative_to(ROOT)}/")


def axe() -> int:
    with looking() as (browser, base):
        version = browser.version
        cells = list(examine(browser, base))
    DOCUMENT.write_text(_document(cells, version))
    wrong = [cell for cell in cells if not cell.is_clean]
    print("\n".join(map(str, wrong)) or f"Nothing found on {len(cells)} pages and states.")
    return 1 if wrong else 0


ABOVE = """\
# Accessibility, measured

`make accessibility` runs axe (the rules of WCAG 2.0, 2.1 and 2.2, levels A and AA, and axe's best
practices; every impact counts) on every kind of page of the demonstration site in every state, and
writes this table: the number of violations. It also measures that nothing is wider than the window.
On paper the size of links is left out. `400 %` is a window of 1280 pixels at four times the size.
Without scripts axe cannot run: there only the width is measured (`past`: it fits).
"""
BELOW = """\
What no tool measures is walked by the tests in `tests/browser/`: the keyboard alone, focus that
stays where it was, what is announced, names and roles in the accessibility tree, and the same
without scripts. The editors' side is Wagtail's own and is not in this table. That nothing is found
does not prove that a page is accessible: no reader with a disability has tried these yet.
"""


def _document(cells: list[Cell], version: str) -> str:
    clean = sum(cell.is_clean for cell in cells)
    total = f"{clean} of {len(cells)} without a violation; Chromium {version}; {date.today():%F}."
    return "\n".join([ABOVE, total, "", *table(cells), "", BELOW])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["pictures"]:
            pictures()
        case ["axe"]:
            sys.exit(axe())
        case _:
            sys.exit(__doc__)
