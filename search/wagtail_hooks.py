"""What search adds to Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from armoedegeheugen.editorial.reports import menu

from . import operations_admin
from .reports import Missed


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return menu.pair("gezocht", Missed)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return menu.item(Missed, order=len(menu.REPORTS))


hooks.register("register_admin_urls", operations_admin.urls)
hooks.register("register_reports_menu_item", operations_admin.menu_item)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """So that an administrator can give them to a group."""
    ours = ("search_internal", "operate_index")
    return Permission.objects.filter(content_type__app_label="search", codename__in=ours)
