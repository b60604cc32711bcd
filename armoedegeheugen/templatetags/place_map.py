"""A map of Flanders and Brussels with a circle for every municipality where something happened.

The ground is a drawing of our own, so that no map is fetched from elsewhere. What stands beside the
map says the same in words: a list of places, a table.
"""

from collections.abc import Iterable

from django import template

from ..map_projection import HEIGHT, WIDTH, Spot, circles
from ..models import Municipality
from .portal import search_url

register = template.Library()


@register.inclusion_tag("search/_map.html")
def place_map(places: Iterable[tuple[Municipality, int]]) -> dict[str, object]:
    """`places` with how many items each has; what lies outside the map stays in the list only."""
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
    """The same of places that carry their own address."""
    return drawing(spots)


def drawing(spots: Iterable[Spot]) -> dict[str, object]:
    return {"width": WIDTH, "height": HEIGHT, "circles": circles(spots)}
