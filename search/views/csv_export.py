"""Export every hit of a search as CSV, in the order of the page."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from armoedegeheugen.spreadsheets import BYTE_ORDER_MARK, DELIMITER, defuse

from .. import pipeline
from ..engines.protocol import Audience, EngineUnavailable, Hit
from ..http import audience_of, bad_request, engine_unavailable, too_busy, with_cache_headers
from ..pipeline import State
from ..query import request
from ..results.presenter import result
from ..results.response import Result
from ..searcher import Searcher

COLUMNS = ("soort", "titel", "samenvatting", "plaats", "themas", "trede", "datum", "webadres")
# Only in the file of staff: ‘ja’ for an item that visitors do not find.
INTERNAL = "intern"


SEATS = BoundedSemaphore(settings.FILES_AT_ONCE)


class SeatedLines:
    """Lines of a file, which free their seat when the last one is sent or the reader leaves."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._seats = SEATS
        self._seated = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            return next(self._lines)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Free the seat. The server calls this at the end, also of a file that nobody read."""
        if self._seated:
            self._seated = False
            self._seats.release()

    __del__ = close


class Echo:
    """Hand each line that `csv` writes back, instead of keeping it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


@require_safe
def csv_file(http: HttpRequest) -> HttpResponseBase:
    """Answer a search as a file with a row for each hit."""
    searcher = Searcher.of(audience_of(http))
    asked, faults = request.parse(http.GET, searcher.labels)
    if faults:
        return bad_request(faults)
    try:
        state = pipeline.export(State(asked, searcher, facets=()))
        hits = begun(pipeline.every_hit(state))
    except EngineUnavailable:
        return engine_unavailable()
    base = http.build_absolute_uri("/").rstrip("/")
    rows = _rows(hits, state, base)
    if searcher.audience is Audience.PUBLIC:
        return streamed(http, "armoedegeheugen.csv", COLUMNS, (row[:-1] for row in rows))
    return streamed(http, "armoedegeheugen.csv", (*COLUMNS, INTERNAL), rows)


def begun(hits: Iterator[Hit]) -> Iterator[Hit]:
    """Return the hits with the first fetched: a status cannot change once an answer has begun.

    Raises:
        EngineUnavailable: The first hit cannot be fetched.
    """
    return chain(list(islice(hits, 1)), hits)


def streamed(
    http: HttpRequest, name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> HttpResponseBase:
    """Return a CSV file that is sent row by row, with every cell defused.

    It keeps one of `SEATS` until it is sent. Without a free one the answer is a 503.
    """
    if not SEATS.acquire(blocking=False):
        return too_busy()
    lines = SeatedLines(_lines(columns, rows))
    page = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    page["Content-Disposition"] = f'attachment; filename="{name}"'
    return with_cache_headers(http, page)


def _lines(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    writer = csv.writer(Echo(), delimiter=DELIMITER)
    yield BYTE_ORDER_MARK
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow(map(defuse, row))


def _rows(hits: Iterator[Hit], state: State, base: str) -> Iterator[tuple[str, ...]]:
    for hit in hits:
        yield _row(result(hit, state.question, state.searcher.labels), base)


def _row(result: Result, base: str) -> tuple[str, ...]:
    return (
        result.kind_label,
        result.title,
        result.summary,
        result.place_label,
        ", ".join(theme.label for theme in result.themes),
        result.rung_label,
        result.date.isoformat() if result.date else "",
        base + result.url,
        "ja" if result.internal else "nee",
    )
