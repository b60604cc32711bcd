"""Where checks, reports and bulk actions come into Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from . import bulk, checks_view, holding
from .reports import menu


def register() -> None:
    hooks.register("register_admin_urls", urls)
    menu.register()
    for action in bulk.ACTIONS:
        hooks.register("register_bulk_action", action)
    hooks.register("before_bulk_action", holding.hold_several)


def urls() -> list[URLPattern]:
    return [path("nakijken/<int:pk>/", checks_view.checks, name="nakijken")]
