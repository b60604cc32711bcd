"""Share what every view of a search needs: audience, cache headers and error answers.

Invariant: a visitor is answered from the public index alone, and no shared cache hands one
person's answer to another.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from armoedegeheugen.operations.logs import without_log_line

from .engines.protocol import Audience
from .query.request import Fault
from .results.response import SearchResponse

# Seconds after which it makes sense to ask again, while no engine answers.
RETRY_AFTER = 10

Response = TypeVar("Response", bound=HttpResponseBase)


def audience_of(http: HttpRequest) -> Audience:
    """Return the index that the user may search: the internal one by permission only."""
    # An inactive user has no permission at all.
    allowed = http.user.has_perm("search.search_internal")
    return Audience.INTERNAL if allowed else Audience.PUBLIC


def with_cache_headers(http: HttpRequest, response: Response) -> Response:
    """Vary a response by session and htmx, and forbid storing one for a logged-in user."""
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    if http.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    return response


def render_search(
    http: HttpRequest,
    response: SearchResponse,
    context: dict[str, Any],
    template: str,
    swap_template: str,
) -> HttpResponse:
    """Render the whole page, or for htmx the part that changes, with the address to push."""
    htmx = http.htmx  # type: ignore[attr-defined]  # set by django-htmx's middleware
    if not htmx or htmx.history_restore_request or htmx.boosted:
        status = 400 if response.errors and not htmx else 200
        return with_cache_headers(http, render(http, template, context, status=status))
    # htmx shows no page with an error status. Without an engine the page still has something to
    # show, and a proxy would put its own error in the place of a 503.
    page = with_cache_headers(http, render(http, swap_template, context))
    page["HX-Push-Url"] = response.here
    return page


def bad_request(faults: Iterable[Fault]) -> HttpResponse:
    """Return the faults of a request as text, for a file or a feed."""
    return _plain_text("\n".join(fault.message for fault in faults), status=400)


def engine_unavailable() -> HttpResponse:
    """Return a 503 with `Retry-After`, for a file or a feed."""
    page = _plain_text(
        "De zoekmachine antwoordt even niet. Probeer het straks opnieuw.", status=503
    )
    page["Retry-After"] = str(RETRY_AFTER)
    return without_log_line(page)


def too_busy() -> HttpResponse:
    """Return a 503 with `Retry-After`, for a file while others are being sent."""
    page = _plain_text("Er worden nu veel bestanden gemaakt. Probeer het straks opnieuw.", 503)
    page["Retry-After"] = "20"
    return without_log_line(page)


def _plain_text(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
