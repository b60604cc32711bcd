"""Export every recommendation of a search as CSV, with what both sides say of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from armoedegeheugen.followup.stories import Voice

from .. import pipeline
from ..engines.protocol import Audience, EngineUnavailable, Hit
from ..facets.labels import Labels
from ..fields import REGISTER_FACETS
from ..http import bad_request, engine_unavailable
from ..pipeline import State
from ..query import request
from ..results.presenter import result
from ..searcher import Searcher
from ..views.csv_export import begun, streamed
from .page import REGISTER_VIEWS, Row, rows, search_of

COLUMNS = (
    *("aanbeveling", "advies", "datum van het advies", "gericht aan", "wie moet het doen"),
    *("gemeente", "themas", "verenigingen"),
    *("bestuur: standpunt", "bestuur: uitvoering", "bestuur: reden", "bestuur: datum"),
    *("vereniging: standpunt", "vereniging: uitvoering", "vereniging: reden", "vereniging: datum"),
    *("betwist", "beantwoord op", "dagen tot antwoord", "tegen wanneer"),
    *("teruggekoppeld op", "officiële beslissing", "webadres"),
)

# Recommendations whose story is fetched at a time.
CHUNK = 200


@require_safe
def csv_file(http: HttpRequest) -> HttpResponseBase:
    """Answer a search of the register as a file with a row for each recommendation."""
    searcher = Searcher.of(Audience.PUBLIC)
    asked, faults = request.parse(http.GET, searcher.labels, REGISTER_FACETS, REGISTER_VIEWS)
    if faults:
        return bad_request(faults)
    try:
        state = pipeline.export(replace(search_of(asked, searcher), facets=()))
        hits = begun(pipeline.every_hit(state))
    except EngineUnavailable:
        return engine_unavailable()
    base = http.build_absolute_uri("/").rstrip("/")
    return streamed(http, "opvolging.csv", COLUMNS, _lines(hits, state, base))


def _lines(hits: Iterator[Hit], state: State, base: str) -> Iterator[tuple[str, ...]]:
    labels = state.searcher.labels
    while chunk := list(islice(hits, CHUNK)):
        results = [result(hit, state.question, labels) for hit in chunk]
        for row in rows(results, state.searcher.today):
            yield _cells(row, labels, base)


def _cells(row: Row, labels: Labels, base: str) -> tuple[str, ...]:
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
        ", ".join(labels.of("vereniging", key) for key in row.result.payload["verenigingen"]),
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
    """Return the position, execution, reason and date of a side's latest entry."""
    if voice is None:
        return None
    entry = voice.now
    return (
        entry.get_position_display(),
        entry.get_execution_display() if entry.execution else "",
        entry.reason or entry.removal_note,
        _day(entry.date),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
