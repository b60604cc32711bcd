"""A map of dots: every municipality of Flanders and Brussels, and larger where something happened.

Drawn from the coordinates in the vocabulary, so that no map is fetched from elsewhere. The list of
places beside it says the same in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from django import template

from ..models import Municipality, Region

register = template.Library()

WEST, EAST, SOUTH, NORTH = 2.48, 5.98, 50.64, 51.56
"""Degrees that hold Flanders and Brussels, with a little room."""
SCALE = 400
"""Units of the drawing to a degree of latitude."""
STRETCH = SCALE * cos(radians((SOUTH + NORTH) / 2))
"""Units to a degree of longitude, which is shorter here."""


@dataclass(frozen=True)
class Dot:
    """Whole numbers only: a Dutch template would write a decimal comma."""

    x: int
    y: int
    radius: int
    name: str = ""


@register.inclusion_tag("parts/place_map.html")
def place_map(places: Iterable[tuple[Municipality, int]]) -> dict[str, object]:
    """`places` with how many items each has; what lies outside the map stays in the list only."""
    everywhere = Municipality.objects.filter(successor=None).exclude(region=Region.ELSEWHERE)
    return {
        "width": round((EAST - WEST) * STRETCH),
        "height": round((NORTH - SOUTH) * SCALE),
        "ground": [dot for place in everywhere if (dot := _dot(place, 4))],
        "marks": [dot for place, count in places if (dot := _dot(place, 7 + 2 * min(count, 4)))],
    }


def _dot(place: Municipality, radius: int) -> Dot | None:
    longitude, latitude = place.longitude, place.latitude
    if longitude is None or latitude is None:
        return None
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        return None
    x, y = (longitude - WEST) * STRETCH, (NORTH - latitude) * SCALE
    return Dot(round(x), round(y), radius, place.name)
