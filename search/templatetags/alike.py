"""What stands on an item's page and comes out of the search."""

from typing import Any

from django import template

from armoedegeheugen.models import KnowledgePage

from ..engines.protocol import Audience
from ..http import audience_of
from ..results import more_like_this as finding
from ..results.response import Result

register = template.Library()


@register.simple_tag(takes_context=True)
def alike(context: template.Context, page: KnowledgePage) -> list[Result]:
    """Items like this one, for this reader; none for a page that is not there yet."""
    request: Any = context.get("request")
    if not page.pk or not page.live:
        return []
    signed_in = request is not None and hasattr(request, "user")
    return finding.alike(page, audience_of(request) if signed_in else Audience.PUBLIC)
