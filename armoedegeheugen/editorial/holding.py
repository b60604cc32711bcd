"""Hold back unfinished items on the ways online that pass no form.

Those are approving from a list, and publishing several pages at once.
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


def unready(request: HttpRequest, pages: Iterable[Page]) -> list[tuple[Page, str]]:
    """Pages that the blocking checks hold back, with the first reason."""
    held = []
    for page in pages:
        draft = page.get_latest_revision_as_object()
        if isinstance(draft, KnowledgePage):
            reasons = [one.message for one in checks.of_page(draft, request.user) if one.blocks]
            if reasons:
                held.append((draft, reasons[0]))
    return held


def hold_several(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: object
) -> HttpResponse | None:
    """None of them goes online, so that nobody has to find out which did."""
    if action_type != "publish":
        return None
    held = unready(request, objects)
    if not held:
        return None
    _tell(request, held)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


class Approve(WorkflowAction):
    """The approval of a page from a list."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Approve the page, or show what must be changed first."""
        if self.action_name != "approve":
            return super().post(request, *args, **kwargs)
        if held := unready(request, [get_object_or_404(Page, pk=self.object.pk)]):
            _tell(request, held)
            return self._back_to_form(request)
        return super().post(request, *args, **kwargs)

    def _back_to_form(self, request: HttpRequest) -> HttpResponse:
        address = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": address})
        return redirect(address)


def _tell(request: HttpRequest, held: list[tuple[Page, str]]) -> None:
    rows = [
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title, why) for page, why in held
    ]
    listed = format_html_join("", '<br><a href="{}">{}</a>: {}', rows)
    messages.error(request, format_html("{}{}", NOT_YET, listed))


# Put before Wagtail's own, under the same address.
urls = [
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        never_cache(require_admin_access(Approve.as_view())),
    )
]
