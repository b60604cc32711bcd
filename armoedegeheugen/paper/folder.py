"""Mijn map: what a visitor collected, kept in the session, without an account.

Numbers of pages alone; whether the reader may see them is asked each time they are shown.
"""

from django.http import HttpRequest
from wagtail.models import Page

from ..models import KnowledgePage
from ..models.querysets import ITEM_MODELS
from ..visibility import readable

KEY = "mijn_map"
# A pile for a meeting, not an archive; it also bounds the session and the sheet.
MOST = 40


class Full(Exception):
    """There is no room for one more."""


def numbers(request: HttpRequest) -> list[int]:
    return list(request.session.get(KEY, ()))


def items(request: HttpRequest) -> list[KnowledgePage]:
    """What is in it and still there for this reader, in the order of collecting."""
    kept = numbers(request)
    pages = Page.objects.live().type(*ITEM_MODELS).filter(pk__in=kept).specific()
    found = {page.pk: page for page in readable(pages, request)}
    return [found[pk] for pk in kept if pk in found]


def add(request: HttpRequest, pk: int) -> None:
    kept = numbers(request)
    if pk in kept:
        return
    if len(kept) >= MOST:
        raise Full
    _keep(request, [*kept, pk])


def remove(request: HttpRequest, pk: int) -> None:
    _keep(request, [kept for kept in numbers(request) if kept != pk])


def _keep(request: HttpRequest, kept: list[int]) -> None:
    """An empty folder leaves no trace in the session."""
    if kept:
        request.session[KEY] = kept
    else:
        request.session.pop(KEY, None)


def empty(request: HttpRequest) -> None:
    _keep(request, [])
