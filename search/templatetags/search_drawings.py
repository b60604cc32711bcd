"""Draw what a search page shows beyond words: the ladder, the histogram of years, the map."""

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
def rungs(facet: FacetView, response: SearchResponse) -> Ladder:
    """Return the ladder of a facet."""
    return ladder.ladder(facet, response, labels.current())


@register.filter
def histogram(facet: FacetView) -> Histogram | None:
    """Return the histogram of a facet of years."""
    return years.histogram(facet)


@register.simple_tag
def bars(picture: Histogram, facet: str) -> SafeString:
    """Return a bar for each year. A template would take ten times as long."""
    return mark_safe("".join(_bar(bar, facet) for bar in picture.bars))  # nothing but numbers


def _bar(bar: Bar, facet: str) -> str:
    chosen = " is-chosen" if bar.selected else ""
    click = f' data-kies="{facet}-{bar.year}"' if bar.count else ""
    return (
        f'<g class="years__bar{chosen}"{click}><title>{bar.year}: {bar.count}</title>'
        f'<rect class="years__room" x="{bar.x}" y="0" width="10" height="{years.HEIGHT}"/>'
        f'<rect x="{bar.x + 1}" y="{bar.y}" width="8" height="{bar.height}"/></g>'
    )


@register.filter
def on_map(response: SearchResponse) -> OnMap:
    """Return the map of a response."""
    return place_map.on_map(response)
