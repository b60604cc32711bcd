"""Show the admin page "Zoekindex" to those who may operate the index."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..engines.protocol import Audience, EngineUnavailable
from ..worker import schedule
from . import operations

PERMISSION = "search.operate_index"
PAGE = "zoekindex"
AUDIENCES = {Audience.PUBLIC: "Openbaar", Audience.INTERNAL: "Intern"}


class IndexView(WagtailAdminTemplateMixin, TemplateView):
    """The page with the state of the index."""

    page_title = "Zoekindex"
    header_icon = "search"
    template_name = "search/admin/index.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": page_title},
    ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the state of the engine, the outbox, the worker and the last comparison."""
        length, oldest = operations.waiting()
        seen = operations.worker_last_seen()
        check = operations.last_check()
        return {
            **super().get_context_data(**kwargs),
            "health": operations.health(),
            "audiences": [AUDIENCES[audience] for audience in Audience],
            "length": length,
            "oldest": duration(oldest.total_seconds()) if oldest else "",
            "seen": seen,
            "silent": operations.worker_is_silent(seen),
            "rebuild": operations.running_rebuild(),
            "check": check,
            "drift": operations.drift_by_label(check.found) if check else {},
            "failures": operations.failures(),
            "overdue": schedule.overdue(),
            "failed_rounds": operations.failed_tasks(),
        }


@permission_required(PERMISSION)
def show(request: HttpRequest) -> HttpResponse:
    """Show the state of the index."""
    return IndexView.as_view()(request)


@require_POST
@permission_required(PERMISSION)
def compare(request: HttpRequest) -> HttpResponse:
    """Compare the index with the database, now or by the worker."""
    health = operations.health()
    try:
        done = not health.fault and operations.compare_now(max(health.totals))
    except EngineUnavailable:
        health = operations.health()
        done = False
    if health.fault:
        messages.error(request, "De zoekmachine antwoordt niet. Vergelijken kan nu niet.")
    elif done:
        messages.success(request, "De index is vergeleken met de databank.")
    else:
        messages.success(request, "De worker vergelijkt. Kijk over enkele minuten opnieuw.")
    return redirect(PAGE)


@require_POST
@permission_required(PERMISSION)
def repair(request: HttpRequest) -> HttpResponse:
    """Send what the last comparison found through the outbox once more."""
    added = operations.repair_drift()
    messages.success(
        request, f"{number_of(added, 'item wordt', 'items worden')} opnieuw bijgewerkt."
    )
    return redirect(PAGE)


@require_POST
@permission_required(PERMISSION)
def retry(request: HttpRequest) -> HttpResponse:
    """Make failed rows due again: those that were ticked, or all of them."""
    keys = [int(key) for key in request.POST.getlist("rij") if key.isdecimal()]
    again = operations.retry(None if "alles" in request.POST else keys)
    messages.success(
        request, f"{number_of(again, 'item wordt', 'items worden')} opnieuw geprobeerd."
    )
    return redirect(PAGE)


def urls() -> list[URLPattern]:
    """Return the addresses of the page and its actions."""
    return [
        path("zoekindex/", show, name=PAGE),
        path("zoekindex/vergelijken/", compare, name=f"{PAGE}_vergelijken"),
        path("zoekindex/herstellen/", repair, name=f"{PAGE}_herstellen"),
        path("zoekindex/opnieuw/", retry, name=f"{PAGE}_opnieuw"),
    ]


class IndexItem(MenuItem):
    """The menu item, for those who may operate the index."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this user may operate the index."""
        return request.user.has_perm(PERMISSION)


def menu_item() -> MenuItem:
    """Return the menu item of the page."""
    return IndexItem("Zoekindex", reverse(PAGE), name=PAGE, icon_name="search", order=1000)


def number_of(number: int, one: str, more: str) -> str:
    """Return a number with its noun, in the singular or the plural."""
    return f"{number} {one if number == 1 else more}"


UNITS = ((86_400, "dag", "dagen"), (3_600, "uur", "uur"), (60, "minuut", "minuten"))


def duration(seconds: float) -> str:
    """Return a duration in Dutch, in the one unit that a person would choose."""
    for size, one, more in UNITS:
        if seconds >= size:
            return number_of(int(seconds // size), one, more)
    return number_of(int(seconds), "seconde", "seconden")
