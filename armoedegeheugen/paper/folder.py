"""Keep the items that a visitor collected ("mijn map") in a signed cookie, without an account.

Only page numbers are kept; whether the reader may see a page is decided each time. Nothing is
stored on the server, so that no stranger can fill the database.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from ..models import KnowledgePage
from ..models.querysets import ITEM_MODELS
from ..visibility import readable

# Enough for a meeting; it also limits the size of the cookie and of the PDF.
MOST = 40
SALT = "armoedegeheugen.folder"
# The key of a folder in a session, from before there was a cookie.
SESSION_KEY = "mijn_map"
# A year: long enough to find the folder again for the next meeting on the same subject.
MAX_AGE = 365 * 24 * 3600


class Full(Exception):
    """The folder has no room for another item."""


def numbers(request: HttpRequest) -> list[int]:
    """Return the page numbers in the folder; a cookie that was changed counts as none."""
    text = request.get_signed_cookie(
        settings.FOLDER_COOKIE_NAME, default=None, salt=SALT, max_age=MAX_AGE
    )
    if text is not None:
        return [int(number) for number in text.split(".") if number][:MOST]
    if settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "session"):
        return list(request.session.get(SESSION_KEY, ()))
    return []


def items(request: HttpRequest) -> list[KnowledgePage]:
    """Return the items that this reader may see, in the order of collecting."""
    keys = numbers(request)
    pages = Page.objects.live().type(*ITEM_MODELS).filter(pk__in=keys).specific()
    by_key = {page.pk: page for page in readable(pages, request)}
    return [by_key[pk] for pk in keys if pk in by_key]


def with_item(keys: list[int], pk: int) -> list[int]:
    """Return the folder with an item; raise `Full` if there is no room."""
    if pk in keys:
        return keys
    if len(keys) >= MOST:
        raise Full
    return [*keys, pk]


def store(request: HttpRequest, response: HttpResponse, keys: list[int]) -> None:
    """Put the page numbers in the cookie; an empty folder leaves no cookie."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
        del request.session[SESSION_KEY]
    name = settings.FOLDER_COOKIE_NAME
    if keys:
        response.set_signed_cookie(
            name,
            ".".join(map(str, keys)),
            salt=SALT,
            max_age=MAX_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    elif name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")
