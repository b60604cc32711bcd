"""Give each request an id, which the answer, the error pages and the log lines show.

A visitor who reports an error names the id, and the log then tells what happened.
"""

import re
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"

# Nothing that a log or a page could read as something else.
SAFE = re.compile(r"[A-Za-z0-9-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_id() -> str:
    """Return the id of the request that this thread handles; empty outside a request."""
    return _current.get()


class RequestIdMiddleware:
    """Set the id of each request, before all other middleware.

    The id stays set after the answer, for what goes wrong while the answer is sent. The next
    request of the thread replaces it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with the id in a header."""
        request_id = _id_of_proxy(request) or uuid4().hex
        _current.set(request_id)
        response = self.get_response(request)
        response[HEADER] = request_id
        return response


def _id_of_proxy(request: HttpRequest) -> str:
    """Return the id that our own proxy gave; empty if there is no proxy or no usable id."""
    given = request.headers.get(HEADER, "")
    trusted = settings.TRUSTED_PROXIES > 0 and SAFE.fullmatch(given)
    return given if trusted else ""
