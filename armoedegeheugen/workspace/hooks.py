"""Add the workspace to Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..followup.permissions import associations_of
from . import separation, views


class MineItem(MenuItem):
    """The menu item of members of an association."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user's association has a workspace."""
        return any(hasattr(each, "workspace") for each in associations_of(request.user))


class AccessItem(MenuItem):
    """The menu item of editors who give access."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may give access."""
        return request.user.has_perm(views.GIVE_ACCESS)


def register() -> None:
    """Register the hooks."""
    hooks.register("register_admin_urls", urls)
    hooks.register("register_admin_menu_item", mine)
    hooks.register("register_admin_menu_item", giving)
    hooks.register("register_permissions", permissions)
    hooks.register("construct_reports_menu", separation.without_types_usage)
    hooks.register("construct_page_chooser_queryset", separation.choosable)


def urls() -> list[URLPattern]:
    """Return the addresses of the workspace."""
    return [
        path("mijn-vereniging/", views.MyAssociation.as_view(), name="mijn_vereniging"),
        path("toegang/", views.Access.as_view(), name="toegang"),
        path("toegang/vereniging/", views.OpenWorkspace.as_view(), name="toegang_openen"),
        path("toegang/bestuur/", views.InviteContact.as_view(), name="toegang_bestuur"),
        path(
            "toegang/vereniging/<int:pk>/", views.OneWorkspace.as_view(), name="toegang_vereniging"
        ),
        path(
            "toegang/vereniging/<int:pk>/sluiten/",
            views.CloseWorkspace.as_view(),
            name="toegang_sluiten",
        ),
        path("toegang/lid/<int:pk>/", views.RemoveMember.as_view(), name="toegang_lid"),
        path("toegang/contact/<int:pk>/", views.RemoveContact.as_view(), name="toegang_contact"),
    ]


def mine() -> MenuItem:
    """Return the menu item ‘Mijn vereniging’."""
    return MineItem("Mijn vereniging", reverse("mijn_vereniging"), icon_name="group", order=90)


def giving() -> MenuItem:
    """Return the menu item ‘Toegang’."""
    return AccessItem("Toegang", reverse("toegang"), icon_name="key", order=308)


def permissions() -> QuerySet[Permission]:
    """Return the permission to give access, so that groups can have it."""
    return Permission.objects.filter(
        content_type__app_label="armoedegeheugen", codename="give_access"
    )
