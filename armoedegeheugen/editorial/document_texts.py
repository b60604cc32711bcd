"""Serve the screen *Tekst in documenten*, which shows and restarts text extraction.

Users who may change documents see those that they may change.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.documents.permissions import permission_policy

from ..documents import texts
from ..models import DocumentText

PAGE = "documentteksten"
PER_PAGE = 50
Status = DocumentText.Status
SUCCEEDED = (Status.READ, Status.PARTLY)


def changeable(request: HttpRequest) -> QuerySet:
    """Return the documents that the user may change."""
    documents = permission_policy.instances_user_has_permission_for(request.user, "change")
    return documents.select_related("reading")


def has_access(request: HttpRequest) -> bool:
    """Return whether the user may see this screen; members of associations may not."""
    user = request.user
    return user.has_perm("search.operate_index") and permission_policy.user_has_permission(
        user, "change"
    )


class DocumentTexts(WagtailAdminTemplateMixin, TemplateView):
    """The list of documents with the state of their text."""

    template_name = "editorial/document_texts.html"
    page_title = "Tekst in documenten"
    header_icon = "doc-full"
    _show_breadcrumbs = True
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": page_title},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse users who may not see this screen."""
        if not has_access(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of documents, and the number of documents in each state."""
        documents = changeable(self.request)
        chosen = self.request.GET.get("toestand", "")
        page = Paginator(
            _with_status(documents, chosen).order_by("-created_at"), PER_PAGE
        ).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "chosen": chosen,
            "counts": (counts := list(_counts(documents))),
            "failed": any(value not in (*SUCCEEDED, Status.WAITING) for value, _, _ in counts),
            "limit": texts.LIMITS.letters,
        }


def _with_status(documents: QuerySet, status: str) -> QuerySet:
    if status == Status.WAITING:
        return documents.filter(Q(reading__isnull=True) | Q(reading__status=status))
    return documents.filter(reading__status=status) if status in Status.values else documents


def _counts(documents: QuerySet) -> Iterator[tuple[str, str, int]]:
    """Yield value, label and number of each state that occurs."""
    numbers = dict(documents.values_list("reading__status").annotate(Count("pk")).order_by())
    # A document without a reading waits for its first one.
    numbers[Status.WAITING.value] = numbers.get(Status.WAITING.value, 0) + numbers.pop(None, 0)
    for value, label in Status.choices:
        if numbers.get(value):
            yield value, label, numbers[value]


@require_POST
@require_admin_access
def again(request: HttpRequest) -> HttpResponse:
    """Queue the chosen documents, or all that failed, for extraction again."""
    if not has_access(request):
        raise PermissionDenied
    keys = [int(key) for key in request.POST.getlist("document") if key.isdecimal()]
    documents = changeable(request)
    if "alles" in request.POST:
        wanted = documents.filter(reading__isnull=False).exclude(reading__status__in=SUCCEEDED)
    else:
        wanted = documents.filter(pk__in=keys)
    count = texts.read_again(wanted.values_list("pk", flat=True))
    subject = "1 document wordt" if count == 1 else f"{count} documenten worden"
    messages.success(request, f"{subject} opnieuw gelezen. Dat duurt even.")
    return redirect(PAGE)


def urls() -> list[URLPattern]:
    """Return the addresses."""
    return [
        path("documentteksten/", DocumentTexts.as_view(), name=PAGE),
        path("documentteksten/opnieuw/", again, name=f"{PAGE}_opnieuw"),
    ]


class TextsItem(MenuItem):
    """The menu item of the list."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may see the list."""
        return has_access(request)


def menu_item() -> MenuItem:
    """Return the menu item."""
    return TextsItem(
        DocumentTexts.page_title, reverse(PAGE), name=PAGE, icon_name="doc-full", order=990
    )
