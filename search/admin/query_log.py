"""What an editor does about a question: from the report, one click to here and one to settle it.

For who may publish, as the editors' other reports.
"""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from armoedegeheugen.editorial.reports import menu

from .. import pipeline
from ..analytics import reports
from ..engines.protocol import Audience, EngineUnavailable
from ..models import LONGEST, AskedQuestion, OpenedItem, Synonym
from ..pipeline import State
from ..query import request
from ..query.request import SearchRequest
from ..results import pinned
from ..results.presenter import present
from ..results.response import Result
from ..searcher import Searcher

SHOWN = 10


def may_publish(user: Any) -> bool:
    return page_permission_policy.user_has_permission(user, "publish")


@method_decorator(user_passes_test(may_publish), name="dispatch")
class QuestionView(WagtailAdminTemplateMixin, TemplateView):
    """One question: how often it was asked, what it finds now, what was opened; and what to do."""

    page_title = "Een vraag van bezoekers"
    header_icon = "search"
    template_name = "search/admin/question.html"

    def post(self, http: HttpRequest) -> HttpResponse:
        q, key = _asked(http.POST), http.POST.get("item", "")
        page = get_object_or_404(Page, pk=int(key) if key.isdecimal() else 0)
        if "weg" in http.POST:
            pinned.take_away(q, page.pk)
            messages.success(http, f"‘{page.title}’ staat niet meer bovenaan.")
        elif q and pinned.put_first(q, page):
            messages.success(http, f"‘{page.title}’ staat nu bovenaan voor deze vraag.")
        else:
            messages.error(http, f"Zet ten hoogste {pinned.MOST} items bovenaan.")
        return redirect(f"{reverse(reports.DECIDE)}?{urlencode({'q': q})}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        q = _asked(self.request.GET)
        other = " ".join(self.request.GET.get("zoek", "").split())[: request.LONGEST_QUESTION]
        first = pinned.pages_for(q)
        rows = AskedQuestion.objects.filter(question=q.casefold())
        return {
            **super().get_context_data(**kwargs),
            "q": q,
            "other": other,
            "asked": next(iter(reports.asked(rows)), None),
            "opened": _opened(rows),
            "first": first,
            "found": _found(other or q, {page.pk for page in first}),
            "full": len(first) >= pinned.MOST,
            "synonym_url": _synonym(self.request, q),
            "search_url": f"{reverse('search:search')}?{urlencode({'q': q})}",
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        report = {"url": reverse(reports.Missed.index_url_name), "label": reports.Missed.page_title}
        return [*self.breadcrumbs_items, report, {"url": "", "label": _asked(self.request.GET)}]


def _asked(params: Any) -> str:
    return " ".join(params.get("q", "").split())[:LONGEST]


def _found(q: str, without: set[int]) -> list[Result] | None:
    """Pages that a visitor finds now; None while no engine can answer."""
    asked = SearchRequest(q, sort=request.usual_sort(q), per_page=2 * SHOWN)
    try:
        state = pipeline.run(State(asked, Searcher.of(Audience.PUBLIC), facets=()))
    except EngineUnavailable:
        return None
    shown = present(state, reverse("search:search")).results
    return [one for one in shown if one.id.isdecimal() and int(one.id) not in without][:SHOWN]


def _opened(rows: QuerySet[AskedQuestion]) -> list[tuple[Page, int]]:
    counts = dict(
        OpenedItem.objects.filter(asked__in=rows).values_list("page").annotate(Sum("count"))
    )
    pages = Page.objects.in_bulk(counts)
    known = [(pages[key], count) for key, count in counts.items() if key in pages]
    return sorted(known, key=lambda each: (-each[1], each[0].title))[:SHOWN]


def _synonym(http: HttpRequest, q: str) -> str:
    """Where a synonym is made of it; empty for who may not."""
    if not http.user.has_perm("search.add_synonym"):
        return ""
    add = reverse(Synonym.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
    return f"{add}?{urlencode({'word': q})}"


def urls() -> list[URLPattern]:
    return [
        path("reports/gezocht/vraag/", QuestionView.as_view(), name=reports.DECIDE),
        *menu.pair("gezocht", reports.Missed),
        *menu.pair("zoekvragen", reports.Searched),
    ]


def missed_item() -> MenuItem:
    return menu.item(reports.Missed, order=len(menu.REPORTS))


def searched_item() -> MenuItem:
    return menu.item(reports.Searched, order=len(menu.REPORTS) + 1)
