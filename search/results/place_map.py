"""Put all results on the map: a count for each municipality, and what has no place there.

The counts are those of the facet, so they are about every result and not about one page of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from armoedegeheugen.map_projection import Spot

from ..facets.labels import vocabulary
from ..fields import SUPRALOCAL, UNKNOWN, Display, displayed_as
from ..query.request import View
from .response import FacetValue, SearchResponse, address

FACET = displayed_as(Display.MAP)


@dataclass(frozen=True)
class Row:
    """A line of the table beside the map."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class OnMap:
    """The map of results with the table that says the same.

    Attributes:
        rows: Every municipality with results, the most first.
        beyond: What is of no single municipality, or of one that is not known.
    """

    spots: tuple[Spot, ...]
    rows: tuple[Row, ...]
    beyond: tuple[Row, ...]


def on_map(response: SearchResponse) -> OnMap:
    """Return the map of a response; one query."""
    values = _values(response)
    counted = [value for value in values if _counts(value, values) and value.count]
    places = [value for value in counted if value.key not in (SUPRALOCAL, UNKNOWN)]
    beyond = [value for value in counted if value.key in (SUPRALOCAL, UNKNOWN)]
    return OnMap(
        tuple(_spots(values, response)),
        tuple(_row(value, response) for value in places),
        tuple(_row(value, response) for value in beyond),
    )


def _values(response: SearchResponse) -> tuple[FacetValue, ...]:
    return next((facet.values for facet in response.facets if facet.name == FACET.name), ())


def _counts(value: FacetValue, values: tuple[FacetValue, ...]) -> bool:
    """Return whether the results have it: a facet counts values that were not chosen too."""
    return value.selected or not any(other.selected for other in values)


def _spots(values: tuple[FacetValue, ...], response: SearchResponse) -> Iterator[Spot]:
    coordinates = _coordinates(values)
    for value in values:
        x, y = coordinates.get(value.key, (None, None))
        if x is not None and y is not None:
            faint = not _counts(value, values)
            yield Spot(value.label, value.count, x, y, _url(value, response), faint)


def _coordinates(values: tuple[FacetValue, ...]) -> dict[str, tuple[float | None, float | None]]:
    """Return longitude and latitude by place, in one query."""
    places = vocabulary(FACET).objects.filter(slug__in=[value.key for value in values])
    return {slug: (x, y) for slug, x, y in places.values_list("slug", "longitude", "latitude")}


def _row(value: FacetValue, response: SearchResponse) -> Row:
    return Row(value.label, value.count, _url(value, response))


def _url(value: FacetValue, response: SearchResponse) -> str:
    """Return the address of the results there, as a list."""
    there = response.request.without(FACET.name).with_choice(FACET.name, value.key)
    return address(response.path, replace(there, view=View.LIST))
