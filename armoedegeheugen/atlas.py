"""Where a place lies on the drawing of Flanders and Brussels.

One projection for the ground (`site/static/img/vlaanderen.svg`, written by `fixtures/make_map.py`)
and for all that is put on it: a change here asks for the ground to be drawn anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sqrt

WEST, EAST, SOUTH, NORTH = 2.48, 5.98, 50.64, 51.56
"""Degrees that hold Flanders and Brussels, with a little room."""
SCALE = 400
"""Units of the drawing to a degree of latitude."""
STRETCH = SCALE * cos(radians((SOUTH + NORTH) / 2))
"""Units to a degree of longitude, which is shorter here."""
WIDTH = round((EAST - WEST) * STRETCH)
HEIGHT = round((NORTH - SOUTH) * SCALE)
NARROWEST, WIDEST = 7.0, 34.0
"""Radius of a circle: one that can still be hit, and one that leaves its neighbours in sight."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Units from the left and from the top."""
    return (longitude - WEST) * STRETCH, (NORTH - latitude) * SCALE


def on_map(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


@dataclass(frozen=True)
class Spot:
    """A place and how much there is. `faint` where it is shown and does not count."""

    label: str
    count: int
    longitude: float
    latitude: float
    url: str = ""
    faint: bool = False


@dataclass(frozen=True)
class Mark:
    """A circle. Whole numbers only: a Dutch template would write a decimal comma."""

    x: int
    y: int
    radius: int
    label: str
    count: int
    url: str
    faint: bool


def marks(spots: Iterable[Spot]) -> list[Mark]:
    """Circles whose areas are as the counts, the largest first, so that the small lie on top."""
    spots = [spot for spot in spots if spot.count and on_map(spot.longitude, spot.latitude)]
    spots.sort(key=lambda spot: (-spot.count, spot.label))
    largest = spots[0].count if spots else 1
    widest = min(WIDEST, NARROWEST + 3.5 * sqrt(largest))
    return [_mark(spot, widest * sqrt(spot.count / largest)) for spot in spots]


def _mark(spot: Spot, radius: float) -> Mark:
    x, y = project(spot.longitude, spot.latitude)
    radius = max(radius, NARROWEST)
    return Mark(round(x), round(y), round(radius), spot.label, spot.count, spot.url, spot.faint)
