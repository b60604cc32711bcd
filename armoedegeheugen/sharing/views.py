"""Serve the share image of an item."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page

from ..models import KnowledgePage
from ..models.querysets import ITEM_MODELS
from ..visibility import readable
from . import share_image

KEPT_SECONDS = 24 * 60 * 60


def _public(pk: int) -> KnowledgePage:
    """Return an item that anyone may read, or answer 404."""
    page = Page.objects.live().type(*ITEM_MODELS).filter(pk=pk).specific().first()
    if page is None or not readable([page], None):
        raise Http404
    return page


def _card(page: KnowledgePage) -> share_image.Card:
    when = page.date.strftime("%Y") if page.date else page.period_label
    facts = " · ".join(part for part in (page.place_label.capitalize(), when) if part)
    return share_image.Card(page.kind, page.kind_label.capitalize(), page.title, facts)


def _etag(request: HttpRequest, pk: int) -> str:
    page = _public(pk)
    request.__dict__["shared_page"] = page
    written = f"{_card(page)} {page.image_id} {page.image and page.image.file_hash}"
    return f'"{hashlib.sha256(written.encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=_etag)
def item_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the share image of a public item, cached by its content."""
    page: KnowledgePage = request.__dict__["shared_page"]
    key = f"beeld:{_etag(request, pk)}"
    content = cache.get(key)
    if content is None:
        content = share_image.draw(_card(page), _photo(page.image))
        cache.set(key, content, KEPT_SECONDS)
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _photo(image: Any) -> bytes | None:
    """Return a small rendition of an image; None if the file is gone."""
    if image is None:
        return None
    try:
        with image.get_rendition("fill-400x630|format-jpeg").file.open("rb") as file:
            return file.read()
    except (OSError, ValueError):
        return None
