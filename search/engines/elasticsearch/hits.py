"""Read the hits of a query from Elasticsearch, in the order that both engines keep.

Elasticsearch orders by score, and by id if scores are exactly equal. Hits whose scores differ by
rounding only still have to be merged. The first request nearly always reads far enough for that. A
longer run takes further requests, which skip what the page cannot need.
"""

import zlib
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from ..protocol import Answer, Hit, Query
from ..score_order import run_is_complete, runs
from ..terms import is_partial
from .client import Client
from .query import counts, hits_only, is_ranked, request

# Ranks read past the page at first, each with its texts; most runs of equal scores end within them.
MARGIN = 10

# From this rank on, hits are read without payloads, and the payloads of the page separately.
PAYLOADS_APART_FROM = 300

# Requests after which a run is cut: its groups of equal scores would fill twenty pages.
MAX_REQUESTS = 20

PAST_ALL_IDS = "\U0010ffff"

# The positions in the query, as text, of the words that a document holds.
WordRanks = frozenset[str]

# Score, id, payload (None if it was not read yet), and the words that the document holds.
Row = tuple[float, str, Any, WordRanks]

BARE = {"_source": False, "stored_fields": "_none_"}
WHOLE = {"_source": ["payload"]}


def answer(client: Client, index: str, query: Query) -> Answer:
    """Answer one query with one request, or more if a run of equal scores is long."""
    return _answer_from(client, index, query, _search(client, index, query, _first(query)))


def answers(client: Client, asks: Sequence[tuple[str, Query]]) -> list[Answer]:
    """Answer several queries, each to an index, in one request."""
    if not asks:
        return []
    lines: list[Mapping[str, Any]] = []
    for index, query in asks:
        lines += [{"index": index, **_options(query)}, _first(query)]
    answered = client.call("msearch", searches=lines)["responses"]
    return [
        _answer_from(client, index, query, row)
        for (index, query), row in zip(asks, client.each(answered), strict=True)
    ]


def _answer_from(client: Client, index: str, query: Query, answered: Mapping[str, Any]) -> Answer:
    rows = _by_relevance(client, index, query, answered) if is_ranked(query) else _by_key(answered)
    total = answered["hits"]["total"]["value"]
    hits = tuple(_hit(row, query) for row in rows)
    return Answer(total, hits, counts(answered.get("aggregations", {}), query.facets))


def _hit(row: Row, query: Query) -> Hit:
    score, id_, payload, held = row
    ranks = range(len(query.words)) if is_partial(query) else ()
    return Hit(id_, score, payload, tuple(rank for rank in ranks if str(rank) not in held))


def hit(answered: Mapping[str, Any]) -> Hit:
    """Return the hit of a document that was read without a score."""
    return Hit(answered["_id"], 0.0, answered["_source"]["payload"])


def _first(query: Query) -> dict[str, Any]:
    """Return the body of the first request, which is nearly always the only one."""
    whole = {"track_total_hits": True, **request(query)}
    if not is_ranked(query):
        return {**whole, **WHOLE, "from": query.offset, "size": query.size}
    size = _limit(query)
    return {**whole, **(BARE if size > PAYLOADS_APART_FROM else WHOLE), "size": size}


def _limit(query: Query) -> int:
    return query.offset + query.size + MARGIN


def _by_key(answered: Mapping[str, Any]) -> list[Row]:
    hits = answered["hits"]["hits"]
    return [(0.0, row["_id"], row["_source"]["payload"], _matched_words(row)) for row in hits]


def _by_relevance(
    client: Client, index: str, query: Query, answered: Mapping[str, Any]
) -> list[Row]:
    end = query.offset + query.size
    rows = _rows(answered)
    if len(rows) == _limit(query):
        rows = _complete_run(client, index, query, rows)
    scores = [row[0] for row in rows]
    page = [
        row
        for first, past in runs(scores, query.offset, end)
        for row in _page_of_run(rows[first:past], query.offset - first, end - first)
    ]
    return _with_payloads(client, index, page)


def _page_of_run(run: list[Row], start: int, end: int) -> list[Row]:
    """Return ranks [start, end) of one run, ordered by id."""
    return sorted(run, key=itemgetter(1))[max(start, 0) : end]


def _complete_run(client: Client, index: str, query: Query, rows: list[Row]) -> list[Row]:
    """Return `rows` and what follows them, to the end of the run of the page's last hit.

    From a group of equal scores the page needs at most as many hits as the run has ranks on it, and
    the lowest ids of the group come first. Once these are read, the rest of the group is skipped.
    """
    end = query.offset + query.size
    for _ in range(MAX_REQUESTS):
        scores = [row[0] for row in rows]
        if run_is_complete(scores, end):
            break
        first, _ = runs(scores, end - 1, end)[0]
        needed = end - first
        score, id_, *_ = rows[-1]
        enough = scores.count(score) >= needed
        body = {**hits_only(query), **BARE, "size": needed + MARGIN}
        body["search_after"] = [score, PAST_ALL_IDS if enough else id_]
        more = _rows(_search(client, index, query, body))
        rows = rows + more
        if len(more) < needed + MARGIN:
            break
    return rows


def _rows(answered: Mapping[str, Any]) -> list[Row]:
    return [
        (*row["sort"], row["_source"]["payload"] if "_source" in row else None, _matched_words(row))
        for row in answered["hits"]["hits"]
    ]


def _matched_words(answered: Mapping[str, Any]) -> WordRanks:
    return frozenset(answered.get("matched_queries", ()))


def _with_payloads(client: Client, index: str, page: list[Row]) -> list[Row]:
    missing = [id_ for _, id_, payload, _ in page if payload is None]
    if not missing:
        return page
    read = client.call("mget", index=index, ids=missing, source=["payload"])
    payloads = {row["_id"]: row["_source"]["payload"] for row in read["docs"] if row["found"]}
    return [
        (score, id_, payloads.get(id_, {}) if payload is None else payload, held)
        for score, id_, payload, held in page
    ]


def _search(client: Client, index: str, query: Query, body: Mapping[str, Any]) -> Any:
    whole = {"track_total_hits": True, **body}
    return client.call("search", index=index, body=whole, **_options(query))


def _options(query: Query) -> dict[str, Any]:
    return {
        # Send all pages of one query to the same replica: each counts replaced documents itself.
        "preference": f"q{zlib.crc32(repr(query.words).encode('utf-8', 'replace'))}",
        "allow_partial_search_results": False,
    }
