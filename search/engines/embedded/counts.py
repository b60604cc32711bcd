"""Count the documents of a query by the keys of a facet.

Counting takes time in proportion to the documents counted. If a query matches more than half of the
index, the documents that it does not match are counted instead, and subtracted from the counts of
the whole index, which are computed once for each commit. The counts are exact either way.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import tantivy

from ...fields import FACET_NAMES
from ..protocol import Query
from .columns import aggregations, merge_counts
from .query import complement, matching, not_tombstones

Counts = dict[str, Mapping[str, int]]


class Snapshot:
    """The state after one commit: its searcher, and what is computed once for it."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher

    @cached_property
    def whole(self) -> Counts:
        """Return the counts over every document, visible or not."""
        return _count(self.searcher, tantivy.Query.all_query(), FACET_NAMES)


def counts(view: Snapshot, query: Query, total: int = 0) -> Counts:
    """Count each requested facet: in one pass for those without a filter, one for each with.

    Args:
        view: the state of the index.
        query: the query and the facets.
        total: the number of documents that match, or an estimate; it decides only which way is
            taken.
    """
    chosen = [name for name in query.facets if query.filters.get(name)]
    free = [name for name in query.facets if name not in chosen]
    counted_values = _unfiltered(view, query, total, free) if free else {}
    for name in chosen:
        counted_values.update(_count(view.searcher, matching(query, without=name), [name]))
    return {name: counted_values[name] for name in query.facets}


def counts_by_kind(view: Snapshot) -> Mapping[str, int]:
    """Return the number of documents of each kind, without tombstones."""
    return _count(view.searcher, not_tombstones(), ["soort"])["soort"]


def _unfiltered(view: Snapshot, query: Query, total: int, names: Sequence[str]) -> Counts:
    if 2 * total <= view.searcher.num_docs:
        return _count(view.searcher, matching(query), names)
    others = _count(view.searcher, complement(matching(query)), names)
    return {name: _subtract(view.whole[name], others[name]) for name in names}


def _subtract(whole: Mapping[str, int], others: Mapping[str, int]) -> Mapping[str, int]:
    left = ((key, count - others.get(key, 0)) for key, count in whole.items())
    return {key: count for key, count in left if count}


def _count(searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]) -> Counts:
    counted_values = searcher.aggregate(query, aggregations(names))
    return {name: merge_counts(counted_values, name) for name in names}
