"""Answer a query from one tantivy searcher: hits in order, total and counts.

A searcher is a snapshot, so hits, total and counts of one answer are of one moment.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import tantivy
from tantivy import DocAddress, Order

from ...fields import TEXT_FIELDS
from ..protocol import Answer, Hit, Query, Sort, Word
from ..score_order import run_is_complete, runs
from ..terms import is_partial
from .counts import Snapshot, counts
from .query import holding_word, matching
from .schema import TIE_FIELDS, stored_id, stored_payload

# Ranks read past the page at first; most runs of equal scores end within them.
MARGIN = 40

# Reading more is another search of some milliseconds, so take a few large steps.
GROWTH = 8

CHUNK = 1_000

# Documents from which a phrase takes milliseconds, and from which words do.
MANY_FOR_PHRASES, MANY_FOR_WORDS = 50_000, 500_000

ORDERS = {
    Sort.NEWEST: ("newest", Order.Desc),
    Sort.OLDEST: ("oldest", Order.Asc),
    Sort.TITLE: ("title", Order.Asc),
}

Ranked = tuple[float, DocAddress]


def answer(view: Snapshot, query: Query) -> Answer:
    """Return the hits, total and facet counts of a query."""
    if not _takes_long(view, query):
        total, hits = _hits(view.searcher, query)
        return Answer(total, hits, counts(view, query, total))
    # Matching is most of the work, once for hits and once for counts, so both run at the same time.
    # The thread is started for this search alone: a waiting thread would be gone after a fork. On
    # a busy machine it may have to wait, so it is used only if there is much to read.
    with ThreadPoolExecutor(1) as aside:
        counted = aside.submit(counts, view, query, _estimated_total(view.searcher, query))
        total, hits = _hits(view.searcher, query)
        return Answer(total, hits, counted.result())


def _takes_long(view: Snapshot, query: Query) -> bool:
    """Return whether counting in a second thread saves time.

    A phrase reads the positions of words in each text; words read only which documents have them.
    """
    many = MANY_FOR_PHRASES if query.phrases else MANY_FOR_WORDS
    return bool(query.phrases or query.words) and view.searcher.num_docs >= many


def _estimated_total(searcher: tantivy.Searcher, query: Query) -> int:
    """Estimate how many documents a query for one word matches, by its most frequent field.

    It decides only which way of counting takes less time.
    """
    has_conditions = query.phrases or query.excluded or query.lacking or any(query.filters.values())
    if has_conditions or len(query.words) != 1 or query.minimum <= 0:
        return 0
    terms = [terms[0] for terms in query.words[0].alternatives if len(terms) == 1]
    holding = [searcher.doc_freq(field.name, term) for field in TEXT_FIELDS for term in terms]
    return max(holding, default=0)


def scan(searcher: tantivy.Searcher, query: Query) -> Iterator[Hit]:
    """Yield every hit from first to last."""
    total, _ = _by_key(searcher, query, 0, 0)
    for offset in range(0, total, CHUNK):
        yield from _loaded(searcher, _by_key(searcher, query, offset, CHUNK)[1])


def _hits(searcher: tantivy.Searcher, query: Query) -> tuple[int, tuple[Hit, ...]]:
    if query.sort == Sort.RELEVANCE and query.words and query.size:
        total, hits = _by_relevance(searcher, query)
    else:
        total, hits = _by_key(searcher, query, query.offset, query.size)
    loaded = tuple(_loaded(searcher, hits))
    return total, _with_missing(searcher, loaded, query) if is_partial(query) else loaded


def _by_key(
    searcher: tantivy.Searcher, query: Query, offset: int, size: int
) -> tuple[int, list[Ranked]]:
    field, order = ORDERS.get(query.sort, ORDERS[Sort.NEWEST])
    # Tantivy refuses a limit of 0, so a page of no hits reads one and leaves it.
    result = searcher.search(
        matching(query), max(size, 1), order_by_field=field, order=order, offset=offset
    )
    return _total(result), [(0.0, address) for _, address in result.hits[:size]]


def _by_relevance(searcher: tantivy.Searcher, query: Query) -> tuple[int, list[Ranked]]:
    end = query.offset + query.size
    limit = end + MARGIN
    while True:
        result = searcher.search(matching(query), limit)
        scores = [score for score, _ in result.hits]
        if len(scores) < limit or run_is_complete(scores, end):
            break
        limit = min(limit * GROWTH, searcher.num_docs + 1)
    page = [
        hit
        for first, past in runs(scores, query.offset, end)
        for hit in _page_of_run(
            searcher, result.hits[first:past], query.offset - first, end - first
        )
    ]
    return _total(result), page


def _total(result: tantivy.SearchResult) -> int:
    return result.count  # type: ignore[attr-defined, no-any-return]  # not in tantivy's stub


def _page_of_run(
    searcher: tantivy.Searcher, run: list[Ranked], start: int, end: int
) -> list[Ranked]:
    """Return ranks [start, end) of one run, ordered by id."""
    if len(run) > 1:
        keys = _id_keys(searcher, [address for _, address in run])
        run = [run[i] for i in sorted(range(len(run)), key=keys.__getitem__)]
    return run[max(start, 0) : end]


def _id_keys(
    searcher: tantivy.Searcher, addresses: list[DocAddress]
) -> Sequence[tuple[object, ...]]:
    """Return for each document a key that sorts as its id does."""
    columns = [searcher.fast_field_values(name, addresses) for name in TIE_FIELDS]
    keys = list(zip(*columns, strict=True))
    seen = Counter(keys)
    return [
        # Read ids in full that share their first 24 bytes.
        (*key, stored_id(searcher.doc(address)) if seen[key] > 1 else "")
        for key, address in zip(keys, addresses, strict=True)
    ]


def _loaded(searcher: tantivy.Searcher, hits: Sequence[Ranked]) -> Iterator[Hit]:
    for score, address in hits:
        stored = searcher.doc(address)
        yield Hit(stored_id(stored), score, stored_payload(stored))


def _with_missing(
    searcher: tantivy.Searcher, hits: tuple[Hit, ...], query: Query
) -> tuple[Hit, ...]:
    """Add to each hit the words that it lacks, with one small search for each word."""
    ids = [hit.id for hit in hits]
    holding = [_ids_holding(searcher, word, ids) for word in query.words] if ids else []
    return tuple(
        replace(hit, missing=tuple(n for n, having in enumerate(holding) if hit.id not in having))
        for hit in hits
    )


def _ids_holding(searcher: tantivy.Searcher, word: Word, ids: list[str]) -> set[str]:
    result = searcher.search(holding_word(word, ids), len(ids), count=False).hits
    return {stored_id(searcher.doc(address)) for _, address in result}
