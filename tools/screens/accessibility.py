"""What axe finds, page by page and state by state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tools.screens.states import SCREENS, STATES, Screen, State, applies, shown

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True)
class Cell:
    """The rules that a page breaks in a state, and how far it sticks out sideways, in pixels."""

    screen: Screen
    state: State
    broken: tuple[str, ...]
    overflow: int

    @property
    def is_clean(self) -> bool:
        return not self.broken and self.overflow <= 0

    def __str__(self) -> str:
        return f"{self.screen.name} / {self.state.name}: {self.broken} {self.overflow}px"


def examine(browser: Browser, base: str, states: Sequence[State] = STATES) -> Iterator[Cell]:
    """Without scripts axe cannot run either: then only the width is measured, from outside."""
    for screen in SCREENS:
        for state in states:
            if applies(screen, state):
                with shown(browser, base, screen, state) as page:
                    broken = _violations(page, state) if state.scripts else ()
                    yield Cell(screen, state, broken, _overflow(page, state))


def _violations(page: Page, state: State) -> tuple[str, ...]:
    options = {**RULES, "rules": {"target-size": {"enabled": not _is_paper(state)}}}
    found = Axe().run(page, options=options).response["violations"]
    return tuple(
        f"{each['id']} ({each['impact']}): {node['html'][:120]}"
        for each in found
        for node in each["nodes"][:3]
    )


def _is_paper(state: State) -> bool:
    """Nobody presses a link on paper, however small."""
    return state.media.get("media") == "print"


def _overflow(page: Page, state: State) -> int:
    if _is_paper(state):
        return 0  # paper has a width of its own
    root = page.locator("html").bounding_box()
    body = page.locator("body").bounding_box()
    wide = max(box["width"] for box in (root, body) if box)
    if state.scripts:
        wide = page.evaluate("document.documentElement.scrollWidth")
    return round(wide) - state.width


def table(cells: list[Cell]) -> list[str]:
    """Markdown: a page a line, a state a column; the number of violations in each."""
    found = {(cell.screen.name, cell.state.name): cell for cell in cells}
    lines = [
        "| pagina | " + " | ".join(state.name for state in STATES) + " |",
        "|---" * (len(STATES) + 1) + "|",
    ]
    for screen in SCREENS:
        row = [found.get((screen.name, state.name)) for state in STATES]
        lines.append(f"| {screen.name} | " + " | ".join(map(_written, row)) + " |")
    return lines


def _written(cell: Cell | None) -> str:
    if cell is None:
        return "–"
    if not cell.state.scripts:
        return "past" if cell.overflow <= 0 else f"{cell.overflow} px te breed"
    return str(len(cell.broken)) + (f", {cell.overflow} px te breed" if cell.overflow > 0 else "")
