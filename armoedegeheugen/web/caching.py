"""Compress text answers and set `Cache-Control` on every answer.

Invariant: no cache stores an answer made for a logged-in user. A public answer may be stored, but
must be revalidated (ETag) at each use, so that withdrawn content disappears at once.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]

PUBLIC = "public, max-age=0, must-revalidate"
# For a visitor with a folder or a preference: only that visitor's browser may store the answer.
PRIVATE = "private, max-age=0, must-revalidate"
NO_STORE = "private, no-store"

COMPRESSED_TYPES = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/atom+xml",
    "image/svg",
)


class TextGZipMiddleware(GZipMiddleware):
    """Compress text only: PDFs and images are compressed already, and downloads keep their length.

    Streamed answers are left alone.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress the answer if its content type is in `COMPRESSED_TYPES`."""
        content_type = response.get("Content-Type", "")
        if response.streaming or not content_type.startswith(COMPRESSED_TYPES):
            return response
        return super().process_response(request, response)


class CacheControlMiddleware:
    """Set `Cache-Control` on answers whose view did not set it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; vary on cookies, because they can change the answer."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = _cache_control(request, response)
            patch_vary_headers(response, ["Cookie"])
        return response


def _cache_control(request: HttpRequest, response: HttpResponseBase) -> str:
    if request.method not in ("GET", "HEAD") or response.status_code not in (200, 304):
        return NO_STORE
    if _is_logged_in(request) or response.cookies:
        return NO_STORE
    return PRIVATE if request.COOKIES else PUBLIC


def _is_logged_in(request: HttpRequest) -> bool:
    # Without a session cookie nobody is logged in, and reading the session would cost a query.
    user = getattr(request, "user", None)
    return settings.SESSION_COOKIE_NAME in request.COOKIES and bool(user and user.is_authenticated)
