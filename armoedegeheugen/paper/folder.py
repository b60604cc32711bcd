"""Keep the items that a visitor collected ("mijn map") in the session, without an account.

Only page numbers are kept; whether the reader may see a page is decided each time.
"""

from django.http import HttpRequest
from wagtail.models import Page

from ..models import KnowledgePage
from ..models.querysets import ITEM_MODELS
from ..visibility import readable

KEY = "mijn_map"
# Enough for a meeting; it also limits the size of the session and of the PDF.
MOST = 40


class Full(Exception):
    """The folder has no room for another item."""


def numbers(request: HttpRequest) -> list[int]:
    """Return the page numbers in the folder."""
    return list(request.session.get(KEY, ()))


def items(request: HttpRequest) -> list[KnowledgePage]:
    """Return the items that this reader may see, in the order of collecting."""
    keys = numbers(request)
    pages = Page.objects.live().type(*ITEM_MODELS).filter(pk__in=keys).specific()
    by_key = {page.pk: page for page in readable(pages, request)}
    return [by_key[pk] for pk in keys if pk in by_key]


def add(request: HttpRequest, pk: int) -> None:
    """Add an item; raise `Full` if there is no room."""
    keys = numbers(request)
    if pk in keys:
        return
    if len(keys) >= MOST:
        raise Full
    _store(request, [*keys, pk])


def remove(request: HttpRequest, pk: int) -> None:
    """Remove an item."""
    _store(request, [key for key in numbers(request) if key != pk])


def _store(request: HttpRequest, keys: list[int]) -> None:
    """Store the page numbers; an empty folder leaves nothing in the session."""
    if keys:
        request.session[KEY] = keys
    else:
        request.session.pop(KEY, None)


def empty(request: HttpRequest) -> None:
    """Remove all items."""
    _store(request, [])
