"""Draw the ladder as a filter: every rung in its place, also a rung without items."""

from dataclasses import dataclass, replace

from ..facets.labels import Labels
from ..fields import UNKNOWN
from ..query.request import LADDER
from .response import FacetValue, FacetView, SearchResponse, address


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder as a filter.

    Attributes:
        within: Whether "this rung and above" is asked of this rung or a lower one.
        start: Whether it is asked of this very rung.
        url: Asks for this rung and above, or no longer does.
        above: The number of items on this rung and on those above it.
    """

    value: FacetValue
    within: bool
    start: bool
    url: str
    above: int


@dataclass(frozen=True)
class Ladder:
    """All rungs, the highest first, and the value for items without one."""

    rungs: tuple[Rung, ...]
    unknown: FacetValue | None


def ladder(facet: FacetView, response: SearchResponse, labels: Labels) -> Ladder:
    """Return the ladder of a facet, with the counts of a response."""
    values = {value.key: value for value in facet.values}
    rungs: list[Rung] = []
    above = 0
    for key in reversed(list(labels.names[facet.name])):
        value = values.get(key) or FacetValue(key, labels.of(facet.name, key), 0, False)
        above += value.count
        rungs.append(_rung(value, response, labels, above))
    return Ladder(tuple(rungs), values.get(UNKNOWN))


def _rung(value: FacetValue, response: SearchResponse, labels: Labels, above: int) -> Rung:
    request = response.request
    start = request.rungs[:1] == (value.key,)
    order = list(labels.names[LADDER.name])
    rungs = () if start else tuple(order[order.index(value.key) :])
    kept = tuple(key for key in request.filters.get(LADDER.name, ()) if key not in rungs)
    after = replace(request.without(LADDER.name), rungs=rungs)
    if kept:
        after = replace(after, filters={**after.filters, LADDER.name: kept})
    return Rung(value, value.key in request.rungs, start, address(response.path, after), above)
