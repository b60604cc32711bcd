"""What search adds to Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from . import asking_admin, opened, operations_admin, synonyms_file
from .synonyms_admin import SynonymViewSet

register_snippet(SynonymViewSet)

hooks.register("load_vocabularies", synonyms_file.load)


hooks.register("register_admin_urls", asking_admin.urls)
hooks.register("register_reports_menu_item", asking_admin.missed_item)
hooks.register("register_reports_menu_item", asking_admin.searched_item)
hooks.register("register_admin_urls", operations_admin.urls)
hooks.register("register_reports_menu_item", operations_admin.menu_item)


@hooks.register("before_serve_page")
def count_opened(page: Page, http: HttpRequest, *_: object) -> None:
    opened.note(page, http)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """So that an administrator can give them to a group."""
    ours = ("search_internal", "operate_index")
    return Permission.objects.filter(content_type__app_label="search", codename__in=ours)
