"""Link from a page without results to the main themes that have something, the fullest first."""

from collections.abc import Mapping

from ..engines.protocol import Query
from ..facets.labels import Labels
from ..fields import Display, displayed_as
from ..query.request import SearchRequest
from .response import BrowseLink, address

FACET = displayed_as(Display.TREE).name

# Themes that are shown at most.
SHOWN = 12


def query(within: Mapping[str, tuple[str, ...]], now: int) -> Query:
    """Return the query that counts the themes of all items that pass these filters."""
    return Query(now=now, filters=within, facets=(FACET,), size=0)


def links(counts: Mapping[str, int], path: str, labels: Labels) -> tuple[BrowseLink, ...]:
    """Return a link to each main theme with its count, the fullest first."""
    mains = [key for key in counts if key in labels.names[FACET] and key not in labels.parents]
    mains.sort(key=lambda key: (-counts[key], labels.of(FACET, key)))
    return tuple(
        BrowseLink(
            labels.of(FACET, key),
            address(path, SearchRequest(filters={FACET: (key,)})),
            counts[key],
        )
        for key in mains[:SHOWN]
    )
