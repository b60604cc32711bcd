"""What search adds to Wagtail's admin."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from armoedegeheugen.editorial.reports import menu

from .reports import Missed


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return menu.pair("gezocht", Missed)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return menu.item(Missed, order=len(menu.REPORTS))
