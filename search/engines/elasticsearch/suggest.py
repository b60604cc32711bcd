"""Suggest titles by their first letters from one Elasticsearch index, in one request."""

from typing import Any

from elasticsearch.dsl.query import Bool, ConstantScore, Term

from ...fields import BEGINNINGS
from ..protocol import Beginning, Hit
from ..terms import query_term
from .client import Client
from .query import FALLING, invisible


def suggest(client: Client, index: str, beginning: Beginning) -> tuple[Hit, ...]:
    """Return titles that begin as typed."""
    if not beginning.terms or not beginning.size:
        return ()
    answered = client.call("search", index=index, body=request_body(beginning))
    return tuple(
        Hit(hit["_id"], 0.0, hit["_source"].get("payload", {})) for hit in answered["hits"]["hits"]
    )


def request_body(beginning: Beginning) -> dict[str, Any]:
    """Return the body of the request.

    The score is 1 for a title whose first word begins as typed and 0 for any other, without
    rounding.
    """
    query = Bool(
        filter=[_term(term) for term in beginning.terms],
        should=[ConstantScore(filter=_term(beginning.first))],
        must_not=invisible(beginning.now),
    )
    return {
        "query": query.to_dict(),
        "sort": [{"_score": FALLING}, {"newest": FALLING}],
        "size": beginning.size,
        "track_total_hits": False,
        "_source": [f"payload.{key}" for key in beginning.keys],
    }


def _term(term: str) -> Term:
    return Term(BEGINNINGS, {"value": query_term(term)})
