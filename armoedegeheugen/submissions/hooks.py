"""Show submissions in Wagtail's own pages, and block what may not happen there."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from ..models import Submission
from ..models.submission import State
from .admin_views import POLICY, REFUSABLE, SubmissionViewSet

WITHDRAWN = "De afzender trok deze praktijk in. Ze mag niet meer online."
REFUSE_FIRST = "Iemand stuurde deze kaart in. Schrijf eerst waarom ze niet wordt opgenomen."


def register() -> None:
    """Register all hooks of this module."""
    hooks.register("register_admin_viewset", SubmissionViewSet)
    hooks.register("register_permissions", permissions)
    hooks.register("register_page_header_buttons", to_submission)
    hooks.register("before_publish_page", not_withdrawn)
    hooks.register("before_delete_page", refuse_first)


def permissions() -> QuerySet[Permission]:
    """Return the permissions on submissions, for the group editor."""
    return Permission.objects.filter(
        content_type__app_label="armoedegeheugen", content_type__model="submission"
    )


def to_submission(page: Page, user: Any, view_name: str, **_: Any) -> Iterator[Button]:
    """Yield a button from the editor of a card to its submission."""
    if view_name != "edit" or not POLICY.user_has_any_permission(user, ["view", "change"]):
        return
    for submission in Submission.objects.filter(page=page.pk):
        address = reverse("ingestuurd:detail", args=[submission.pk])
        yield Button("Bekijk de inzending", url=address, icon_name="download", priority=5)


def not_withdrawn(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a card that its sender withdrew."""
    if Submission.objects.filter(page=page.pk, state=State.WITHDRAWN).exists():
        messages.error(request, WITHDRAWN)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def refuse_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from deleting a submitted card to refusing it, so that the sender hears why."""
    waiting = Submission.objects.filter(page=page.pk, state__in=REFUSABLE).first()
    if waiting is None or not POLICY.user_has_permission(request.user, "change"):
        return None
    messages.info(request, REFUSE_FIRST)
    return redirect("ingestuurd:refuse", waiting.pk)
