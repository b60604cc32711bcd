"""Tell requests of this site's own pages from requests that another site made."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_same_origin(request: HttpRequest) -> bool:
    """Return whether a page of this site sent the request, as far as the browser says.

    Browsers send `Sec-Fetch-Site`, older ones `Origin` with a form, still older ones `Referer`.
    A program sends none of them, and counts as same-origin: it has no visitor's cookies to misuse.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    if not sender:
        return True
    address = urlsplit(sender)
    return (address.scheme, address.netloc) == (request.scheme, request.get_host())
