"""Translate a Query to Elasticsearch; pure, without a server.

Query text never reaches a parser or an analyser: every query is made of whole terms.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import (
    Bool,
    DisMax,
    MatchAll,
    MatchNone,
    MatchPhrase,
    Range,
    Term,
    Terms,
)
from elasticsearch.dsl.query import Query as Clause

from ...fields import PHRASE_FIELDS, TEXT_FIELDS
from ..protocol import Other, Phrase, Query, Sort, Word
from ..terms import (
    TIE_BREAKER,
    alternatives,
    distinct_terms,
    is_partial,
    query_term,
    weight_copies,
    weight_units,
)

# Values counted in one facet; the longest list, municipalities, has 285.
MAX_VALUES = 10_000

# Prefix of the name of an aggregation for facets that share filters; no facet has it.
BEHIND = "behind "

Order = dict[str, dict[str, str]]

FALLING, RISING = {"order": "desc"}, {"order": "asc"}

ORDERS: dict[Sort, Order] = {
    Sort.NEWEST: {"newest": FALLING},
    Sort.OLDEST: {"oldest": RISING},
    Sort.TITLE: {"title": RISING},
}


def is_ranked(query: Query) -> bool:
    """Return whether hits are ordered by score: without words every score is the same."""
    return query.sort == Sort.RELEVANCE and bool(query.words) and query.size > 0


def order(query: Query) -> list[Order]:
    """Return the sort keys of a query."""
    if is_ranked(query):
        return [{"_score": FALLING}, {"id": RISING}]
    return [ORDERS.get(query.sort, ORDERS[Sort.NEWEST])]


def request(query: Query) -> dict[str, Any]:
    """Return the body of a search for hits and all facet counts; the caller adds the page.

    The filter of a facet is applied after counting, and within the counts of every other facet.
    Facets that are counted behind the same filters share one aggregation. Without filters there is
    none, since a filter that lets everything through takes a third of the time of the counting.
    """
    filters = {name: _any_key(name, keys) for name, keys in query.filters.items() if keys}
    counted = {name: clause for name, clause in filters.items() if name in query.facets}
    always = [clause for name, clause in filters.items() if name not in counted]
    search = Search().query(_matching(query, always)).sort(*order(query))
    if counted:
        search = search.post_filter(_all(counted.values()))
    groups: dict[str, Any] = {"": search.aggs}
    for name in query.facets:
        behind = {other: clause for other, clause in counted.items() if other != name}
        group = " ".join(behind)
        if group not in groups:
            within = A("filter", filter=_all(behind.values()))
            groups[group] = search.aggs.bucket(f"{BEHIND}{group}", within)
        groups[group].bucket(name, "terms", field=name, size=MAX_VALUES)
    return dict(search.to_dict())


def counts(answered: Mapping[str, Any], facets: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return key → count of each facet, from the aggregations of `request`."""
    groups = [answered, *(found for name, found in answered.items() if name.startswith(BEHIND))]
    values = {name: group[name] for name in facets for group in groups if name in group}
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
        for name, found in values.items()
    }


def hits_only(query: Query) -> dict[str, Any]:
    """Return the body of a search for the same hits in the same order, without counting."""
    filters = [_any_key(name, keys) for name, keys in query.filters.items() if keys]
    search = Search().query(_matching(query, filters)).sort(*order(query))
    return dict(search.to_dict()) | {"track_total_hits": False}


def not_tombstones() -> dict[str, Any]:
    """Return a query for every document but the tombstones."""
    return dict(Range("visible_until", {"gt": 0}).to_dict())


def tombstones_since(since: int) -> dict[str, Any]:
    """Return a query for the tombstones left at or after `since` (epoch seconds)."""
    dead = [Range("visible_until", {"lte": 0}), Range("oldest", {"gte": since})]
    return dict(Bool(filter=dead).to_dict())


def _matching(query: Query, filters: list[Clause]) -> Clause:
    words = [_word(word) for word in query.words]
    if is_partial(query):
        words = [_named(word, rank) for rank, word in enumerate(words)]
    required = [_at_least(query.words, words, query.minimum)] if query.minimum > 0 else []
    return Bool(
        must=required,
        should=[] if required else words,
        minimum_should_match=0,
        # Optional words are optional only beside a required clause.
        filter=[MatchAll(), *map(_phrase, query.phrases), *filters],
        must_not=[
            *map(_excluded, query.excluded),
            *_holds_all_lacking(query),
            *invisible(query.now),
        ],
    )


def _named(word: Clause, rank: int) -> Clause:
    """Name a clause by the position of its word, so that a hit says which words it holds."""
    return Bool(must=[word], _name=str(rank))


def _at_least(words: Sequence[Word], clauses: list[Clause], least: int) -> Clause:
    """Match documents whose words weigh at least `least`, scored by each word they hold."""
    if least > sum(word.weight for word in words):
        return MatchNone()
    unscored = [Bool(filter=[_word(word)]) for word in weight_copies(words)]
    return Bool(should=[*clauses, *unscored], minimum_should_match=weight_units(words, least))


def _holds_all_lacking(query: Query) -> list[Clause]:
    return [Bool(must=[_word(word) for word in query.lacking])] if query.lacking else []


def _word(word: Word) -> Clause:
    ways = [_alternative(terms) for terms in alternatives(word)]
    return _dis_max([*ways, *(_variant(other) for other in word.others if other.terms)], 0.0)


def _variant(other: Other) -> Clause:
    together = _alternative(distinct_terms(other.terms))
    adjacent = other.adjacent and len(other.terms) > 1
    order = [_phrase(Phrase(other.terms))] if adjacent else []
    return Bool(must=[together], filter=order, boost=other.share)


def _alternative(terms: list[str]) -> Clause:
    """Score a word that is written as several terms as their mean: it is still one word."""
    parts = [_term(term) for term in terms]
    return parts[0] if len(parts) == 1 else Bool(must=parts, boost=1 / len(parts))


def _term(term: str) -> Clause:
    return _dis_max(
        [Term(field.name, {"value": term, "boost": field.weight}) for field in TEXT_FIELDS],
        TIE_BREAKER,
    )


def _dis_max(queries: list[Clause], tie_breaker: float) -> Clause:
    if not queries:
        return MatchNone()
    return queries[0] if len(queries) == 1 else DisMax(queries=queries, tie_breaker=tie_breaker)


def _phrase(phrase: Phrase) -> Clause:
    terms = [query_term(term) for term in phrase.terms]
    # The field's analyser splits the phrase at white space, which is in no term of the index.
    if not terms or any(term.split() != [term] for term in terms):
        return MatchNone()
    return _any(MatchPhrase(name, {"query": " ".join(terms)}) for name in PHRASE_FIELDS)


def _excluded(item: Word | Phrase) -> Clause:
    return _word(item) if isinstance(item, Word) else _phrase(item)


def _any_key(facet: str, keys: tuple[str, ...]) -> Clause:
    return Terms(facet, [query_term(key) for key in keys])


def invisible(now: int) -> list[Clause]:
    """Return the documents that are not visible; they are few, so they are left out."""
    return [Range("visible_from", {"gt": now}), Range("visible_until", {"lte": now})]


def _any(queries: Iterable[Clause]) -> Clause:
    return Bool(should=list(queries), minimum_should_match=1)


def _all(queries: Iterable[Clause]) -> Clause:
    return Bool(filter=list(queries))
