"""The ladder as a filter: all its rungs in their place, also where nothing is found on one."""

from dataclasses import dataclass, replace

from ..facets.labels import Labels
from .response import FacetValue, FacetView, SearchResponse, address


@dataclass(frozen=True)
class Rung:
    """`within` where "this rung and above" of a lower one, or of this one (`start`), is asked;
    `url` asks it from here, or no longer."""

    value: FacetValue
    within: bool
    start: bool
    url: str
    above: int
    """Items on this rung and on those above it."""


@dataclass(frozen=True)
class Ladder:
    rungs: tuple[Rung, ...]
    """The highest first, as one looks at a ladder."""
    unknown: FacetValue | None


def ladder(facet: FacetView, found: SearchResponse, names: Labels) -> Ladder:
    values = {value.key: value for value in facet.values}
    rungs: list[Rung] = []
    above = 0
    for key in reversed(list(names.names[facet.name])):
        value = values.get(key) or FacetValue(key, names.of(facet.name, key), 0, False)
        above += value.count
        rungs.append(_rung(value, found, names, above))
    return Ladder(tuple(rungs), values.get("onbekend"))


def _rung(value: FacetValue, found: SearchResponse, names: Labels, above: int) -> Rung:
    asked = found.request
    start = asked.rungs[:1] == (value.key,)
    order = list(names.names["trede"])
    rungs = () if start else tuple(order[order.index(value.key) :])
    kept = tuple(key for key in asked.filters.get("trede", ()) if key not in rungs)
    after = replace(asked.without("trede"), rungs=rungs)
    if kept:
        after = replace(after, filters={**after.filters, "trede": kept})
    return Rung(value, value.key in asked.rungs, start, address(found.path, after), above)
