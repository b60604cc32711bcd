"""All hits of a search as CSV, in the order of the page, however many there are."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from ..engines import engine
from ..engines.protocol import EngineUnavailable, Hit
from ..facets import labels
from ..facets.labels import Labels
from ..http import audience_of, bad_request, engine_unavailable, with_cache_headers
from ..pipeline import Finding, find
from ..query import request
from ..results.presenter import result
from ..results.response import Result

COLUMNS = ("soort", "titel", "samenvatting", "plaats", "themas", "trede", "datum", "webadres")
ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


class Echo:
    """What `csv` writes to: it hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


@require_safe
def csv_file(http: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    names = labels.current()
    asked, faults = request.parse(http.GET, names)
    if faults:
        return bad_request(faults)
    audience = audience_of(http)
    try:
        finding = find(asked.at(1), audience, engine())
        hits = engine().scan(audience, replace(finding.query, facets=(), size=0))
        # Fetched now: once the answer has begun, its status can no longer say that it failed.
        first = list(islice(hits, 1))
    except EngineUnavailable:
        return engine_unavailable()
    base = http.build_absolute_uri("/").rstrip("/")
    lines = _lines(chain(first, hits), finding, names, base)
    page = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    page["Content-Disposition"] = 'attachment; filename="armoedegeheugen.csv"'
    return with_cache_headers(http, page)


def defuse(cell: str) -> str:
    """The cell as text: an apostrophe keeps a spreadsheet from taking it for a formula."""
    return f"'{cell}" if cell.startswith(ACTIVE) else cell


def _lines(hits: Iterator[Hit], finding: Finding, names: Labels, base: str) -> Iterator[str]:
    writer = csv.writer(Echo(), delimiter=";")
    yield "\ufeff"  # tells Excel that this is UTF-8
    yield writer.writerow(COLUMNS)
    for hit in hits:
        yield writer.writerow(map(defuse, _row(result(hit, finding.question, names), base)))


def _row(found: Result, base: str) -> tuple[str, ...]:
    return (
        found.kind_label,
        found.title,
        found.summary,
        found.place_label,
        ", ".join(theme.label for theme in found.themes),
        found.rung_label,
        found.date.isoformat() if found.date else "",
        base + found.url,
    )
