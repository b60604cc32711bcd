"""The register: every public recommendation, what became of it, and how that adds up.

One search like any other, over recommendations alone, and always over what the world may see; what
is said about those on the page, and the sums, come from the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from armoedegeheugen.followup.statistics import Tally, by_place, by_theme, tally
from armoedegeheugen.followup.stories import Story, load_stories
from armoedegeheugen.models import Feedback, Recommendation

from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable, Hit
from ..facets import age_buckets, labels
from ..facets.follow_up import CONTESTED, NO
from ..facets.kinds import RECOMMENDATION
from ..facets.labels import Labels
from ..fields import REGISTER_FACETS
from ..http import render_search
from ..pipeline import Finding, find
from ..query import request
from ..query.request import SearchRequest, View
from ..results import browse_links, presenter, response
from ..results.response import Result, SearchResponse
from . import statistics

SHORTCUTS = (
    ("opvolging", "geen-antwoord", "Zonder antwoord"),
    ("teruggekoppeld", NO, "Niet teruggekoppeld"),
    ("opvolging", CONTESTED, "Betwist"),
)
"""What people come for: a choice within a facet, one click away."""
REGISTER_VIEWS = (View.LIST,)


@dataclass(frozen=True)
class Row:
    """A recommendation that was found, and what became of it."""

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
    label: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Sums:
    """Of what was found, or of everything: together, by municipality and by main theme."""

    whole: Tally
    places: list[Line]
    themes: list[Line]


@require_safe
def page(http: HttpRequest) -> HttpResponse:
    names = labels.current()
    asked, faults = request.parse(http.GET, names, REGISTER_FACETS, REGISTER_VIEWS)
    path = reverse("search:register")
    today = timezone.localdate()
    try:
        finding = look_up(asked, today)
        wanted = chosen_keys(asked, finding)
        shown = presenter.present(asked, finding, names, path, tuple(faults), REGISTER_FACETS)
    except EngineUnavailable:
        # The sums need no engine: then they are those of everything.
        wanted, shown = None, presenter.unavailable(asked, names, path, tuple(faults))
    context: dict[str, Any] = {
        "response": shown,
        "rows": rows(shown.results, today),
        "shortcuts": [] if shown.unavailable else _shortcuts(shown),
        "sums": _sums(statistics.records(wanted, today), asked, names, path),
    }
    if not shown.unavailable and not shown.total:
        only = {"soort": (RECOMMENDATION,)}
        context["ways"] = browse_links.themes(path, names, Audience.PUBLIC, only)
    return render_search(http, shown, context, "search/register.html", "search/_register_swap.html")


def look_up(asked: SearchRequest, today: date) -> Finding:
    """The search behind a page of the register, its counts by age instead of by month."""
    chosen = {**asked.filters, "soort": (RECOMMENDATION,)}
    if "ouderdom" in chosen:
        chosen["ouderdom"] = age_buckets.months(chosen["ouderdom"], today)
    found = find(replace(asked, filters=chosen), Audience.PUBLIC, engine(), REGISTER_FACETS)
    by_age = age_buckets.by_age(found.answer.facets.get("ouderdom", {}), today)
    facets = {**found.answer.facets, "ouderdom": by_age}
    return replace(found, answer=replace(found.answer, facets=facets))


def chosen_keys(asked: SearchRequest, finding: Finding) -> set[UUID] | None:
    """The keys of all that was found, on whatever page; None where nothing was asked."""
    if not asked.q and not asked.filters:
        return None
    return {UUID(hit.id.partition("-")[2]) for hit in every_hit(finding)}


def every_hit(finding: Finding) -> Iterator[Hit]:
    """All that was found, in its order, on whatever page."""
    return engine().scan(Audience.PUBLIC, replace(finding.query, facets=(), offset=0, size=0))


def rows(results: Iterable[Result], today: date) -> list[Row]:
    """What was found with what became of it; the same four queries however much was found."""
    results = list(results)
    held = Recommendation.objects.filter(key__in=[UUID(found.id) for found in results])
    held = held.select_related("responsible", "advice__authority")
    known = {str(asked.key): asked for asked in held}
    told = load_stories({asked.advice_id for asked in known.values()}, today)
    shown = [(found, known[found.id]) for found in results if found.id in known]
    return [
        Row(found, asked, told.of(asked, asked.advice), _last(told.told_back(asked.advice)))
        for found, asked in shown
    ]


def _last(told: list[Feedback]) -> Feedback | None:
    return told[0] if told else None


def _shortcuts(shown: SearchResponse) -> list[Shortcut]:
    """Each leads there and back; its count is of what is left of the other choices."""
    values = {(facet.name, v.key): v for facet in shown.facets for v in facet.values}
    found = []
    for facet, key, label in SHORTCUTS:
        value = values.get((facet, key))
        chosen = value is not None and value.selected
        after = shown.request.without(facet, key)
        if not chosen:
            after = shown.request.without(facet).with_choice(facet, key)
        url = response.address(shown.path, after)
        found.append(Shortcut(label, url, value.count if value else 0, chosen))
    return found


def _sums(records: list[statistics.Record], asked: SearchRequest, names: Labels, path: str) -> Sums:
    def lines(facet: str, found: list[Tally]) -> list[Line]:
        alone = asked.without(facet)
        return [
            Line(
                names.of(facet, each.key),
                response.address(path, alone.with_choice(facet, each.key)),
                each,
            )
            for each in found
        ]

    places = lines("gemeente", by_place(records))
    return Sums(tally(records), places, lines("thema", by_theme(records)))
