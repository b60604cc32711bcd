"""Limit requests per client address with a fixed window, counted in Django's cache.

With `CACHE_URL` the processes count together; without it each counts by itself. Nothing is kept
once the window is over, and an address stands in the cache as a keyed hash only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import time
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from ..submissions.client_ip import client_address

TOO_MANY_REQUESTS = 429
MESSAGE = "Dat gaat te snel. Probeer het zo meteen opnieuw."


@dataclass(frozen=True)
class Limit:
    """At most `most` requests of one kind within a window of `seconds`."""

    kind: str
    most: int
    seconds: int = 60
    method: str = "GET"


# A town hall or a school class often has one address, so each limit lets twenty people work at the
# same time. It stops machines.
SEARCH = Limit("search", 300)
# Each person who types asks about twice a second.
SUGGESTIONS = Limit("suggestions", 200, 10)
# A PDF takes a processor for a second, and a file of all results for several.
PAPER = Limit("paper", 60)
EXPORT = Limit("export", 30)
FOLDER = Limit("folder", 120, method="POST")
# Each post sends a mail.
PASSWORD_RESET = Limit("password reset", 10, 3600, "POST")

LIMITS = {
    "search:search": SEARCH,
    "search:register": SEARCH,
    "search:api": SEARCH,
    "search:feed": SEARCH,
    "search:suggestions": SUGGESTIONS,
    "search:csv": EXPORT,
    "search:register_csv": EXPORT,
    "paper:item": PAPER,
    "paper:folder_pdf": PAPER,
    "paper:change": FOLDER,
    "wagtailadmin_password_reset": PASSWORD_RESET,
}


def allows(limit: Limit, whose: str) -> bool:
    """Count one request; return False beyond the limit.

    Args:
        limit: the limit.
        whose: the client address, or the mailbox, that is counted.
    """
    window = int(time() / limit.seconds)
    secret = salted_hmac(f"rate_limit.{limit.kind}.{window}", whose, algorithm="sha256").hexdigest()
    counts, key = caches["limits"], f"limit:{secret}"
    counts.add(key, 0, timeout=limit.seconds)
    try:
        return counts.incr(key) <= limit.most
    except ValueError:  # the cache dropped the key in between
        return True


class RateLimitMiddleware:
    """Answer 429 to an address that asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse the request if its kind has a limit and its address is beyond it."""
        match = request.resolver_match
        limit = LIMITS.get(match.view_name) if match and settings.LIMIT_REQUESTS else None
        if limit is None or (request.method == "POST") != (limit.method == "POST"):
            return None
        if allows(limit, client_address(request)):
            return None
        return _refusal(request, limit)


def _refusal(request: HttpRequest, limit: Limit) -> HttpResponse:
    response: HttpResponse
    if request.path.startswith("/api/"):
        faults = [{"parameter": None, "boodschap": MESSAGE}]
        response = JsonResponse({"fouten": faults}, status=TOO_MANY_REQUESTS)
    elif limit is EXPORT:
        response = HttpResponse(MESSAGE, status=TOO_MANY_REQUESTS, content_type="text/plain")
    else:
        response = render(request, "429.html", {"limit": limit}, status=TOO_MANY_REQUESTS)
    response["Retry-After"] = str(limit.seconds - int(time()) % limit.seconds)
    response["Cache-Control"] = "no-store"
    return response
