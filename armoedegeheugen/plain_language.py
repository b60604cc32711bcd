"""Remember whether a reader wants an item in full or its summary in plain language.

The choice is a query parameter, so it works without scripts and can be shared as a link. A cookie
keeps the choice for plain language and nothing else. It is set only for a reader who chose it, and
going back to the full text removes it.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# Name of the query parameter and of the cookie.
PARAMETER = "taal"
PLAIN, FULL = "eenvoudig", "gewoon"
# A year, in seconds: the lifetime of the cookie.
COOKIE_AGE = 365 * 24 * 3600


def wants_plain(request: HttpRequest | None) -> bool:
    """Return True if the address, or else the cookie, asks for plain language."""
    if request is None:
        return False
    parameter = request.GET.get(PARAMETER)
    choice = parameter if parameter in (PLAIN, FULL) else request.COOKIES.get(PARAMETER)
    return choice == PLAIN


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Store or delete the cookie for a choice made in this request, and vary on cookies."""
    parameter = request.GET.get(PARAMETER)
    if parameter == PLAIN:
        response.set_cookie(
            PARAMETER,
            PLAIN,
            max_age=COOKIE_AGE,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    elif parameter == FULL and PARAMETER in request.COOKIES:
        response.delete_cookie(PARAMETER, samesite="Lax")
    patch_vary_headers(response, ["Cookie"])
