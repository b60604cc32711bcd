"""How answers travel: compressed where that helps, kept where that is safe, and never as another's.

Invariant: what was made for someone who is logged in is kept by nobody. What anyone may read may be
kept, but is asked after each time (ETag), so that what is withdrawn is gone at once.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponseBase]

KEPT_BY_ANYONE = "public, max-age=0, must-revalidate"
KEPT_BY_ONE = "private, max-age=0, must-revalidate"
"""A visitor with a folder or a choice: kept in that browser alone."""
KEPT_BY_NOBODY = "private, no-store"

TEXTS = ("text/", "application/json", "application/ld+json", "application/atom+xml", "image/svg")


class TextCompression(GZipMiddleware):
    """A PDF or an image is compressed already, and a download keeps its length."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)


class KeepingMiddleware:
    """Says who may keep an answer, where the view did not say so itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = _keeping(request, response)
            # The same address may answer otherwise to who comes with a cookie.
            patch_vary_headers(response, ["Cookie"])
        return response


def _keeping(request: HttpRequest, response: HttpResponseBase) -> str:
    if request.method not in ("GET", "HEAD") or response.status_code not in (200, 304):
        return KEPT_BY_NOBODY
    if _is_logged_in(request) or response.cookies:
        return KEPT_BY_NOBODY
    return KEPT_BY_ONE if request.COOKIES else KEPT_BY_ANYONE


def _is_logged_in(request: HttpRequest) -> bool:
    """Without its cookie there is no session to look into, and looking would cost a query."""
    user = getattr(request, "user", None)
    return settings.SESSION_COOKIE_NAME in request.COOKIES and bool(user and user.is_authenticated)
