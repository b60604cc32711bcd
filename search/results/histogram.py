"""The years as a small histogram: one bar a year, also for the years without anything."""

from dataclasses import dataclass

from .response import FacetValue, FacetView

FEWEST = 3
"""Years below which a picture says no more than the list."""
MOST = 60
"""Years that are drawn, the latest: one stray date must not press the rest together."""
STEP, HEIGHT = 10, 60
"""Units of the drawing: the room of one bar, and of the highest."""


@dataclass(frozen=True)
class Bar:
    """Whole numbers only: a Dutch template would write a decimal comma."""

    year: int
    count: int
    selected: bool
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Histogram:
    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT


def histogram(facet: FacetView) -> Histogram | None:
    years = {int(value.key): value for value in facet.values if value.key.isdigit()}
    if len(years) < FEWEST:
        return None
    first = max(min(years), max(years) - MOST + 1)
    shown = range(first, max(years) + 1)
    most = max(value.count for value in years.values()) or 1
    bars = tuple(_bar(n, year, years.get(year), most) for n, year in enumerate(shown))
    return Histogram(bars, len(bars) * STEP)


def _bar(place: int, year: int, value: FacetValue | None, most: int) -> Bar:
    count = value.count if value else 0
    # A year with one item must be seen beside one with a thousand.
    height = max(3, round(HEIGHT * count / most)) if count else 0
    chosen = value is not None and value.selected
    return Bar(year, count, chosen, place * STEP, HEIGHT - height, height)
