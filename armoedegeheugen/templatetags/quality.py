"""The checks of an item, for the panel beside its form."""

from typing import Any

from django import template
from django.http import HttpRequest

from ..editorial import checks, completeness
from ..models import KnowledgePage

register = template.Library()


@register.inclusion_tag("editorial/checks.html")
def item_checks(item: Any, request: HttpRequest) -> dict[str, Any]:
    """Nothing for a page that is no item. `item` is the newest draft, as the form shows it."""
    if not isinstance(item, KnowledgePage):
        return {}
    found = checks.of_page(item, request.user)
    return {
        "item": item,
        "blocking": [one for one in found if one.blocks],
        "advice": [one for one in found if not one.blocks],
        "percent": completeness.percent(item),
        "missing": completeness.missing(item),
    }
