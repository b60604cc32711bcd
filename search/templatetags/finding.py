"""What the search page draws of a response beyond its words: the ladder, the years, the map."""

from django import template

from .. import labels, ladder, places, years
from ..ladder import Ladder
from ..places import OnMap
from ..response import FacetView, SearchResponse
from ..years import Histogram

register = template.Library()


@register.simple_tag
def rungs(facet: FacetView, found: SearchResponse) -> Ladder:
    return ladder.ladder(facet, found, labels.current())


@register.filter
def histogram(facet: FacetView) -> Histogram | None:
    return years.histogram(facet)


@register.filter
def on_map(found: SearchResponse) -> OnMap:
    return places.on_map(found)
