"""Draw the years as a histogram: one bar a year, also for a year without items."""

from dataclasses import dataclass

from .response import FacetValue, FacetView

# With fewer years a picture says no more than the list.
FEWEST = 3

# The latest years that are drawn: one stray date must not press the rest together.
MOST = 60

# Units of the drawing: the width of one bar, and the height of the highest.
STEP, HEIGHT = 10, 60


@dataclass(frozen=True)
class Bar:
    """The bar of one year, in whole units: a Dutch template would write a decimal comma."""

    year: int
    count: int
    selected: bool
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Histogram:
    """The bars with the size of the drawing."""

    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT


def histogram(facet: FacetView) -> Histogram | None:
    """Return the histogram of a facet of years; None for too few of them."""
    years = {int(value.key): value for value in facet.values if value.key.isdigit()}
    if len(years) < FEWEST:
        return None
    first = max(min(years), max(years) - MOST + 1)
    shown = range(first, max(years) + 1)
    most = max(value.count for value in years.values()) or 1
    bars = tuple(_bar(rank, year, years.get(year), most) for rank, year in enumerate(shown))
    return Histogram(bars, len(bars) * STEP)


def _bar(rank: int, year: int, value: FacetValue | None, most: int) -> Bar:
    count = value.count if value else 0
    # A year with one item must be seen beside one with a thousand.
    height = max(3, round(HEIGHT * count / most)) if count else 0
    selected = value is not None and value.selected
    return Bar(year, count, selected, rank * STEP, HEIGHT - height, height)
