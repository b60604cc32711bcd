"""Add checks, reports and bulk actions to Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from . import bulk, checks_view, document_texts, from_document, holding
from .reports import menu
from .session_check import session_check


def register() -> None:
    """Register the hooks."""
    hooks.register("register_admin_urls", urls)
    for page in (from_document, document_texts):
        hooks.register("register_admin_urls", page.urls)
    hooks.register("register_admin_menu_item", from_document.menu_item)
    hooks.register("register_reports_menu_item", document_texts.menu_item)
    menu.register()
    for action in bulk.ACTIONS:
        hooks.register("register_bulk_action", action)
    hooks.register("before_bulk_action", holding.refuse_unfinished)


def urls() -> list[URLPattern]:
    """Return the addresses of the checks of one item, and of the state of the session."""
    return [
        path("nakijken/<int:pk>/", checks_view.show_checks, name="nakijken"),
        path("aangemeld/", session_check, name="aangemeld"),
    ]
