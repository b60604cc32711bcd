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
from ..terms import TIE_BREAKER, alternatives, asked, copies, is_partial, once, share

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
    filters = {name: _one_of(name, keys) for name, keys in query.filters.items() if keys}
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
    filters = [_one_of(name, keys) for name, keys in query.filters.items() if keys]
    search = Search().query(_matching(query, filters)).sort(*order(query))
    return dict(search.to_dict()) | {"track_total_hits": False}


def living() -> dict[str, Any]:
    """Every document but the tombstones."""
    return dict(Range("visible_until", {"gt": 0}).to_dict())


def tombstones(since: int) -> dict[str, Any]:
    """Those left at or after `since` (epoch seconds)."""
    dead = [Range("visible_until", {"lte": 0}), Range("oldest", {"gte": since})]
    return dict(Bool(filter=dead).to_dict())


def _matching(query: Query, filters: list[Clause]) -> Clause:
    words = [_word(word) for word in query.words]
    if is_partial(query):
        words = [_named(word, rank) for rank, word in enumerate(words)]
    required = [_weighing(query.words, words, query.minimum)] if query.minimum > 0 else []
    return Bool(
        must=required,
        should=[] if required else words,
        minimum_should_match=0,
        # With something required beside them, optional words are truly optional.
        filter=[MatchAll(), *map(_in_order, query.phrases), *filters],
        must_not=[*map(_excluded, query.excluded), *_all_of(query), *invisible(query.now)],
    )


def _named(word: Clause, rank: int) -> Clause:
    """Named by its rank, so that a hit says which words it holds."""
    return Bool(must=[word], _name=str(rank))


def _weighing(words: Sequence[Word], clauses: list[Clause], least: int) -> Clause:
    """Documents whose words weigh so much, scored by each word that they hold."""
    if least > sum(word.weight for word in words):
        return MatchNone()
    unscored = [Bool(filter=[_word(word)]) for word in copies(words)]
    return Bool(should=[*clauses, *unscored], minimum_should_match=share(words, least))


def _all_of(query: Query) -> list[Clause]:
    return [Bool(must=[_word(word) for word in query.lacking])] if query.lacking else []


def _word(word: Word) -> Clause:
    ways = [_alternative(terms) for terms in alternatives(word)]
    return _best([*ways, *(_other(other) for other in word.others if other.terms)], 0.0)


def _other(other: Other) -> Clause:
    together = _alternative(once(other.terms))
    adjacent = other.adjacent and len(other.terms) > 1
    order = [_in_order(Phrase(other.terms))] if adjacent else []
    return Bool(must=[together], filter=order, boost=other.share)


def _alternative(terms: list[str]) -> Clause:
    """A word written as several terms scores as their mean: it is still one word."""
    parts = [_term(term) for term in terms]
    return parts[0] if len(parts) == 1 else Bool(must=parts, boost=1 / len(parts))


def _term(term: str) -> Clause:
    return _best(
        [Term(field.name, {"value": term, "boost": field.weight}) for field in TEXT_FIELDS],
        TIE_BREAKER,
    )


def _best(queries: list[Clause], tie_breaker: float) -> Clause:
    if not queries:
        return MatchNone()
    return queries[0] if len(queries) == 1 else DisMax(queries=queries, tie_breaker=tie_breaker)


def _in_order(phrase: Phrase) -> Clause:
    terms = [asked(term) for term in phrase.terms]
    # The field's analyser splits the phrase at white space, which is in no term of the index.
    if not terms or any(term.split() != [term] for term in terms):
        return MatchNone()
    return _any(MatchPhrase(name, {"query": " ".join(terms)}) for name in PHRASE_FIELDS)


def _excluded(item: Word | Phrase) -> Clause:
    return _word(item) if isinstance(item, Word) else _in_order(item)


def _one_of(facet: str, keys: tuple[str, ...]) -> Clause:
    return Terms(facet, [asked(key) for key in keys])


def invisible(now: int) -> list[Clause]:
    """Nearly everything is visible, so the exceptions are looked up and left out."""
    return [Range("visible_from", {"gt": now}), Range("visible_until", {"lte": now})]


def _any(queries: Iterable[Clause]) -> Clause:
    return Bool(should=list(queries), minimum_should_match=1)


def _all(queries: Iterable[Clause]) -> Clause:
    return Bool(filter=list(queries))
