"""Show the checks of an item in the panel beside its form."""

from typing import Any

from django import template
from django.http import HttpRequest

from ..editorial import checks, completeness
from ..models import KnowledgePage

register = template.Library()


@register.inclusion_tag("editorial/checks.html")
def item_checks(item: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the checks of the newest draft of an item, and nothing for another kind of page."""
    if not isinstance(item, KnowledgePage):
        return {}
    found = checks.of_page(item, request.user)
    return {
        "item": item,
        "blocking": [check for check in found if check.blocks],
        "advice": [check for check in found if not check.blocks],
        "percent": completeness.percent(item),
        "missing": completeness.missing(item),
    }
