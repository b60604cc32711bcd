"""What one tantivy searcher answers: hits in order, totals, counts. Reads and never writes.

A searcher is a snapshot, so hits, total and counts of one answer are of one moment.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import tantivy
from tantivy import DocAddress, Order

from search.engines.embedded_query import living, matching
from search.engines.embedded_schema import TIE_FIELDS, stored_id, stored_payload
from search.engines.protocol import Answer, Hit, Query, Sort
from search.engines.ranking import closed, runs

MARGIN = 40
"""Ranks read past the page at first; most runs of equal scores end within them."""

GROWTH = 8
"""Reading more is another search of a few ms: few large steps, not many exact ones."""

CHUNK = 1_000
MAX_VALUES = 10_000
"""Values counted in one facet; the longest list, municipalities, has 285."""

ORDERS = {
    Sort.NEWEST: ("newest", Order.Desc),
    Sort.OLDEST: ("oldest", Order.Asc),
    Sort.TITLE: ("title", Order.Asc),
}

Ranked = tuple[float, DocAddress]


def answer(searcher: tantivy.Searcher, query: Query) -> Answer:
    if query.sort == Sort.RELEVANCE and query.words and query.size:
        total, hits = _by_relevance(searcher, query)
    else:
        total, hits = _by_key(searcher, query, query.offset, query.size)
    return Answer(total, tuple(_loaded(searcher, hits)), _counts(searcher, query))


def scan(searcher: tantivy.Searcher, query: Query) -> Iterator[Hit]:
    total, _ = _by_key(searcher, query, 0, 0)
    for offset in range(0, total, CHUNK):
        yield from _loaded(searcher, _by_key(searcher, query, offset, CHUNK)[1])


def kinds(searcher: tantivy.Searcher) -> dict[str, int]:
    return _values(searcher, living(), ["soort"])["soort"]


def _by_key(
    searcher: tantivy.Searcher, query: Query, offset: int, size: int
) -> tuple[int, list[Ranked]]:
    field, order = ORDERS.get(query.sort, ORDERS[Sort.NEWEST])
    # Tantivy refuses a limit of 0, so a page of no hits reads one and leaves it.
    found = searcher.search(
        matching(query), max(size, 1), order_by_field=field, order=order, offset=offset
    )
    return _total(found), [(0.0, address) for _, address in found.hits[:size]]


def _by_relevance(searcher: tantivy.Searcher, query: Query) -> tuple[int, list[Ranked]]:
    end = query.offset + query.size
    limit = end + MARGIN
    while True:
        found = searcher.search(matching(query), limit)
        scores = [score for score, _ in found.hits]
        if len(scores) < limit or closed(scores, end):
            break
        limit = min(limit * GROWTH, searcher.num_docs + 1)
    page = [
        hit
        for first, past in runs(scores, query.offset, end)
        for hit in _part(searcher, found.hits[first:past], query.offset - first, end - first)
    ]
    return _total(found), page


def _total(found: tantivy.SearchResult) -> int:
    return found.count  # type: ignore[attr-defined, no-any-return]  # not in tantivy's stub


def _part(searcher: tantivy.Searcher, run: list[Ranked], start: int, end: int) -> list[Ranked]:
    """Ranks [start, end) of one run, ordered by id."""
    if len(run) > 1:
        keys = _ids(searcher, [address for _, address in run])
        run = [run[i] for i in sorted(range(len(run)), key=keys.__getitem__)]
    return run[max(start, 0) : end]


def _ids(searcher: tantivy.Searcher, addresses: list[DocAddress]) -> Sequence[tuple[object, ...]]:
    """For each document a key that sorts as its id does."""
    columns = [searcher.fast_field_values(name, addresses) for name in TIE_FIELDS]
    keys = list(zip(*columns, strict=True))
    seen = Counter(keys)
    return [
        # Ids that share their first 24 bytes are read in full.
        (*key, stored_id(searcher.doc(address)) if seen[key] > 1 else "")
        for key, address in zip(keys, addresses, strict=True)
    ]


def _loaded(searcher: tantivy.Searcher, hits: Sequence[Ranked]) -> Iterator[Hit]:
    for score, address in hits:
        stored = searcher.doc(address)
        yield Hit(stored_id(stored), score, stored_payload(stored))


def _counts(searcher: tantivy.Searcher, query: Query) -> Mapping[str, Mapping[str, int]]:
    """One pass for all facets that are not filtered on, and one for each that is."""
    chosen = [name for name in query.facets if query.filters.get(name)]
    free = [name for name in query.facets if name not in chosen]
    counts = _values(searcher, matching(query), free) if free else {}
    for name in chosen:
        counts.update(_values(searcher, matching(query, without=name), [name]))
    return {name: counts[name] for name in query.facets}


def _values(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]
) -> dict[str, dict[str, int]]:
    terms = {name: {"terms": {"field": name, "size": MAX_VALUES}} for name in names}
    found = searcher.aggregate(query, terms)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
        for name in names
    }
