"""The search page: one GET form, which works without JavaScript and is swapped in place with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from armoedegeheugen.models.querysets import newest

from ..analytics import query_log
from ..engines import engine
from ..engines.protocol import EngineUnavailable
from ..facets import labels
from ..http import audience_of, render_search
from ..pipeline import find
from ..query import request
from ..results import browse_links, pinned, presenter, zero_results
from ..results.response import SearchResponse


def search_page(http: HttpRequest) -> HttpResponse:
    found = answer(http)
    query_log.note(found, audience_of(http))
    first, found = pinned.apart(found, audience_of(http), labels.current())
    context: dict[str, Any] = {"response": found, "promoted": first}
    if found.unavailable:
        context["newest"] = newest(limit=found.request.per_page)
    elif not found.total:
        found = zero_results.explained(found, labels.current(), audience_of(http))
        context["response"] = found
        context["ways"] = browse_links.themes(found.path, labels.current(), audience_of(http))
    return render_search(http, found, context, "search/search_page.html", "search/_swap.html")


def answer(http: HttpRequest) -> SearchResponse:
    """The response to what this visitor asks, from the index that is for them."""
    names = labels.current()
    asked, faults = request.parse(http.GET, names)
    path = reverse("search:search")
    try:
        finding = find(asked, audience_of(http), engine(), page=True)
    except EngineUnavailable:
        return presenter.unavailable(asked, names, path, tuple(faults))
    return presenter.present(asked, finding, names, path, tuple(faults))
