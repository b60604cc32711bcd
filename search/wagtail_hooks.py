"""Add synonyms, reports and the page of the index to Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .admin import operations_views, query_log, synonyms_file
from .admin.synonyms import SynonymViewSet
from .analytics import click_log

register_snippet(SynonymViewSet)

hooks.register("load_vocabularies", synonyms_file.load)


hooks.register("register_admin_urls", query_log.urls)
hooks.register("register_reports_menu_item", query_log.zero_results_item)
hooks.register("register_reports_menu_item", query_log.searched_item)
hooks.register("register_admin_urls", operations_views.urls)
hooks.register("register_reports_menu_item", operations_views.menu_item)


@hooks.register("before_serve_page")
def count_opened(page: Page, http: HttpRequest, *_: object) -> None:
    """Count an item that is opened from a page of results."""
    click_log.log_click(page, http)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """List our permissions, so that an administrator can give them to a group."""
    ours = ("search_internal", "operate_index")
    return Permission.objects.filter(content_type__app_label="search", codename__in=ours)
