"""Tell templates about a visitor's folder, and whether PDFs can be made."""

from typing import Any

from django import template

from ..models import KnowledgePage
from ..paper import folder, pdf

register = template.Library()


@register.simple_tag(takes_context=True)
def in_folder(context: template.Context, page: KnowledgePage) -> bool:
    """Return True if this visitor's folder holds the page."""
    request: Any = context.get("request")
    return request is not None and page.pk in folder.numbers(request)


@register.simple_tag(takes_context=True)
def folder_size(context: template.Context) -> int:
    """Return the number of pages in this visitor's folder; reading it sets no cookie."""
    request: Any = context.get("request")
    return len(folder.numbers(request)) if request is not None else 0


@register.simple_tag
def pdf_possible() -> bool:
    """Return True if this machine can make PDFs."""
    return not pdf.fault()
