"""Answer probes before all checks: a balancer asks by number, over http and without a session.

`settings.PROBES` names the function of each address. One that returns None leaves the request to
the rest of the site, as if the address did not exist.
"""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from .logs import without_log_line

Probe = Callable[[HttpRequest], HttpResponse | None]


class ProbeMiddleware:
    """Answer the addresses of `settings.PROBES`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a probe, or leave the request to the site."""
        name = settings.PROBES.get(request.path_info)
        response = _probe(name)(request) if name else None
        if response is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            response = HttpResponseNotAllowed(["GET", "HEAD"])
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def alive(request: HttpRequest) -> HttpResponse:
    """Answer that this process lives; it reads nothing."""
    return JsonResponse({"ok": True})


def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether the database answers and has its tables; 503 if not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")
            is_ready = cursor.fetchone() is not None
    except Error:
        is_ready = False
    return without_log_line(JsonResponse({"ok": is_ready}, status=200 if is_ready else 503))


@cache
def _probe(name: str) -> Probe:
    return import_string(name)
