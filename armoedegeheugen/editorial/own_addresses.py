"""Recognise web addresses of this site, and say which page or document they name."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import ResolverMatch, resolve
from wagtail.models import Site


@dataclass(frozen=True)
class Place:
    """The place of an address on this site.

    Attributes:
        path: The path, with a slash at its end where it is that of a page.
        exists: False if no view serves the address.
        is_page: True if a page of the tree must be there.
        document: The key of the document that must be there, as the address has it.
        filename: The file name that this document must have.
    """

    path: str
    exists: bool = True
    is_page: bool = False
    document: str = ""
    filename: str = ""


def own_hosts() -> frozenset[str]:
    """Return the hosts, with a port that is not the usual one, whose addresses are ours."""
    addresses = [settings.WAGTAILADMIN_BASE_URL]
    addresses += [root.root_url for root in Site.get_site_root_paths()]
    return frozenset(_host(address) for address in addresses)


def is_own(url: str, hosts: frozenset[str]) -> bool:
    """Return whether a web address is a path of this site, or is on one of its hosts."""
    try:
        parts = urlsplit(url)
        if parts.netloc:
            return parts.scheme in ("http", "https", "") and _host(url) in hosts
    except ValueError:
        return False
    return not parts.scheme and parts.path.startswith("/")


def place_of(url: str) -> Place:
    """Return the place of one of our addresses. Nothing is read from the database."""
    path = unquote(urlsplit(url).path) or "/"
    if path.startswith(
        (f"/{settings.STATIC_URL.strip('/')}/", f"/{settings.MEDIA_URL.strip('/')}/")
    ):
        return Place(path)
    # Django adds a slash to an address without one.
    for served in (path, f"{path}/"):
        if match := _match(served):
            return _place(served, match)
    return Place(path, exists=False)


def _place(path: str, match: ResolverMatch) -> Place:
    if match.url_name == "wagtaildocs_serve":
        key, filename = match.args
        return Place(path, document=key, filename=filename)
    return Place(path, is_page=match.url_name == "wagtail_serve")


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Http404:
        return None


def _host(url: str) -> str:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{parts.hostname}{port}"
