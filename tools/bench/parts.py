"""What the time of one answer is made of: ever more of the way from question to page, timed.

A step's own time is the difference from the one before it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory

from search.engines import engine
from search.engines.protocol import Audience
from search.facets import labels
from search.pipeline import Finding, find
from search.query.request import SearchRequest, parse
from search.views import search_page
from tools.bench.timing import timed


def asked(query: str) -> Finding:
    """What the view asks for a query string, and what the engine answers."""
    return find(_request(query), Audience.PUBLIC, engine())


def finding(query: str) -> Callable[[], object]:
    """From question to hits and counts: what `search()` and `facet()` are elsewhere."""
    return lambda: find(_request(query), Audience.PUBLIC, engine(), page=True)


def answering(query: str) -> Callable[[], object]:
    """From question to all that is shown: with labels and highlighted fragments."""
    http = RequestFactory().get(f"/api/v1/zoeken/?{query}")
    http.user = AnonymousUser()

    def answer() -> object:
        found = search_page.answer(http)
        return found.results, found.facets

    return answer


def parts(query: str, get: Callable[[str], bytes], calls: int) -> dict[str, Any]:
    whole = asked(query).query
    bare = replace(whole, facets=())
    ways: dict[str, Callable[[], object]] = {
        "hits": lambda: engine().search(Audience.PUBLIC, bare),
        "engine": lambda: engine().search(Audience.PUBLIC, whole),
        "finding": finding(query),
        "response": answering(query),
        "json": lambda: get(f"/api/v1/zoeken/?{query}"),
        "html": lambda: get(f"/zoeken/?{query}"),
    }
    return {name: timed(way, calls) for name, way in ways.items()}


def _request(query: str) -> SearchRequest:
    return parse(QueryDict(query), labels.current())[0]
