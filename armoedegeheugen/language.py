"""In which words a reader wants an item: the full text, or the summary in plain language.

The choice is a parameter in the address, so that it works without scripts and can be passed on. It
is remembered in a cookie that says nothing but that choice. A reader who never chose has none, and
going back to the full text removes it.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

NAME = "taal"
"""Of the parameter and of the cookie."""
PLAIN, FULL = "eenvoudig", "gewoon"
YEAR = 365 * 24 * 3600


def wants_plain(request: HttpRequest | None) -> bool:
    """What the address asks, or else what the reader chose before."""
    if request is None:
        return False
    asked = request.GET.get(NAME)
    chosen = asked if asked in (PLAIN, FULL) else request.COOKIES.get(NAME)
    return chosen == PLAIN


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a choice that was just made; an answer that hangs on a cookie says so to a cache."""
    asked = request.GET.get(NAME)
    if asked == PLAIN:
        response.set_cookie(
            NAME, PLAIN, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    elif asked == FULL and NAME in request.COOKIES:
        response.delete_cookie(NAME, samesite="Lax")
    patch_vary_headers(response, ["Cookie"])
