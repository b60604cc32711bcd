"""Publish the newest items of a search as an Atom feed, to follow a theme or a place.

Invariant: only the public index is asked, since a feed reader has no log-in; and items come newest
first, whatever order the page has.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from .. import pipeline
from ..engines.protocol import Audience, EngineUnavailable, Sort
from ..http import bad_request, engine_unavailable
from ..pipeline import State
from ..query import request
from ..query.request import PER_PAGE
from ..results import presenter
from ..results.response import Result, SearchResponse, address
from ..searcher import Searcher

# Characters outside the range `Char` of XML 1.0.
_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@require_safe
def newest(http: HttpRequest) -> HttpResponse:
    """Answer a search as a feed of its newest items."""
    searcher = Searcher.of(Audience.PUBLIC)
    asked, faults = request.parse(http.GET, searcher.labels)
    if faults:
        return bad_request(faults)
    asked = replace(asked, sort=Sort.NEWEST, page=1, per_page=PER_PAGE[1])
    try:
        state = pipeline.run(State(asked, searcher, facets=()))
    except EngineUnavailable:
        return engine_unavailable()
    feed = _feed(http, presenter.present(state, reverse("search:search")))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(http: HttpRequest, response: SearchResponse) -> Atom1Feed:
    chosen = ", ".join(chip.label for chip in response.chips)
    topic = " · ".join(part for part in (response.request.q, chosen) if part)
    feed = Atom1Feed(
        title=_clean(f"Armoedegeheugen: {topic}" if topic else "Armoedegeheugen"),
        link=http.build_absolute_uri(address(response.path, response.request)),
        feed_url=http.build_absolute_uri(),
        description="",
        language="nl",
    )
    for result in response.results:
        _add(feed, http, result)
    return feed


def _add(feed: Atom1Feed, http: HttpRequest, result: Result) -> None:
    moment = datetime.combine(result.date, time(12), UTC) if result.date else None
    feed.add_item(
        title=_clean(result.title),
        link=http.build_absolute_uri(result.url),
        description=_clean(result.summary),
        unique_id=http.build_absolute_uri(result.url),
        pubdate=moment,
        updateddate=moment,
        categories=[result.kind_label, *(_clean(theme.label) for theme in result.themes)],
    )


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
