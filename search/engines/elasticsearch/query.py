"""A Query in Elasticsearch's terms. Pure: nothing here speaks to a server.

Query text never reaches a parser or an analyser: every query is put together from whole terms.
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

MAX_VALUES = 10_000
"""Values counted in one facet; the longest list, municipalities, has 285."""

BEHIND = "behind "
"""How the name of an aggregation of facets that share filters begins; no facet's does."""

Order = dict[str, dict[str, str]]

FALLING, RISING = {"order": "desc"}, {"order": "asc"}

ORDERS: dict[Sort, Order] = {
    Sort.NEWEST: {"newest": FALLING},
    Sort.OLDEST: {"oldest": RISING},
    Sort.TITLE: {"title": RISING},
}


def is_ranked(query: Query) -> bool:
    """Without words every score is the same, and without hits none is asked for."""
    return query.sort == Sort.RELEVANCE and bool(query.words) and query.size > 0


def order(query: Query) -> list[Order]:
    if is_ranked(query):
        return [{"_score": FALLING}, {"id": RISING}]
    return [ORDERS.get(query.sort, ORDERS[Sort.NEWEST])]


def request(query: Query) -> dict[str, Any]:
    """Hits' query and all facet counts in one; the caller says which hits it wants of it.

    A facet's filter is applied after counting, and within the counts of every other facet. Facets
    that are counted behind the same filters share one aggregation for these; without any there is
    none, since a filter that lets all through takes as long as a third of the counting.
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
    """Key → count of each facet, from the aggregations that `request` asked for."""
    groups = [answered, *(found for name, found in answered.items() if name.startswith(BEHIND))]
    values = {name: group[name] for name in facets for group in groups if name in group}
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
        for name, found in values.items()
    }


def hits_only(query: Query) -> dict[str, Any]:
    """The same hits in the same order, without counting anything."""
    filters = [_any_key(name, keys) for name, keys in query.filters.items() if keys]
    search = Search().query(_matching(query, filters)).sort(*order(query))
    return dict(search.to_dict()) | {"track_total_hits": False}


def not_tombstones() -> dict[str, Any]:
    """Every document but the tombstones."""
    return dict(Range("visible_until", {"gt": 0}).to_dict())


def tombstones_since(since: int) -> dict[str, Any]:
    """Those left at or after `since` (epoch seconds)."""
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
        # With something required beside them, optional words are truly optional.
        filter=[MatchAll(), *map(_phrase, query.phrases), *filters],
        must_not=[
            *map(_excluded, query.excluded),
            *_holds_all_lacking(query),
            *invisible(query.now),
        ],
    )


def _named(word: Clause, rank: int) -> Clause:
    """Named by its rank, so that a hit says which words it holds."""
    return Bool(must=[word], _name=str(rank))


def _at_least(words: Sequence[Word], clauses: list[Clause], least: int) -> Clause:
    """Documents whose words weigh so much, scored by each word that they hold."""
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
    """A word written as several terms scores as their mean: it is still one word."""
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
    """Nearly everything is visible, so the exceptions are looked up and left out."""
    return [Range("visible_from", {"gt": now}), Range("visible_until", {"lte": now})]


def _any(queries: Iterable[Clause]) -> Clause:
    return Bool(should=list(queries), minimum_should_match=1)


def _all(queries: Iterable[Clause]) -> Clause:
    return Bool(filter=list(queries))
