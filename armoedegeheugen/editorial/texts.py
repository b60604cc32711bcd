"""Read the public texts of an item, field by field, and the links in them.

Nothing is fetched. Blocks are walked generically, so a new kind of block needs no code here.
"""

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

# Text fields without public prose. `contact_email` may hold a general address, which the check for
# private data would report.
NOT_READ = frozenset({"slug", "draft_title", "url_path", "seo_title", "contact_email"})
_LINE_ENDS = re.compile(r"\s*\n\s*")


def texts(page: KnowledgePage) -> tuple[Text, ...]:
    """Return the public texts of a page."""
    field_texts = [
        Text(field.name, capfirst(str(field.verbose_name)), words)
        for field in _text_fields(page)
        if (words := _field_text(field, getattr(page, field.name)))
    ]
    return (*field_texts, *_recommendations(page))


def links(page: KnowledgePage) -> Iterator[tuple[str, str]]:
    """Yield each field name with each external web address in it, without duplicates."""
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
    return _LINE_ENDS.sub("\n", soup.get_text()).strip()


def _text_fields(page: KnowledgePage) -> list[Any]:
    text_types = (models.CharField, models.TextField, StreamField)
    return [
        field
        for field in page._meta.get_fields()
        if isinstance(field, text_types)
        and field.editable
        and field.name not in NOT_READ
        and not field.choices
        and (field.name == "title" or field.model is not Page)
    ]


def _field_text(field: Any, value: Any) -> str:
    if isinstance(field, StreamField):
        return "\n".join(text for text, _url in _block_contents(field.stream_block, value) if text)
    return plain(value) if isinstance(field, RichTextField) else (value or "").strip()


def _urls(field: Any, page: KnowledgePage) -> Iterator[str]:
    if isinstance(field, StreamField):
        for text, url in _block_contents(field.stream_block, getattr(page, field.name)):
            yield from [url] if url else _hrefs(text)
    elif isinstance(field, RichTextField):
        yield from _hrefs(getattr(page, field.name))


def _hrefs(html: str) -> list[str]:
    if "<a" not in html:
        return []
    return [str(a["href"]) for a in BeautifulSoup(html, "html.parser").find_all("a", href=True)]


def _block_contents(block: Any, value: Any) -> Iterator[tuple[str, str]]:
    """Yield text and address of a block and of the blocks in it; one of the two is empty."""
    if isinstance(block, StreamBlock):
        for child in value:
            yield from _block_contents(child.block, child.value)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _block_contents(block.child_block, item)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _block_contents(child, value.get(name))
    elif isinstance(block, URLBlock):
        yield "", value or ""
    elif isinstance(block, RichTextBlock):
        yield (value.source if value else ""), ""
    elif isinstance(block, CharBlock | TextBlock):
        yield value or "", ""


def _recommendations(page: KnowledgePage) -> Iterator[Text]:
    if hasattr(page, "recommendations"):
        words = "\n".join(row.text for row in page.recommendations.all() if row.text)
        if words:
            yield Text("recommendations", "Aanbevelingen", words)
