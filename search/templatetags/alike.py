"""Draw the items that are like the one on the page."""

from typing import Any

from django import template

from armoedegeheugen.models import KnowledgePage

from ..engines.protocol import Audience
from ..http import audience_of
from ..results.more_like_this import more_like_this
from ..results.response import Result
from ..searcher import Searcher

register = template.Library()


@register.simple_tag(takes_context=True)
def alike(context: template.Context, page: KnowledgePage) -> list[Result]:
    """Return items like this one that the reader may find; none for a page that is not live."""
    request: Any = context.get("request")
    if not page.pk or not page.live:
        return []
    signed_in = request is not None and hasattr(request, "user")
    audience = audience_of(request) if signed_in else Audience.PUBLIC
    return more_like_this(page, Searcher.of(audience))
