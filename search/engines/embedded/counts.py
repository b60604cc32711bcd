"""How many documents hold each key of a facet, among those that a question finds.

Counting takes as long as there are documents to count. Where a question finds more than half of
the index, those that it does not find are counted instead, and taken from what the whole index
holds: that is counted once a commit. The counts are exact either way.
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
    """One commit: its searcher, a snapshot, and what is only worked out once of it."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher

    @cached_property
    def whole(self) -> Counts:
        """Counts over every document there is, whether anybody may find it or not."""
        return _count(self.searcher, tantivy.Query.all_query(), FACET_NAMES)


def counts(view: Snapshot, query: Query, total: int = 0) -> Counts:
    """For each asked facet. One pass for all that are not filtered on, one for each that is.

    `total` is how many documents the question finds, as far as that is known.
    """
    chosen = [name for name in query.facets if query.filters.get(name)]
    free = [name for name in query.facets if name not in chosen]
    counted_values = _unfiltered(view, query, total, free) if free else {}
    for name in chosen:
        counted_values.update(_count(view.searcher, matching(query, without=name), [name]))
    return {name: counted_values[name] for name in query.facets}


def counts_by_kind(view: Snapshot) -> Mapping[str, int]:
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
