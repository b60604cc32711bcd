"""The search page: one GET form, which works without JavaScript and is swapped in place with it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from armoedegeheugen.models.querysets import newest

from ..analytics import query_log
from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable
from ..facets import labels
from ..pipeline import find
from ..query import request
from ..query.request import Fault
from ..results import browse_links, pinned, presenter, zero_results
from ..results.response import SearchResponse

RETRY_AFTER = 10
"""Seconds after which it makes sense to ask again, while no engine answers."""

Page = TypeVar("Page", bound=HttpResponseBase)


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
    return shown(http, found, context, "search/search_page.html", "search/_swap.html")


def shown(
    http: HttpRequest, found: SearchResponse, context: dict[str, Any], whole: str, live: str
) -> HttpResponse:
    """The whole page, or for htmx the part that changes with the address that says the same."""
    htmx = http.htmx  # type: ignore[attr-defined]  # set by django-htmx's middleware
    if not htmx or htmx.history_restore_request or htmx.boosted:
        status = 400 if found.errors and not htmx else 200
        return as_personal(http, render(http, whole, context, status=status))
    # htmx shows no page with an error status. Without an engine the page still has something to
    # show, and a proxy would put its own error in the place of a 503.
    page = as_personal(http, render(http, live, context))
    page["HX-Push-Url"] = found.here
    return page


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


def audience_of(http: HttpRequest) -> Audience:
    """A visitor's search never touches the internal index."""
    allowed = http.user.is_active and http.user.has_perm("search.search_internal")
    return Audience.INTERNAL if allowed else Audience.PUBLIC


def as_personal(http: HttpRequest, page: Page) -> Page:
    """No shared cache may hand what staff saw to a visitor, or a fragment for a whole page."""
    patch_vary_headers(page, ["Cookie", "HX-Request"])
    if http.user.is_authenticated:
        page["Cache-Control"] = "private, no-store"
    return page


def faulty(faults: Iterable[Fault]) -> HttpResponse:
    """What a file or a feed answers to a request that could not be meant."""
    return _plain("\n".join(fault.message for fault in faults), status=400)


def no_engine() -> HttpResponse:
    """What a file, a feed or the API answers while no engine can."""
    page = _plain("De zoekmachine antwoordt even niet. Probeer het straks opnieuw.", status=503)
    page["Retry-After"] = str(RETRY_AFTER)
    return page


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
