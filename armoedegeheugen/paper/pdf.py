"""Convert HTML to a tagged PDF with a language and a title, from local files alone.

Invariant: whatever the text of an item says, no address outside this site and no other file of this
machine is opened.
"""

import hashlib
import mimetypes
import sys
from contextlib import redirect_stdout
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

# The key holds the source, so an old PDF is never returned for a new text.
KEPT_SECONDS = 24 * 60 * 60

# Rendering takes a processor for about a second, so one request waits for another. A second one
# that waited would keep a thread from visitors who only read.
AT_ONCE, WAITER = BoundedSemaphore(1), BoundedSemaphore(1)

# Seconds to wait for a turn.
PATIENCE = 20.0


class Busy(Exception):
    """Other PDFs are being made, and this one cannot wait for them."""


@once
def fault() -> str:
    """Return why no PDF can be made here, or an empty text. Pango is a system library."""
    try:
        # WeasyPrint prints a notice of its own, which would stand in what a command prints.
        with redirect_stdout(sys.stderr):
            import weasyprint  # noqa: F401
    except (ImportError, OSError) as reason:
        return str(reason).splitlines()[0]
    return ""


def render_pdf(html: str, base: str) -> bytes:
    """Return the PDF (PDF/UA-1) of a page; it is cached by its HTML.

    Args:
        html: The page.
        base: The address that its links are relative to.

    Raises:
        Busy: Another page waits for its turn, or the turn of this one did not come in time.
    """
    key = f"pdf:{hashlib.sha256(f'{base} {html}'.encode()).hexdigest()}"
    cached = cache.get(key)
    if cached is not None:
        return cached
    _wait_for_turn()
    try:
        pdf = _render(html, base)
    finally:
        AT_ONCE.release()
    cache.set(key, pdf, KEPT_SECONDS)
    return pdf


def _wait_for_turn() -> None:
    if AT_ONCE.acquire(blocking=False):
        return
    if not WAITER.acquire(blocking=False):
        raise Busy
    try:
        if not AT_ONCE.acquire(timeout=PATIENCE):
            raise Busy
    finally:
        WAITER.release()


def _render(html: str, base: str) -> bytes:
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
    """Return the content and media type of a style sheet, or of an image on a page.

    Raises:
        ValueError: The path is of another file.
    """
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
    with staticfiles_storage.open(name) as file:  # on a server the name holds a hash
        return file.read()
