"""Hands that touch only the keys, and eyes that must see where the focus is."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

# Tabs after which a part of a page is too far away to be reached.
MOST = 60
# Seconds in which a page may still be scrolling to what has the focus.
SETTLING = 3.0
WRONG = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "nothing has the focus";
  const name = here.outerHTML.slice(0, 160);
  const {outlineStyle, outlineWidth} = getComputedStyle(here);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return "no ring: " + name;
  const box = here.getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (right - left < 1 || bottom - top < 1) return "out of view: " + name;
  const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const covered = above && !here.contains(above) && !above.contains(here);
  return covered ? "hidden behind " + above.outerHTML.slice(0, 160) + ": " + name : "";
}"""

NAME = "(document.activeElement.innerText || document.activeElement.id).trim().slice(0, 30)"


class Keyboard:
    """Every stop on the way is looked at, not only where it ends."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def go_to(self, wanted: Locator, most: int = MOST) -> None:
        """Tab until it has the focus; `AssertionError` where `most` tabs are not enough."""
        self.page.wait_for_load_state()  # a page that still comes in may take the focus back
        wanted.wait_for(state="attached")
        seen: list[str] = []
        while not wanted.evaluate("element => element === document.activeElement"):
            if len(seen) == most:
                raise AssertionError(f"{wanted} was not reached with {most} tabs, but: {seen}")
            self.page.keyboard.press("Tab")
            self.see()
            seen.append(self._name())
        self.see()

    def see(self) -> None:
        """What has the focus is in view, with a ring around it and nothing in front of it."""
        wrong = _until(lambda: self.page.evaluate(WRONG))
        assert not wrong, f"{wrong} ({self.page.url})"

    def _name(self) -> str:
        return str(self.page.evaluate(NAME))


def _until(wrong: Callable[[], str]) -> str:
    """What stays wrong once nothing moves any more."""
    limit = time.monotonic() + SETTLING
    while (found := wrong()) and time.monotonic() < limit:
        time.sleep(0.05)
    return found
