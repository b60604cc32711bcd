"""Keep unfinished items offline in the actions that publish without the form.

Those actions are approval from a list, and publishing several pages at once.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page

from ..models import KnowledgePage
from . import checks

NOT_YET = "Dit kan nog niet online:"


def find_unfinished(request: HttpRequest, pages: Iterable[Page]) -> list[tuple[Page, str]]:
    """Return the drafts with a blocking finding, each with its first reason."""
    unfinished = []
    for page in pages:
        draft = page.get_latest_revision_as_object()
        if isinstance(draft, KnowledgePage):
            findings = checks.of_page(draft, request.user)
            reasons = [finding.message for finding in findings if finding.blocks]
            if reasons:
                unfinished.append((draft, reasons[0]))
    return unfinished


def refuse_unfinished(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: object
) -> HttpResponse | None:
    """Publish none of several pages if one is unfinished, and say which.

    Publishing a part of them would leave the editor to find out which went online.
    """
    if action_type != "publish":
        return None
    unfinished = find_unfinished(request, objects)
    if not unfinished:
        return None
    _show_reasons(request, unfinished)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


class Approve(WorkflowAction):
    """Approves a page from a list."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Approve the page, or show what must be changed first."""
        if self.action_name != "approve":
            return super().post(request, *args, **kwargs)
        if unfinished := find_unfinished(request, [get_object_or_404(Page, pk=self.object.pk)]):
            _show_reasons(request, unfinished)
            return self._back_to_form(request)
        return super().post(request, *args, **kwargs)

    def _back_to_form(self, request: HttpRequest) -> HttpResponse:
        address = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": address})
        return redirect(address)


def _show_reasons(request: HttpRequest, unfinished: list[tuple[Page, str]]) -> None:
    rows = [
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title, reason)
        for page, reason in unfinished
    ]
    listed = format_html_join("", '<br><a href="{}">{}</a>: {}', rows)
    messages.error(request, format_html("{}{}", NOT_YET, listed))


# Included before Wagtail's own view, which has the same address.
urls = [
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        never_cache(require_admin_access(Approve.as_view())),
    )
]
