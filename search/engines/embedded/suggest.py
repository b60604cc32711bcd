"""Suggest titles by their first letters from one tantivy searcher.

Matching and ordering read no stored document.
"""

from collections.abc import Iterator

import tantivy
from tantivy import Occur, Order

from ...fields import BEGINNINGS
from ..protocol import Beginning, Hit
from ..terms import query_term
from .query import Clause, invisible
from .schema import schema, stored_id, stored_payload


def suggest(searcher: tantivy.Searcher, beginning: Beginning) -> tuple[Hit, ...]:
    """Return titles whose first word begins as typed, then other titles."""
    if not beginning.terms or not beginning.size:
        return ()
    hits = list(_hits(searcher, beginning, Occur.Must, beginning.size))
    if left := beginning.size - len(hits):
        hits += _hits(searcher, beginning, Occur.MustNot, left)
    return tuple(hits)


def _hits(
    searcher: tantivy.Searcher, beginning: Beginning, first: Occur, size: int
) -> Iterator[Hit]:
    clauses: list[Clause] = [(Occur.Must, _term(term)) for term in beginning.terms]
    clauses += [(first, _term(beginning.first)), *invisible(beginning.now)]
    query = tantivy.Query.boolean_query(clauses)
    hits = searcher.search(query, size, count=False, order_by_field="newest", order=Order.Desc).hits
    for _, address in hits:
        stored = searcher.doc(address)
        payload = stored_payload(stored)
        kept = {key: payload[key] for key in beginning.keys if key in payload}
        yield Hit(stored_id(stored), 0.0, kept)


def _term(term: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), BEGINNINGS, query_term(term), "basic")
