"""Run axe on every screen in every state, and measure pages that are too wide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tools.screens.screens import SCREENS, STATES, Screen, State, applies, shown

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True)
class Cell:
    """The rules that a screen breaks in a state, and its overflow to the right in pixels."""

    screen: Screen
    state: State
    broken: tuple[str, ...]
    overflow: int

    @property
    def is_clean(self) -> bool:
        """Return True if no rule is broken and nothing overflows."""
        return not self.broken and self.overflow <= 0

    def __str__(self) -> str:
        return f"{self.screen.name} / {self.state.name}: {self.broken} {self.overflow}px"


def examine(browser: Browser, base: str, states: Sequence[State] = STATES) -> Iterator[Cell]:
    """Yield the result of each screen in each state; without scripts only the width is measured."""
    for screen in SCREENS:
        for state in states:
            if applies(screen, state):
                with shown(browser, base, screen, state) as page:
                    broken = _violations(page, state) if state.scripts else ()
                    yield Cell(screen, state, broken, _overflow(page, state))


def _violations(page: Page, state: State) -> tuple[str, ...]:
    # The size of links does not matter on paper.
    options = {**RULES, "rules": {"target-size": {"enabled": not _is_paper(state)}}}
    violations = Axe().run(page, options=options).response["violations"]
    return tuple(
        f"{violation['id']} ({violation['impact']}): {node['html'][:120]}"
        for violation in violations
        for node in violation["nodes"][:3]
    )


def _is_paper(state: State) -> bool:
    return state.media.get("media") == "print"


def _overflow(page: Page, state: State) -> int:
    if _is_paper(state):
        return 0  # paper has its own width
    root = page.locator("html").bounding_box()
    body = page.locator("body").bounding_box()
    width = max(box["width"] for box in (root, body) if box)
    if state.scripts:
        width = page.evaluate("document.documentElement.scrollWidth")
    return round(width) - state.width


def table(cells: list[Cell]) -> list[str]:
    """Return a Markdown table of violations, with a row per screen and a column per state."""
    by_name = {(cell.screen.name, cell.state.name): cell for cell in cells}
    lines = [
        "| pagina | " + " | ".join(state.name for state in STATES) + " |",
        "|---" * (len(STATES) + 1) + "|",
    ]
    for screen in SCREENS:
        row = [by_name.get((screen.name, state.name)) for state in STATES]
        lines.append(f"| {screen.name} | " + " | ".join(map(_format, row)) + " |")
    return lines


def _format(cell: Cell | None) -> str:
    if cell is None:
        return "–"
    if not cell.state.scripts:
        return "past" if cell.overflow <= 0 else f"{cell.overflow} px te breed"
    return str(len(cell.broken)) + (f", {cell.overflow} px te breed" if cell.overflow > 0 else "")
