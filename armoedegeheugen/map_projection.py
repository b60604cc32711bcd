"""Project places onto the drawing of Flanders and Brussels, and size a circle for each count.

The background (`site/static/img/vlaanderen.svg`, drawn by `fixtures/make_map.py`) uses the same
projection as the circles. After a change here, draw the background again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sqrt

# Degrees around Flanders and Brussels, with a small margin.
WEST, EAST, SOUTH, NORTH = 2.48, 5.98, 50.64, 51.56
# Units of the drawing per degree of latitude.
SCALE = 400
# Units of the drawing per degree of longitude, which is shorter at this latitude.
STRETCH = SCALE * cos(radians((SOUTH + NORTH) / 2))
WIDTH = round((EAST - WEST) * STRETCH)
HEIGHT = round((NORTH - SOUTH) * SCALE)
# Radius of a circle, in units: small circles stay clickable, large ones do not hide their
# neighbours.
SMALLEST_RADIUS, LARGEST_RADIUS = 7.0, 34.0


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y in units of the drawing, from its left and top edges."""
    return (longitude - WEST) * STRETCH, (NORTH - latitude) * SCALE


def is_on_map(longitude: float, latitude: float) -> bool:
    """Return True if the point lies within the edges of the drawing."""
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


@dataclass(frozen=True)
class Spot:
    """A place with its count. A `faint` one is shown but not part of the results."""

    label: str
    count: int
    longitude: float
    latitude: float
    url: str = ""
    faint: bool = False


@dataclass(frozen=True)
class Circle:
    """A circle on the drawing, in whole units: a Dutch template writes a decimal comma."""

    x: int
    y: int
    radius: int
    label: str
    count: int
    url: str
    faint: bool


def circles(spots: Iterable[Spot]) -> list[Circle]:
    """Return circles with areas proportional to the counts, the largest first.

    Small circles come last, so that they are drawn on top. Spots without a count or outside the
    map are left out.
    """
    visible = [spot for spot in spots if spot.count and is_on_map(spot.longitude, spot.latitude)]
    visible.sort(key=lambda spot: (-spot.count, spot.label))
    largest_count = visible[0].count if visible else 1
    largest_radius = min(LARGEST_RADIUS, SMALLEST_RADIUS + 3.5 * sqrt(largest_count))
    return [_circle(spot, largest_radius * sqrt(spot.count / largest_count)) for spot in visible]


def _circle(spot: Spot, radius: float) -> Circle:
    x, y = project(spot.longitude, spot.latitude)
    radius = max(radius, SMALLEST_RADIUS)
    return Circle(round(x), round(y), round(radius), spot.label, spot.count, spot.url, spot.faint)
