"""Read the public texts of an item, field by field, and the links in them."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.db import models
from django.utils.text import capfirst
from wagtail.blocks import ListBlock, StreamBlock, StructBlock, URLBlock
from wagtail.blocks.field_block import CharBlock, RichTextBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from ..models import KnowledgePage
from .quality import Text

# Text fields that are no text, and the one place where a general address is due.
NOT_READ = frozenset({"slug", "draft_title", "url_path", "seo_title", "contact_email"})
_ENDS = re.compile(r"\s*\n\s*")


def texts(page: KnowledgePage) -> tuple[Text, ...]:
    """Return the public texts of a page."""
    found = [
        Text(field.name, capfirst(str(field.verbose_name)), words)
        for field in _fields(page)
        if (words := _words(field, getattr(page, field.name)))
    ]
    return (*found, *_recommendations(page))


def links(page: KnowledgePage) -> Iterator[tuple[str, str]]:
    """Field and web address, each pair once; only what leads outside the portal."""
    seen = set()
    for field in page._meta.get_fields():
        for url in _urls(field, page):
            if urlsplit(url).scheme in ("http", "https") and (field.name, url) not in seen:
                seen.add((field.name, url))
                yield field.name, url


def plain(html: str) -> str:
    """Return HTML as text, with a line for each paragraph and each point of a list."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["p", "li", "h2", "h3", "h4", "br"]):
        tag.append("\n")
    return _ENDS.sub("\n", soup.get_text()).strip()


def _fields(page: KnowledgePage) -> list[Any]:
    own = (models.CharField, models.TextField, StreamField)
    return [
        field
        for field in page._meta.get_fields()
        if isinstance(field, own)
        and field.editable
        and field.name not in NOT_READ
        and not field.choices
        and (field.name == "title" or field.model is not Page)
    ]


def _words(field: Any, value: Any) -> str:
    if isinstance(field, StreamField):
        return "\n".join(text for text, _url in _block(field.stream_block, value) if text)
    return plain(value) if isinstance(field, RichTextField) else (value or "").strip()


def _urls(field: Any, page: KnowledgePage) -> Iterator[str]:
    if isinstance(field, StreamField):
        for text, url in _block(field.stream_block, getattr(page, field.name)):
            yield from [url] if url else _hrefs(text)
    elif isinstance(field, RichTextField):
        yield from _hrefs(getattr(page, field.name))


def _hrefs(html: str) -> list[str]:
    if "<a" not in html:
        return []
    return [str(a["href"]) for a in BeautifulSoup(html, "html.parser").find_all("a", href=True)]


def _block(block: Any, value: Any) -> Iterator[tuple[str, str]]:
    """Text and address, one of the two filled, of a block and all that is in it."""
    if isinstance(block, StreamBlock):
        for child in value:
            yield from _block(child.block, child.value)
    elif isinstance(block, ListBlock):
        for each in value:
            yield from _block(block.child_block, each)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _block(child, value.get(name))
    elif isinstance(block, URLBlock):
        yield "", value or ""
    elif isinstance(block, RichTextBlock):
        yield (value.source if value else ""), ""
    elif isinstance(block, CharBlock | TextBlock):
        yield value or "", ""


def _recommendations(page: KnowledgePage) -> Iterator[Text]:
    if hasattr(page, "recommendations"):
        words = "\n".join(each.text for each in page.recommendations.all() if each.text)
        if words:
            yield Text("recommendations", "Aanbevelingen", words)
