"""What a page may ask of paper."""

from typing import Any

from django import template

from ..models import KnowledgePage
from ..paper import folder, pdf

register = template.Library()


@register.simple_tag(takes_context=True)
def in_folder(context: template.Context, page: KnowledgePage) -> bool:
    request: Any = context.get("request")
    return hasattr(request, "session") and page.pk in folder.numbers(request)


@register.simple_tag(takes_context=True)
def folder_size(context: template.Context) -> int:
    """How many pages were put in; zero before the first, and no cookie is set by asking."""
    request: Any = context.get("request")
    return len(folder.numbers(request)) if hasattr(request, "session") else 0


@register.simple_tag
def pdf_possible() -> bool:
    return not pdf.fault()
