"""Hide from a user the pages that are neither published for everyone nor their own.

Wagtail's explorer, search, previews, history and most reports follow the permissions on pages.
Three views name any page, drafts included, and are replaced here: the chooser, the question
whether to move a page, and the report on page types. `references.py` checks numbers that are
posted by hand.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import chooser
from wagtail.admin.views.pages.move import move_confirm
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..visibility import public

User = AbstractBaseUser | AnonymousUser

# In digits. No key is longer, and SQLite refuses an integer of more than 64 bits.
LONGEST_KEY = 18


def visible(user: User, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those pages that the world may see, or that this user may reach in the explorer."""
    if user.is_superuser:  # type: ignore[union-attr]
        return pages
    own = page_permission_policy.explorable_instances(user).values("pk")
    open_to_all = public(Page.objects.live()).values("pk")
    return pages.filter(pk__in=own) | pages.filter(pk__in=open_to_all)


def choosable(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Return the pages that the user may choose."""
    return visible(request.user, pages)


class PublishedTitle(chooser.PageTitleColumn):
    """A page that is online may have another title in a draft, which is its editors' own."""

    def get_value(self, instance: Page) -> str:
        """Return the published title."""
        instance.draft_title = instance.title  # the templates of the row ask for it by themselves
        return instance.title


class Titled:
    """Show published titles in a chooser."""

    @property
    def columns(self) -> list[Column]:
        """The columns, with the published title in place of the draft's."""
        several = self.is_multiple_choice  # type: ignore[attr-defined]
        return [
            PublishedTitle("title", label="Titel", is_multiple_choice=several)
            if isinstance(column, chooser.PageTitleColumn)
            else column
            for column in super().columns  # type: ignore[misc]
        ]


class Browse(Titled, chooser.BrowseView):
    """The children of a page that the user does not see are not listed either."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """Serve a page of the chooser; a parent that the user may not see counts as none."""
        asked = Page.objects.filter(pk=parent_page_id)
        if parent_page_id and not visible(request.user, asked).exists():
            parent_page_id = None
        return super().get(request, parent_page_id)


class Search(Titled, chooser.SearchView):
    """Search in the chooser, with published titles."""


class ChosenMultiple(chooser.ChosenMultipleView):
    """The answer to choosing several pages."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer with the chosen pages that the user may see."""
        asked_ids = request.GET.getlist("id")
        numbers = [one for one in asked_ids if one.isdecimal() and len(one) <= LONGEST_KEY]
        known = visible(request.user, Page.objects.filter(pk__in=numbers))
        asked = request.GET.copy()
        asked.setlist("id", [str(pk) for pk in known.values_list("pk", flat=True)])
        request.GET = asked  # type: ignore[assignment]
        return super().get(request)

    def render_chosen_response(self, result: list[dict[str, Any]]) -> HttpResponse:
        """Render the chosen pages with their published titles."""
        titles = dict(
            Page.objects.filter(pk__in=[one["id"] for one in result]).values_list("pk", "title")
        )
        named = [{**one, "adminTitle": titles[one["id"]]} for one in result]
        return super().render_chosen_response(named)


def confirm_move(request: HttpRequest, page_to_move_id: int, destination_id: int) -> HttpResponse:
    """Wagtail asks whether the page may be moved after it has named it."""
    page = get_object_or_404(Page, pk=page_to_move_id)
    destination = get_object_or_404(Page, pk=destination_id)
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
    return move_confirm(request, page_to_move_id, destination_id)


class TypesUsage(PageTypesUsageReportView):
    """Of each kind it names the page that was edited last, whoever may see that."""

    any_permission_required = ["publish"]


def without_types_usage(request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove the report on page types for users who cannot publish."""
    if not page_permission_policy.user_has_permission(request.user, "publish"):
        items[:] = [item for item in items if item.name != "page-types-usage"]


def _inside(view: Callable[..., HttpResponseBase]) -> Any:
    return never_cache(require_admin_access(view))


_types = "reports/page-types-usage/"
# Put before Wagtail's own, under the same addresses.
urls = [
    path("choose-page/", _inside(Browse.as_view())),
    path("choose-page/<int:parent_page_id>/", _inside(Browse.as_view())),
    path("choose-page/search/", _inside(Search.as_view())),
    path("choose-page/chosen-multiple/", _inside(ChosenMultiple.as_view())),
    path("pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", _inside(confirm_move)),
    path(_types, _inside(TypesUsage.as_view())),
    path(f"{_types}results/", _inside(TypesUsage.as_view(results_only=True))),
]
