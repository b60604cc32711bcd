"""What the head of a page says to other sites and programs."""

import json
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from ..models import KnowledgePage
from ..sections.models import HomePage
from ..sharing import structured

register = template.Library()

HARMLESS = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""Inside a script element nothing may look like the end of it."""


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, page: Any) -> SafeString:
    """A block of data, which a browser never runs; nothing for pages that are no item."""
    data = _data(context, page)
    if not data:
        return SafeString("")
    written = json.dumps(data, ensure_ascii=False).translate(HARMLESS)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))


def _data(context: template.Context, page: Any) -> structured.Data | None:
    request = context.get("request")
    if request is None or not isinstance(page, Page) or not page.pk:
        return None
    site = request.build_absolute_uri("/")
    if isinstance(page, KnowledgePage):
        return structured.item(page, page.get_full_url(request) or site, site)
    if isinstance(page, HomePage):
        return structured.website(site, request.build_absolute_uri(reverse("search:search")))
    return None
