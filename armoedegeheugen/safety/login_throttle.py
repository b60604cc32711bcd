"""Logging in: by what a visitor is counted who tries too often, and what they are told."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..submissions.client_ip import UNKNOWN, client_address


def counted_address(request: HttpRequest) -> str | None:
    """Never what a visitor can write. Of an IPv6 address, the network that they may choose from."""
    seen = client_address(request)
    return None if seen == UNKNOWN else seen.partition("/")[0]


def locked_out_response(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Says nothing of the name that was tried: not even whether it exists."""
    page = render(request, "registration/locked_out.html", status=429)
    page["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return page
