"""Show one question of visitors to editors, and let them improve its results."""

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

MAX_ITEMS = 10


def may_publish(user: Any) -> bool:
    """Return whether a user may publish pages."""
    return page_permission_policy.user_has_permission(user, "publish")


@method_decorator(user_passes_test(may_publish), name="dispatch")
class QuestionView(WagtailAdminTemplateMixin, TemplateView):
    """One question: how often it was asked, what it finds now and what was opened.

    An editor can pin an item to the top of its results, and take it away again.
    """

    page_title = "Een vraag van bezoekers"
    header_icon = "search"
    template_name = "search/admin/question.html"

    def post(self, http: HttpRequest) -> HttpResponse:
        """Pin an item for the question, or take it away."""
        q, key = _question(http.POST), http.POST.get("item", "")
        page = get_object_or_404(Page, pk=int(key) if key.isdecimal() else 0)
        if "weg" in http.POST:
            pinned.take_away(q, page.pk)
            messages.success(http, f"‘{page.title}’ staat niet meer bovenaan.")
        elif q and pinned.put_first(q, page):
            messages.success(http, f"‘{page.title}’ staat nu bovenaan voor deze vraag.")
        else:
            messages.error(http, f"Zet ten hoogste {pinned.MOST} items bovenaan.")
        return redirect(f"{reverse(reports.QUESTION_VIEW)}?{urlencode({'q': q})}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the counts, current results and pinned items of the question."""
        q = _question(self.request.GET)
        other = " ".join(self.request.GET.get("zoek", "").split())[: request.LONGEST_QUESTION]
        first = pinned.pages_for(q)
        rows = AskedQuestion.objects.filter(question=q.casefold())
        return {
            **super().get_context_data(**kwargs),
            "q": q,
            "other": other,
            "asked": next(iter(reports.questions(rows)), None),
            "opened": _opened(rows),
            "first": first,
            "found": _current_results(other or q, {page.pk for page in first}),
            "full": len(first) >= pinned.MOST,
            "synonym_url": _synonym_url(self.request, q),
            "search_url": f"{reverse('search:search')}?{urlencode({'q': q})}",
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the report of questions without results."""
        report = {
            "url": reverse(reports.ZeroResultsReport.index_url_name),
            "label": reports.ZeroResultsReport.page_title,
        }
        return [*self.breadcrumbs_items, report, {"url": "", "label": _question(self.request.GET)}]


def _question(params: Any) -> str:
    return " ".join(params.get("q", "").split())[:LONGEST]


def _current_results(q: str, excluded: set[int]) -> list[Result] | None:
    """Return pages that a visitor finds now; None if the engine cannot answer."""
    search_request = SearchRequest(q, sort=request.usual_sort(q), per_page=2 * MAX_ITEMS)
    try:
        state = pipeline.run(State(search_request, Searcher.of(Audience.PUBLIC), facets=()))
    except EngineUnavailable:
        return None
    results = present(state, reverse("search:search")).results
    return [
        result for result in results if result.id.isdecimal() and int(result.id) not in excluded
    ][:MAX_ITEMS]


def _opened(rows: QuerySet[AskedQuestion]) -> list[tuple[Page, int]]:
    counts = dict(
        OpenedItem.objects.filter(asked__in=rows).values_list("page").annotate(Sum("count"))
    )
    pages = Page.objects.in_bulk(counts)
    opened = [(pages[key], count) for key, count in counts.items() if key in pages]
    return sorted(opened, key=lambda pair: (-pair[1], pair[0].title))[:MAX_ITEMS]


def _synonym_url(http: HttpRequest, q: str) -> str:
    """Return where to add a synonym for the question; empty for a user who may not."""
    if not http.user.has_perm("search.add_synonym"):
        return ""
    add = reverse(Synonym.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
    return f"{add}?{urlencode({'word': q})}"


def urls() -> list[URLPattern]:
    """Return the addresses of the reports and of the page of one question."""
    return [
        path("reports/gezocht/vraag/", QuestionView.as_view(), name=reports.QUESTION_VIEW),
        *menu.pair("gezocht", reports.ZeroResultsReport),
        *menu.pair("zoekvragen", reports.SearchedReport),
    ]


def zero_results_item() -> MenuItem:
    """Return the menu item of the report of questions without results."""
    return menu.item(reports.ZeroResultsReport, order=len(menu.REPORTS))


def searched_item() -> MenuItem:
    """Return the menu item of the report of all questions."""
    return menu.item(reports.SearchedReport, order=len(menu.REPORTS) + 1)
