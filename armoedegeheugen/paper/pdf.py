"""HTML in, PDF out: tagged, with its language and title, from files of our own alone.

Invariant: whatever an item's text says, no address outside this site and no other file of this
machine is opened.
"""

import hashlib
import mimetypes
from functools import cache as once
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.files.storage import default_storage

# A PDF is kept by what it was made from, so that an old one can never be given for a new text.
KEPT_SECONDS = 24 * 60 * 60

# Setting pages takes a processor for a second; who comes meanwhile waits, or comes back later.
AT_ONCE = BoundedSemaphore(1)

# Seconds.
PATIENCE = 20.0


class Busy(Exception):
    """Others are being served first."""


@once
def fault() -> str:
    """Why no PDF can be made here; empty where it can. Pango is a library of the system."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as reason:
        return str(reason).splitlines()[0]
    return ""


def render_pdf(html: str, base: str) -> bytes:
    """The PDF (PDF/UA-1) of a page whose links are relative to `base`; Busy if it takes too long
    before the turn comes."""
    key = f"pdf:{hashlib.sha256(f'{base} {html}'.encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is not None:
        return kept
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise Busy
    try:
        pdf = _set(html, base)
    finally:
        AT_ONCE.release()
    cache.set(key, pdf, KEPT_SECONDS)
    return pdf


def _set(html: str, base: str) -> bytes:
    from weasyprint import HTML

    document = HTML(string=html, base_url=base, url_fetcher=_own_files())
    return document.write_pdf(pdf_variant="pdf/ua-1")


def _own_files() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # a class in a function, since its base needs Pango
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            content, kind = own_file(unquote(urlsplit(url).path))
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return OwnFiles()


def own_file(path: str) -> tuple[bytes, str]:
    """Content and type of a style sheet, or of an image as pages show it; ValueError otherwise."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    static, images = settings.STATIC_URL, f"{settings.MEDIA_URL}images/"
    if ".." in path.split("/"):
        raise ValueError(f"{path} climbs out of its folder")
    if path.startswith(static):
        return _static(path.removeprefix(static)), kind
    if path.startswith(images):
        with default_storage.open(f"images/{path.removeprefix(images)}") as file:
            return file.read(), kind
    raise ValueError(f"{path} is not a file for paper")


def _static(name: str) -> bytes:
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found).read_bytes()
    with staticfiles_storage.open(name) as file:  # a hashed name, on a server
        return file.read()
