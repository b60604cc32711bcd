"""Translate a Query to tantivy; pure, without reading an index.

Query text never reaches a parser: every query is made of its parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import tantivy
from tantivy import FieldType, Occur

from ...fields import PHRASE_FIELDS, TEXT_FIELDS
from ..protocol import Other, Phrase, Query, Word
from ..terms import (
    TIE_BREAKER,
    alternatives,
    distinct_terms,
    query_term,
    weight_copies,
    weight_units,
)
from .schema import schema

Clause = tuple[Occur, tantivy.Query]

_range = partial(tantivy.Query.range_query, use_inverted_index=True)


def matching(query: Query, without: str = "") -> tantivy.Query:
    """Return the documents of a query.

    Args:
        query: the query.
        without: a facet whose filter is left out, for the counts of that facet.
    """
    filters = {name: keys for name, keys in query.filters.items() if keys and name != without}
    required = [*_words(query), *map(_phrase_clause, query.phrases), *_filters(filters)]
    if not any(occur == Occur.Must for occur, _ in required):
        required.append((Occur.Must, _unscored(tantivy.Query.all_query())))
    unwanted = [*map(_excluded, query.excluded), *_holds_all_lacking(query)]
    excluded = [(Occur.MustNot, each) for each in unwanted]
    return tantivy.Query.boolean_query([*required, *excluded, *invisible(query.now)])


def holding_word(word: Word, ids: Iterable[str]) -> tantivy.Query:
    """Return those of the documents `ids` that hold a word."""
    these = tantivy.Query.term_set_query(schema(), "id", list(ids))
    return tantivy.Query.boolean_query([(Occur.Must, these), (Occur.Must, _word(word))])


def complement(query: tantivy.Query) -> tantivy.Query:
    """Return every document that a query does not match, tombstones included."""
    return tantivy.Query.boolean_query(
        [(Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, query)]
    )


def not_tombstones() -> tantivy.Query:
    """Return every document but the tombstones."""
    return complement(_tombstones())


def tombstones_since(since: int) -> tantivy.Query:
    """Return the tombstones left at or after `since` (epoch seconds)."""
    recent = tantivy.Query.range_query(schema(), "oldest", FieldType.Integer, since)
    return tantivy.Query.boolean_query([(Occur.Must, _tombstones()), (Occur.Must, recent)])


def _tombstones() -> tantivy.Query:
    return _range(schema(), "visible_until", FieldType.Integer, None, 0)


def _words(query: Query) -> list[Clause]:
    """Return optional words as separate clauses, or required ones as one required clause."""
    if query.minimum <= 0:
        return [(Occur.Should, _word(word)) for word in query.words]
    return [(Occur.Must, _at_least(query.words, query.minimum))]


def _at_least(words: Sequence[Word], least: int) -> tantivy.Query:
    """Match documents whose words weigh at least `least`, scored by each word they hold."""
    weight = sum(word.weight for word in words)
    if least > weight:
        return tantivy.Query.empty_query()
    if least == weight:
        return tantivy.Query.boolean_query([(Occur.Must, _word(word)) for word in words])
    clauses = [_word(word) for word in words]
    clauses += [_unscored(_word(word)) for word in weight_copies(words)]
    return tantivy.Query.boolean_query(
        [(Occur.Should, clause) for clause in clauses], weight_units(words, least)
    )


def _holds_all_lacking(query: Query) -> list[tantivy.Query]:
    if not query.lacking:
        return []
    return [tantivy.Query.boolean_query([(Occur.Must, _word(word)) for word in query.lacking])]


def _word(word: Word) -> tantivy.Query:
    ways = [_alternative(terms) for terms in alternatives(word)]
    return _dis_max([*ways, *(_variant(other) for other in word.others if other.terms)], 0.0)


def _variant(other: Other) -> tantivy.Query:
    terms = distinct_terms(other.terms)
    together = _alternative(terms)
    if other.adjacent and len(other.terms) > 1:
        order = _unscored(_phrase_query(Phrase(other.terms)))
        together = tantivy.Query.boolean_query([(Occur.Must, together), (Occur.Must, order)])
    return tantivy.Query.boost_query(together, other.share)


def _alternative(terms: list[str]) -> tantivy.Query:
    """Score a word that is written as several terms as their mean: it is still one word."""
    parts = [_term(term) for term in terms]
    if len(parts) == 1:
        return parts[0]
    together = tantivy.Query.boolean_query([(Occur.Must, part) for part in parts])
    return tantivy.Query.boost_query(together, 1 / len(parts))


def _term(term: str) -> tantivy.Query:
    return _dis_max(
        [_in_field(field.name, term, field.weight) for field in TEXT_FIELDS], TIE_BREAKER
    )


def _in_field(name: str, term: str, weight: float) -> tantivy.Query:
    # `freq`: scored without reading positions.
    query = tantivy.Query.term_query(schema(), name, term, "freq")
    return tantivy.Query.boost_query(query, weight)


def _dis_max(queries: list[tantivy.Query], tie_breaker: float) -> tantivy.Query:
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.disjunction_max_query(queries, tie_breaker)


def _phrase_clause(phrase: Phrase) -> Clause:
    return Occur.Must, _unscored(_phrase_query(phrase))


def _phrase_query(phrase: Phrase) -> tantivy.Query:
    terms: list[str | tuple[int, str]] = [query_term(term) for term in phrase.terms]
    if not terms:
        return tantivy.Query.empty_query()
    if len(terms) == 1:
        return _any(tantivy.Query.term_query(schema(), name, terms[0]) for name in PHRASE_FIELDS)
    return _any(tantivy.Query.phrase_query(schema(), name, terms) for name in PHRASE_FIELDS)


def _excluded(item: Word | Phrase) -> tantivy.Query:
    return _word(item) if isinstance(item, Word) else _phrase_query(item)


def _filters(filters: Mapping[str, tuple[str, ...]]) -> list[Clause]:
    return [(Occur.Must, _unscored(_any_key(name, keys))) for name, keys in filters.items()]


def _any_key(facet: str, keys: tuple[str, ...]) -> tantivy.Query:
    return tantivy.Query.term_set_query(schema(), facet, [query_term(key) for key in keys])


def invisible(now: int) -> list[Clause]:
    """Return the documents that are not visible; they are few, so they are left out."""
    unborn = _range(schema(), "visible_from", FieldType.Integer, now, None, include_lower=False)
    expired = _range(schema(), "visible_until", FieldType.Integer, None, now)
    return [(Occur.MustNot, unborn), (Occur.MustNot, expired)]


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)
