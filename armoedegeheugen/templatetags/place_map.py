"""Draw a map of Flanders and Brussels with a circle for each municipality with items.

The background is our own drawing, so no map is fetched from another site. A list or table beside
the map gives the same figures as text.
"""

from collections.abc import Iterable

from django import template

from ..map_projection import HEIGHT, WIDTH, Spot, circles
from ..models import Municipality
from .portal import search_url

register = template.Library()


@register.inclusion_tag("search/_map.html")
def place_map(places: Iterable[tuple[Municipality, int]]) -> dict[str, object]:
    """Draw municipalities with their number of items; a place without coordinates is left out."""
    spots = (
        Spot(
            place.name,
            count,
            place.longitude,
            place.latitude,
            search_url(gemeente=place.today.slug),
        )
        for place, count in places
        if place.longitude is not None and place.latitude is not None
    )
    return drawing(spots)


@register.inclusion_tag("search/_map.html")
def spot_map(spots: Iterable[Spot]) -> dict[str, object]:
    """Draw spots, each with its own link."""
    return drawing(spots)


def drawing(spots: Iterable[Spot]) -> dict[str, object]:
    """Return the context of the map template."""
    return {"width": WIDTH, "height": HEIGHT, "circles": circles(spots)}
