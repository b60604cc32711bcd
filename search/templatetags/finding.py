"""What the search page draws of a response beyond its words: the ladder, the years, the map."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from ..facets import labels
from ..results import histogram as years
from ..results import ladder, place_map
from ..results.histogram import Bar, Histogram
from ..results.ladder import Ladder
from ..results.place_map import OnMap
from ..results.response import FacetView, SearchResponse

register = template.Library()


@register.simple_tag
def rungs(facet: FacetView, found: SearchResponse) -> Ladder:
    return ladder.ladder(facet, found, labels.current())


@register.filter
def histogram(facet: FacetView) -> Histogram | None:
    return years.histogram(facet)


@register.simple_tag
def bars(picture: Histogram) -> SafeString:
    """A bar for each year. Drawn here, as the check boxes are: it takes a tenth of the time."""
    return mark_safe("".join(map(_bar, picture.bars)))  # nothing but numbers


def _bar(bar: Bar) -> str:
    chosen = " is-chosen" if bar.selected else ""
    click = f' data-kies="jaar-{bar.year}"' if bar.count else ""
    return (
        f'<g class="years__bar{chosen}"{click}><title>{bar.year}: {bar.count}</title>'
        f'<rect class="years__room" x="{bar.x}" y="0" width="10" height="{years.HEIGHT}"/>'
        f'<rect x="{bar.x + 1}" y="{bar.y}" width="8" height="{bar.height}"/></g>'
    )


@register.filter
def on_map(found: SearchResponse) -> OnMap:
    return place_map.on_map(found)
