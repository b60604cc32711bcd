"""Show the checks of an item: in the panel beside its form, and again after each save."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from ..models import KnowledgePage
from . import checks, completeness


def item_checks(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the template context for the checks of a draft; empty if it is no item."""
    if not isinstance(page, KnowledgePage):
        return {}
    findings = checks.of_page(page, request.user)
    return {
        "item": page,
        "blocking": [finding for finding in findings if finding.blocks],
        "advice": [finding for finding in findings if not finding.blocks],
        "percent": completeness.percent(page),
        "missing": completeness.missing(page),
    }


def show_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Render the checks alone, so that the panel is updated after a save without a reload."""
    page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    return render(request, "editorial/checks.html", item_checks(draft, request))
