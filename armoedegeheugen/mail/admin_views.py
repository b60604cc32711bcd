"""Show the outbox to editors: what waits, what was sent and what failed, with the reason."""

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.views import View
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import ModelPermissionPolicy

from ..models import OutgoingMail
from . import outbox

POLICY = ModelPermissionPolicy(OutgoingMail)


def register() -> None:
    """Register the section and its permissions in Wagtail."""
    hooks.register("register_admin_viewset", MailViewSet)
    hooks.register("register_permissions", permissions)


def permissions() -> QuerySet[Permission]:
    """Return the permissions on messages, for the group editor."""
    return Permission.objects.filter(
        content_type__app_label="armoedegeheugen",
        codename__in=["view_outgoingmail", "change_outgoingmail"],
    )


class ResendColumn(Column):
    """A column with the button that makes a failed message due again."""

    cell_template_name = "mail/_resend.html"


COLUMNS = [
    Column("subject", label="Onderwerp"),
    Column("to", label="Aan", sort_key="to"),
    Column("state", label="Stand", accessor="get_state_display", sort_key="state"),
    Column("attempts", label="Pogingen"),
    DateColumn("created_at", label="Gemaakt", sort_key="created_at"),
    DateColumn("due_at", label="Volgende poging"),
    Column("fault", label="Reden"),
]


class Listing(IndexView):
    """The list of messages, the newest first, without texts: these may hold a secret link."""

    model = OutgoingMail
    permission_policy = POLICY
    any_permission_required = ["view", "change"]
    page_title = "Berichten"
    header_icon = "mail"
    default_ordering = "-created_at"
    paginate_by = 50
    list_filter = ["state"]
    index_url_name = "berichten:index"
    index_results_url_name = "berichten:results"

    @property
    def show_resend(self) -> bool:
        """Return whether the user may send a failed message again."""
        return self.user_has_permission("change")

    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        """Return the messages without their texts."""
        return OutgoingMail.objects.defer("text", "html")

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns; the button is for those who may send again."""
        return [*COLUMNS, *([ResendColumn("resend", label="")] if self.show_resend else [])]


class Resend(PermissionCheckedMixin, View):
    """Make a failed message due again, by POST only."""

    permission_policy = POLICY
    permission_required = "change"

    def post(self, request: HttpRequest, key: int) -> HttpResponse:
        """Put the message back in the queue, unless somebody did so just before."""
        if outbox.resend([key]):
            messages.success(request, "Het bericht staat opnieuw klaar om te vertrekken.")
        else:
            messages.error(request, "Dit bericht is niet mislukt of staat al opnieuw klaar.")
        return redirect("berichten:index")


class ForOperators(MenuItem):
    """A menu item for users with a permission on messages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may see or change messages."""
        return POLICY.user_has_any_permission(request.user, ["view", "change"])


class MailViewSet(ViewSet):
    """The section "Berichten" of the admin."""

    name = "berichten"
    icon = "mail"
    menu_label = "Berichten"
    menu_order = 980
    add_to_admin_menu = True
    menu_item_class = ForOperators

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the section."""
        return [
            path("", Listing.as_view(), name="index"),
            path("lijst/", Listing.as_view(results_only=True), name="results"),
            path("<int:key>/opnieuw/", Resend.as_view(), name="resend"),
        ]
