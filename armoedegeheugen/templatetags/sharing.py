"""Write the structured data (JSON-LD) of a page for search engines and other programs."""

import json
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from ..models import KnowledgePage
from ..sections.models import HomePage
from ..sharing import structured_data

register = template.Library()

# Escaped so that no text can close the script element.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, page: Any) -> SafeString:
    """Render a JSON-LD block for an item or the home page, and nothing for other pages."""
    data = _data(context, page)
    if not data:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def _data(context: template.Context, page: Any) -> structured_data.Data | None:
    request = context.get("request")
    if request is None or not isinstance(page, Page) or not page.pk:
        return None
    site = request.build_absolute_uri("/")
    if isinstance(page, KnowledgePage):
        return structured_data.item(page, page.get_full_url(request) or site, site)
    if isinstance(page, HomePage):
        return structured_data.website(site, request.build_absolute_uri(reverse("search:search")))
    return None
