"""Render the pages of the form, kept out of caches and search engines."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

TOO_OFTEN = 429


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of private pages: no cache stores them, no search engine lists them."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def render_page(request: HttpRequest, kind: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render `templates/submissions/<kind>.html`."""
    context["kept"] = retention_periods()
    return render(request, f"submissions/{kind}.html", context, status=status)


def retention_periods() -> dict[str, str]:
    """Return the retention periods in words, as the pages and mails promise them."""
    return {
        "unconfirmed": _span(settings.SUBMISSION_UNCONFIRMED_DAYS),
        "closed": _span(settings.SUBMISSION_KEEP_DAYS),
        "published": _span(settings.SUBMISSION_PUBLISHED_DAYS),
    }


def _span(days: int) -> str:
    return {1: "één dag", 365: "een jaar"}.get(days, f"{days} dagen")
