"""Show the search page: one GET form that works without JavaScript, and is swapped in with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from armoedegeheugen.models.querysets import newest

from .. import pipeline
from ..analytics import query_log
from ..engines.protocol import EngineUnavailable
from ..http import audience_of, render_search
from ..pipeline import State
from ..query import request
from ..results import pinned, presenter
from ..results.response import SearchResponse
from ..results.zero_results import Advice
from ..searcher import Searcher


def search_page(http: HttpRequest) -> HttpResponse:
    """Answer a search as a page, or for htmx as the part of it that changes."""
    searcher = Searcher.of(audience_of(http))
    response = answer(http, searcher, Advice.ALL)
    query_log.log_query(response, searcher.audience)
    first, response = pinned.apart(response, searcher)
    context: dict[str, Any] = {"response": response, "promoted": first}
    if response.unavailable:
        context["newest"] = newest(limit=response.request.per_page)
    return render_search(http, response, context, "search/search_page.html", "search/_swap.html")


def answer(http: HttpRequest, searcher: Searcher, advice: Advice = Advice.NONE) -> SearchResponse:
    """Return the response to a request for the search page or the API."""
    asked, faults = request.parse(http.GET, searcher.labels)
    path = reverse("search:search")
    try:
        state = pipeline.run(State(asked, searcher, is_page=True, advice=advice))
    except EngineUnavailable:
        return presenter.unavailable(asked, searcher.labels, path, tuple(faults))
    return presenter.present(state, path, tuple(faults))
