"""Show the register: every public recommendation, what became of it, and the sums.

It is a search over recommendations alone, always of the public index. What was said about those on
the page, and the sums, come from the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from armoedegeheugen.followup.statistics import Tally, by_place, by_theme, tally
from armoedegeheugen.followup.stories import Story, load_stories
from armoedegeheugen.models import Feedback, Recommendation

from .. import pipeline
from ..engines.protocol import Audience, EngineUnavailable
from ..facets.follow_up import CONTESTED, NO
from ..facets.kinds import RECOMMENDATION
from ..facets.labels import Labels
from ..fields import REGISTER_FACETS
from ..http import render_search
from ..pipeline import State
from ..query import request
from ..query.request import SearchRequest, View
from ..results import presenter, response
from ..results.response import Result, SearchResponse
from ..results.zero_results import Advice
from ..searcher import Searcher
from . import statistics

# What people come for: a choice within a facet, one click away.
SHORTCUTS = (
    ("opvolging", "geen-antwoord", "Zonder antwoord"),
    ("teruggekoppeld", NO, "Niet teruggekoppeld"),
    ("opvolging", CONTESTED, "Betwist"),
)

REGISTER_VIEWS = (View.LIST,)


@dataclass(frozen=True)
class Row:
    """A recommendation of the page, and what became of it."""

    result: Result
    asked: Recommendation
    story: Story
    told_back: Feedback | None


@dataclass(frozen=True)
class Line:
    """A tally under its name, with the address of the register for that name alone."""

    label: str
    url: str
    tally: Tally


@dataclass(frozen=True)
class Shortcut:
    """A link that makes or undoes one choice."""

    label: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Sums:
    """The sums of a search, or of everything: in all, by municipality and by main theme."""

    whole: Tally
    places: list[Line]
    themes: list[Line]


@require_safe
def page(http: HttpRequest) -> HttpResponse:
    """Answer with the register, or for htmx with the part of it that changes."""
    searcher = Searcher.of(Audience.PUBLIC)
    labels = searcher.labels
    asked, faults = request.parse(http.GET, labels, REGISTER_FACETS, REGISTER_VIEWS)
    path = reverse("search:register")
    try:
        state = pipeline.run(search_of(asked, searcher))
        keys = found_keys(state)
        shown = presenter.present(state, path, tuple(faults))
    except EngineUnavailable:
        # The sums need no engine: then they are those of everything.
        keys, shown = None, presenter.unavailable(asked, labels, path, tuple(faults))
    context: dict[str, Any] = {
        "response": shown,
        "rows": rows(shown.results, searcher.today),
        "shortcuts": [] if shown.unavailable else _shortcuts(shown),
        "sums": _sums(statistics.records(keys, searcher.today), asked, labels, path),
    }
    return render_search(http, shown, context, "search/register.html", "search/_register_swap.html")


def search_of(asked: SearchRequest, searcher: Searcher) -> State:
    """Return the search behind a page or a file of the register."""
    within = {"soort": (RECOMMENDATION,)}
    return State(asked, searcher, REGISTER_FACETS, within, advice=Advice.THEMES)


def found_keys(state: State) -> set[UUID] | None:
    """Return the keys of every hit, on whatever page; None for a request of nothing."""
    if not state.request.q and not state.request.filters:
        return None
    if not state.answer.total:
        return set()
    query = replace(state.query, facets=(), offset=0, size=0)
    return {UUID(hit.id.partition("-")[2]) for hit in state.searcher.scan(query)}


def rows(results: Iterable[Result], today: date) -> list[Row]:
    """Return each result with what became of it; four queries, however many results."""
    results = list(results)
    keys = [UUID(result.id) for result in results]
    recommendations = Recommendation.objects.filter(key__in=keys)
    joined = recommendations.select_related("responsible", "advice__authority")
    by_key = {str(recommendation.key): recommendation for recommendation in joined}
    told = load_stories({recommendation.advice_id for recommendation in by_key.values()}, today)
    return [
        Row(result, asked, told.of(asked, asked.advice), _latest(told.told_back(asked.advice)))
        for result in results
        if (asked := by_key.get(result.id))
    ]


def _latest(feedback: list[Feedback]) -> Feedback | None:
    return feedback[0] if feedback else None


def _shortcuts(shown: SearchResponse) -> list[Shortcut]:
    """Return a link for each, which makes its choice or undoes it."""
    values = {(facet.name, v.key): v for facet in shown.facets for v in facet.values}
    shortcuts = []
    for facet, key, label in SHORTCUTS:
        value = values.get((facet, key))
        chosen = value is not None and value.selected
        after = shown.request.without(facet, key)
        if not chosen:
            after = shown.request.without(facet).with_choice(facet, key)
        url = response.address(shown.path, after)
        shortcuts.append(Shortcut(label, url, value.count if value else 0, chosen))
    return shortcuts


def _sums(
    records: list[statistics.Record], asked: SearchRequest, labels: Labels, path: str
) -> Sums:
    def lines(facet: str, tallies: list[Tally]) -> list[Line]:
        alone = asked.without(facet)
        return [
            Line(
                labels.of(facet, tally.key),
                response.address(path, alone.with_choice(facet, tally.key)),
                tally,
            )
            for tally in tallies
        ]

    places, themes = by_place(records), by_theme(records)
    return Sums(tally(records), lines("gemeente", places), lines("thema", themes))
