"""What all pages of the form share: kept by nobody on the way, found by no search engine."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

TOO_OFTEN = 429


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one person: no cache keeps it, no search engine lists it."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def render_page(request: HttpRequest, kind: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page that says one thing: `templates/submissions/<kind>.html`."""
    context["kept"] = retention_periods()
    return render(request, f"submissions/{kind}.html", context, status=status)


def retention_periods() -> dict[str, str]:
    """How long what is kept, in words, as the pages and the mails promise it."""
    return {
        "unconfirmed": _span(settings.SUBMISSION_UNCONFIRMED_DAYS),
        "closed": _span(settings.SUBMISSION_KEEP_DAYS),
        "published": _span(settings.SUBMISSION_PUBLISHED_DAYS),
    }


def _span(days: int) -> str:
    return {1: "één dag", 365: "een jaar"}.get(days, f"{days} dagen")
