"""The page "Zoekindex" in the admin: for who may operate the index, and for nobody else."""

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
from . import operations

PERMISSION = "search.operate_index"
PAGE = "zoekindex"
AUDIENCES = {Audience.PUBLIC: "Openbaar", Audience.INTERNAL: "Intern"}


class IndexView(WagtailAdminTemplateMixin, TemplateView):
    page_title = "Zoekindex"
    header_icon = "search"
    template_name = "search/admin/index.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": page_title},
    ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        length, oldest = operations.waiting()
        seen = operations.worker_seen()
        check = operations.last_check()
        return {
            **super().get_context_data(**kwargs),
            "health": operations.health(),
            "audiences": [AUDIENCES[audience] for audience in Audience],
            "length": length,
            "oldest": spoken(oldest.total_seconds()) if oldest else "",
            "seen": seen,
            "silent": operations.worker_is_silent(seen),
            "rebuild": operations.rebuild_under_way(),
            "check": check,
            "drift": operations.drift(check.found) if check else {},
            "failures": operations.failures(),
            "failed_rounds": operations.failed_rounds(),
        }


@permission_required(PERMISSION)
def show(request: HttpRequest) -> HttpResponse:
    return IndexView.as_view()(request)


@require_POST
@permission_required(PERMISSION)
def compare(request: HttpRequest) -> HttpResponse:
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
    added = operations.repair_found()
    messages.success(request, f"{counted(added, 'item wordt', 'items worden')} opnieuw bijgewerkt.")
    return redirect(PAGE)


@require_POST
@permission_required(PERMISSION)
def retry(request: HttpRequest) -> HttpResponse:
    keys = [int(key) for key in request.POST.getlist("rij") if key.isdecimal()]
    again = operations.retry(None if "alles" in request.POST else keys)
    messages.success(request, f"{counted(again, 'item wordt', 'items worden')} opnieuw geprobeerd.")
    return redirect(PAGE)


def urls() -> list[URLPattern]:
    return [
        path("zoekindex/", show, name=PAGE),
        path("zoekindex/vergelijken/", compare, name=f"{PAGE}_vergelijken"),
        path("zoekindex/herstellen/", repair, name=f"{PAGE}_herstellen"),
        path("zoekindex/opnieuw/", retry, name=f"{PAGE}_opnieuw"),
    ]


class IndexItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


def menu_item() -> MenuItem:
    return IndexItem("Zoekindex", reverse(PAGE), name=PAGE, icon_name="search", order=1000)


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


UNITS = ((86_400, "dag", "dagen"), (3_600, "uur", "uur"), (60, "minuut", "minuten"))


def spoken(seconds: float) -> str:
    """How long, in the one unit that a person would choose."""
    for size, one, more in UNITS:
        if seconds >= size:
            return counted(int(seconds // size), one, more)
    return counted(int(seconds), "seconde", "seconden")
