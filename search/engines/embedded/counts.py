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
from .columns import counted, counting
from .query import all_but, living, matching

Counts = dict[str, Mapping[str, int]]


class View:
    """One commit: its searcher, a snapshot, and what is only worked out once of it."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher

    @cached_property
    def whole(self) -> Counts:
        """Counts over every document there is, whether anybody may find it or not."""
        return _values(self.searcher, tantivy.Query.all_query(), FACET_NAMES)


def counts(view: View, query: Query, total: int = 0) -> Counts:
    """For each asked facet. One pass for all that are not filtered on, one for each that is.

    `total` is how many documents the question finds, as far as that is known.
    """
    chosen = [name for name in query.facets if query.filters.get(name)]
    free = [name for name in query.facets if name not in chosen]
    found = _free(view, query, total, free) if free else {}
    for name in chosen:
        found.update(_values(view.searcher, matching(query, without=name), [name]))
    return {name: found[name] for name in query.facets}


def kinds(view: View) -> Mapping[str, int]:
    return _values(view.searcher, living(), ["soort"])["soort"]


def _free(view: View, query: Query, total: int, names: Sequence[str]) -> Counts:
    if 2 * total <= view.searcher.num_docs:
        return _values(view.searcher, matching(query), names)
    others = _values(view.searcher, all_but(matching(query)), names)
    return {name: _less(view.whole[name], others[name]) for name in names}


def _less(whole: Mapping[str, int], others: Mapping[str, int]) -> Mapping[str, int]:
    left = ((key, count - others.get(key, 0)) for key, count in whole.items())
    return {key: count for key, count in left if count}


def _values(searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]) -> Counts:
    found = searcher.aggregate(query, counting(names))
    return {name: counted(found, name) for name in names}
