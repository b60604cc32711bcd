"""All that was found, on the map: how much in each municipality, and what has no place there.

The numbers are those of the facet, so they are about every result and not about one page of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from armoedegeheugen.map_projection import Spot
from armoedegeheugen.models import Municipality

from ..fields import SUPRALOCAL, UNKNOWN
from ..query.request import View
from .response import FacetValue, SearchResponse, address

FACET = "gemeente"


@dataclass(frozen=True)
class Row:
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class OnMap:
    spots: tuple[Spot, ...]
    rows: tuple[Row, ...]
    """Every municipality with something, the most first; the map says the same."""
    beyond: tuple[Row, ...]
    """What is of no single municipality, or of one that is not known."""


def on_map(found: SearchResponse) -> OnMap:
    values = _values(found)
    counted = [value for value in values if _counts(value, values) and value.count]
    places = [value for value in counted if value.key not in (SUPRALOCAL, UNKNOWN)]
    beyond = [value for value in counted if value.key in (SUPRALOCAL, UNKNOWN)]
    return OnMap(
        tuple(_spots(values, found)),
        tuple(_row(value, found) for value in places),
        tuple(_row(value, found) for value in beyond),
    )


def _values(found: SearchResponse) -> tuple[FacetValue, ...]:
    return next((facet.values for facet in found.facets if facet.name == FACET), ())


def _counts(value: FacetValue, values: tuple[FacetValue, ...]) -> bool:
    """A facet's counts ignore its own choice; the results don't."""
    return value.selected or not any(other.selected for other in values)


def _spots(values: tuple[FacetValue, ...], found: SearchResponse) -> Iterator[Spot]:
    lying = _lying(values)
    for value in values:
        x, y = lying.get(value.key, (None, None))
        if x is not None and y is not None:
            faint = not _counts(value, values)
            yield Spot(value.label, value.count, x, y, _url(value, found), faint)


def _lying(values: tuple[FacetValue, ...]) -> dict[str, tuple[float | None, float | None]]:
    """Longitude and latitude, in one query."""
    held = Municipality.objects.filter(slug__in=[value.key for value in values])
    return {slug: (x, y) for slug, x, y in held.values_list("slug", "longitude", "latitude")}


def _row(value: FacetValue, found: SearchResponse) -> Row:
    return Row(value.label, value.count, _url(value, found))


def _url(value: FacetValue, found: SearchResponse) -> str:
    """The results there, as a list."""
    there = found.request.without(FACET).with_choice(FACET, value.key)
    return address(found.path, replace(there, view=View.LIST))
