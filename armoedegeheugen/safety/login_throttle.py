"""Tell django-axes by which address to count login attempts, and what to answer."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..submissions.client_ip import UNKNOWN, client_address


def counted_address(request: HttpRequest) -> str | None:
    """Return the address to count by, which a visitor cannot choose; None if it is unknown.

    Of an IPv6 address this is the network, from which a visitor can pick any address.
    """
    address = client_address(request)
    return None if address == UNKNOWN else address.partition("/")[0]


def locked_out_response(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Answer 429, the same for a name that exists and one that does not."""
    page = render(request, "registration/locked_out.html", status=429)
    page["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return page
