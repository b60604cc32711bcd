"""Read the public texts of an item, field by field, and the links in them.

Nothing is fetched, and blocks are read as they are stored, without a query. They are walked
generically, so a new kind of block needs no code here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.db import models
from django.utils.text import capfirst
from wagtail.blocks import ListBlock, PageChooserBlock, URLBlock
from wagtail.blocks.field_block import CharBlock, RichTextBlock, TextBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from ..compat import is_list_item
from ..models import KnowledgePage
from .quality import Text


class Target(Enum):
    """The kinds of things that a link leads to. The values are those of Wagtail's rich text."""

    PAGE = "page"
    DOCUMENT = "document"
    ADDRESS = ""


@dataclass(frozen=True)
class Linked:
    """A link in a field of a page.

    Attributes:
        key: The number of the page or document, or the web address.
        words: The words of the link; empty where the item was chosen from a list.
    """

    field: str
    kind: Target
    key: str
    words: str = ""


# Text fields without public prose. `contact_email` may hold a general address, which the check for
# private data would report.
NOT_READ = frozenset({"slug", "draft_title", "url_path", "seo_title", "contact_email"})
# The target that a block for choosing one holds.
CHOOSERS = ((PageChooserBlock, Target.PAGE), (DocumentChooserBlock, Target.DOCUMENT))
_LINE_ENDS = re.compile(r"\s*\n\s*")


def texts(page: KnowledgePage) -> tuple[Text, ...]:
    """Return the public texts of a page."""
    field_texts = [
        Text(field.name, capfirst(str(field.verbose_name)), words)
        for field in _text_fields(page)
        if (words := _field_text(field, getattr(page, field.name)))
    ]
    return (*field_texts, *_recommendations(page))


def links(page: Page) -> Iterator[tuple[str, str]]:
    """Yield each field name with each web address in it, without duplicates."""
    for link in linked(page):
        if link.kind is Target.ADDRESS and urlsplit(link.key).scheme in ("http", "https"):
            yield link.field, link.key


def linked(page: Page) -> Iterator[Linked]:
    """Yield what each field of a page links to, each target once a field."""
    seen = set()
    for field in page._meta.get_fields():
        for link in _field_links(field, page):
            if (link.field, link.kind, link.key) not in seen:
                seen.add((link.field, link.kind, link.key))
                yield link


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
        words = (RichTextBlock, CharBlock, TextBlock)
        leaves = _leaves(field.stream_block, value.raw_data)
        return "\n".join(raw for block, raw in leaves if raw and isinstance(block, words))
    return plain(value) if isinstance(field, RichTextField) else (value or "").strip()


def _field_links(field: Any, page: Page) -> Iterator[Linked]:
    if isinstance(field, StreamField):
        for block, raw in _leaves(field.stream_block, getattr(page, field.name).raw_data):
            if raw:
                yield from _block_links(field.name, block, raw)
    elif isinstance(field, RichTextField):
        yield from _anchors(field.name, getattr(page, field.name))


def _block_links(name: str, block: Any, raw: Any) -> Iterator[Linked]:
    if isinstance(block, RichTextBlock):
        yield from _anchors(name, raw)
    elif isinstance(block, URLBlock):
        yield Linked(name, Target.ADDRESS, raw)
    for chooser, kind in CHOOSERS:
        if isinstance(block, chooser):
            yield Linked(name, kind, str(raw))


def _anchors(name: str, html: str) -> Iterator[Linked]:
    if "<a" not in html:
        return
    for anchor in BeautifulSoup(html, "html.parser").find_all("a"):
        words = " ".join(anchor.get_text().split())
        if anchor.get("href"):
            yield Linked(name, Target.ADDRESS, str(anchor["href"]), words)
        elif anchor.get("linktype") in (Target.PAGE.value, Target.DOCUMENT.value):
            yield Linked(name, Target(anchor["linktype"]), str(anchor.get("id", "")), words)


def _leaves(block: Any, raw: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the innermost blocks with their stored values; a kind that is gone is left out."""
    if isinstance(block, BaseStreamBlock):
        for child in raw or ():
            if kind := block.child_blocks.get(child["type"]):
                yield from _leaves(kind, child["value"])
    elif isinstance(block, ListBlock):
        for item in raw or ():
            yield from _leaves(block.child_block, _item_value(block, item))
    elif isinstance(block, BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _leaves(child, (raw or {}).get(name))
    else:
        yield block, raw


def _item_value(block: ListBlock, item: Any) -> Any:
    return item["value"] if is_list_item(block, item) else item


def _recommendations(page: KnowledgePage) -> Iterator[Text]:
    if hasattr(page, "recommendations"):
        words = "\n".join(row.text for row in page.recommendations.all() if row.text)
        if words:
            yield Text("recommendations", "Aanbevelingen", words)
