"""Time the stages of one search: each measurement runs one stage more than the one before.

The time of a stage itself is the difference between its measurement and the previous one.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory

from search import pipeline
from search.engines import engine
from search.engines.protocol import Audience
from search.facets import labels
from search.pipeline import State
from search.query.request import SearchRequest, parse
from search.searcher import Searcher
from search.views import search_page
from tools.bench.timing import timed


def search_once(query: str) -> State:
    """Run the search of a query string, as the view does."""
    return pipeline.run(State(_request(query), Searcher.of(Audience.PUBLIC)))


def finding(query: str) -> Callable[[], object]:
    """Return a call from query string to hits and counts, to compare with a peer's search."""
    return lambda: pipeline.run(State(_request(query), Searcher.of(Audience.PUBLIC), is_page=True))


def answering(query: str) -> Callable[[], object]:
    """Return a call from query string to a response with labels and highlighted fragments."""
    http = RequestFactory().get(f"/api/v1/zoeken/?{query}")
    http.user = AnonymousUser()

    def answer() -> object:
        response = search_page.answer(http, Searcher.of(Audience.PUBLIC))
        return response.results, response.facets

    return answer


def stages(query: str, get: Callable[[str], bytes], calls: int) -> dict[str, Any]:
    """Time the search of a query string up to each stage."""
    with_facets = search_once(query).query
    without_facets = replace(with_facets, facets=())
    measurements: dict[str, Callable[[], object]] = {
        "hits": lambda: engine().search(Audience.PUBLIC, without_facets),
        "engine": lambda: engine().search(Audience.PUBLIC, with_facets),
        "finding": finding(query),
        "response": answering(query),
        "json": lambda: get(f"/api/v1/zoeken/?{query}"),
        "html": lambda: get(f"/zoeken/?{query}"),
    }
    return {name: timed(call, calls) for name, call in measurements.items()}


def _request(query: str) -> SearchRequest:
    return parse(QueryDict(query), labels.current())[0]
