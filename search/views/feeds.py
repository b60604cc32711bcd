"""The newest items of a search as an Atom feed, for whoever wants to follow a theme or a place.

A feed reader has no log-in: only the public index is asked.
"""

from dataclasses import replace
from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable, Sort
from ..facets import labels
from ..http import bad_request, engine_unavailable
from ..pipeline import find
from ..query import request
from ..query.request import PER_PAGE
from ..results import presenter
from ..results.response import Result, SearchResponse, address

_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""Characters that XML does not allow."""


@require_safe
def newest(http: HttpRequest) -> HttpResponse:
    names = labels.current()
    asked, faults = request.parse(http.GET, names)
    if faults:
        return bad_request(faults)
    asked = replace(asked, sort=Sort.NEWEST, page=1, per_page=PER_PAGE[1])
    path = reverse("search:search")
    try:
        finding = find(asked, Audience.PUBLIC, engine())
    except EngineUnavailable:
        return engine_unavailable()
    feed = _feed(http, presenter.present(asked, finding, names, path))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(http: HttpRequest, found: SearchResponse) -> Atom1Feed:
    chosen = ", ".join(chip.label for chip in found.chips)
    topic = " · ".join(part for part in (found.request.q, chosen) if part)
    feed = Atom1Feed(
        title=_clean(f"Armoedegeheugen: {topic}" if topic else "Armoedegeheugen"),
        link=http.build_absolute_uri(address(found.path, found.request)),
        feed_url=http.build_absolute_uri(),
        description="",
        language="nl",
    )
    for item in found.results:
        _add(feed, http, item)
    return feed


def _add(feed: Atom1Feed, http: HttpRequest, item: Result) -> None:
    moment = datetime.combine(item.date, time(12), UTC) if item.date else None
    feed.add_item(
        title=_clean(item.title),
        link=http.build_absolute_uri(item.url),
        description=_clean(item.summary),
        unique_id=http.build_absolute_uri(item.url),
        pubdate=moment,
        updateddate=moment,
        categories=[item.kind_label, *(theme.label for theme in item.themes)],
    )


def _clean(text: str) -> str:
    return text.translate(_CONTROL)
