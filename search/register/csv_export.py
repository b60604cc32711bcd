"""The register as a file: every recommendation that a question finds, with what both sides say."""

import csv
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from armoedegeheugen.followup.stories import Voice

from ..engines.protocol import EngineUnavailable, Hit
from ..facets import labels
from ..facets.labels import Labels
from ..fields import REGISTER_FACETS
from ..http import bad_request, engine_unavailable, with_cache_headers
from ..pipeline import Finding
from ..query import request
from ..results.presenter import result
from ..views.csv_export import Echo, defuse
from .page import REGISTER_VIEWS, Row, every_hit, look_up, rows

COLUMNS = (
    *("aanbeveling", "advies", "datum van het advies", "gericht aan", "wie moet het doen"),
    *("gemeente", "themas", "verenigingen"),
    *("bestuur: standpunt", "bestuur: uitvoering", "bestuur: reden", "bestuur: datum"),
    *("vereniging: standpunt", "vereniging: uitvoering", "vereniging: reden", "vereniging: datum"),
    *("betwist", "beantwoord op", "dagen tot antwoord", "tegen wanneer"),
    *("teruggekoppeld op", "officiële beslissing", "webadres"),
)
CHUNK = 200
"""Recommendations whose story is fetched at a time."""


@require_safe
def csv_file(http: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    names = labels.current()
    asked, faults = request.parse(http.GET, names, REGISTER_FACETS, REGISTER_VIEWS)
    if faults:
        return bad_request(faults)
    today = timezone.localdate()
    try:
        finding = look_up(asked.at(1), today)
        hits = every_hit(finding)
        # Fetched now: once the answer has begun, its status can no longer say that it failed.
        hits = chain(list(islice(hits, 1)), hits)
    except EngineUnavailable:
        return engine_unavailable()
    base = http.build_absolute_uri("/").rstrip("/")
    lines = _lines(hits, finding, names, today, base)
    page = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    page["Content-Disposition"] = 'attachment; filename="opvolging.csv"'
    return with_cache_headers(http, page)


def _lines(
    hits: Iterator[Hit], finding: Finding, names: Labels, today: date, base: str
) -> Iterator[str]:
    writer = csv.writer(Echo(), delimiter=";")
    yield "\ufeff"  # tells Excel that this is UTF-8
    yield writer.writerow(COLUMNS)
    while chunk := list(islice(hits, CHUNK)):
        found = [result(hit, finding.question, names) for hit in chunk]
        for row in rows(found, today):
            yield writer.writerow(map(defuse, _cells(row, names, base)))


def _cells(row: Row, names: Labels, base: str) -> tuple[str, ...]:
    advice, state = row.asked.advice, row.story.state
    council = _side(row.story.council)
    return (
        row.asked.text,
        advice.title,
        _day(advice.date),
        advice.authority.name if advice.authority else "",
        row.story.responsible.name if row.story.responsible else "",
        row.result.place_label,
        ", ".join(theme.label for theme in row.result.themes),
        ", ".join(names.of("vereniging", key) for key in row.result.payload["verenigingen"]),
        *(council or (state.position.label, "", "", "")),
        *(_side(row.story.association) or ("", "", "", "")),
        "ja" if state.contested else "nee",
        _day(state.answered_on),
        "" if state.answered_after is None else str(state.answered_after),
        _day(state.due),
        _day(row.told_back.date if row.told_back else None),
        row.story.council.now.decision_url if row.story.council else "",
        base + row.result.url,
    )


def _side(voice: Voice | None) -> tuple[str, str, str, str] | None:
    """What a side says now."""
    if voice is None:
        return None
    entry = voice.now
    return (
        entry.get_position_display(),
        entry.get_execution_display() if entry.execution else "",
        entry.reason,
        _day(entry.date),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
