"""From an answer of the engine to what is shown."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..engines.protocol import Hit
from ..facets.labels import Labels
from ..fields import FACETS, SEARCH_FACETS, UNKNOWN, Facet
from ..pipeline import Finding
from ..query.parser import Question
from ..query.request import Fault, SearchRequest
from . import highlighter
from .passages import passages
from .response import (
    Chip,
    Correction,
    FacetValue,
    FacetView,
    Label,
    Result,
    SearchResponse,
    address,
)

_BETWEEN_PARTS = re.compile(r"\s*\n\s*")
"""What an item says in one place and in the next, a paragraph, a tip or a quotation: as HTML shows
them they would run together."""


def present(
    request: SearchRequest,
    finding: Finding,
    labels: Labels,
    path: str,
    faults: tuple[Fault, ...] = (),
    facets: tuple[Facet, ...] = SEARCH_FACETS,
) -> SearchResponse:
    """The response to a request. `path` is the address of the search page."""
    answer = finding.answer
    hits = (*answer.hits, *(finding.more.hits if finding.more else ()))
    chips = tuple(_chips(request, labels, path))
    return SearchResponse(
        request=request,
        path=path,
        total=answer.total,
        relaxed=finding.relaxed and answer.total > 0,
        results=results(hits, finding.question, labels),
        more_total=finding.more.total if finding.more else None,
        kindred=tuple(result(hit, Question(), labels) for hit in finding.kindred),
        ignored=finding.question.ignored,
        corrections=tuple(_corrections(finding.question)),
        suggestion=finding.suggestion,
        facets=tuple(
            FacetView(facet.name, facet.label, _values(facet, request, finding, labels))
            for facet in facets
        ),
        chips=chips,
        drops=chips if answer.total == 0 else (),
        errors=faults,
    )


def _corrections(question: Question) -> Iterator[Correction]:
    for written, meant in zip(question.written, question.meant, strict=False):
        if meant:
            yield Correction(written, meant)


def unavailable(
    request: SearchRequest, labels: Labels, path: str, faults: tuple[Fault, ...] = ()
) -> SearchResponse:
    """What is left to say while no engine can answer."""
    chips = tuple(_chips(request, labels, path))
    return SearchResponse(request, path, chips=chips, errors=faults, unavailable=True)


def _chips(request: SearchRequest, labels: Labels, path: str) -> Iterator[Chip]:
    for facet in FACETS:
        for key in request.filters.get(facet.name, ()):
            url = address(path, request.without(facet.name, key))
            yield Chip(facet.label, labels.of(facet.name, key), url)
        if facet.name == "trede" and request.rungs:
            label = f"Vanaf {labels.of(facet.name, request.rungs[0])}"
            yield Chip(facet.label, label, address(path, replace(request, rungs=(), page=1)))


def results(hits: Sequence[Hit], question: Question, labels: Labels) -> tuple[Result, ...]:
    """What is found, with the passages of documents: two queries at the most, however many hits."""
    found = [result(hit, question, labels) for hit in hits]
    held = {hit.id: (_own(hit.payload), tuple(hit.payload.get("documenten", ()))) for hit in hits}
    by_hit = passages(held, question)
    return tuple(
        replace(one, passage=by_hit.get(hit.id)) for one, hit in zip(found, hits, strict=True)
    )


def _own(held: Mapping[str, Any]) -> str:
    return "\n".join((held["titel"], held["samenvatting"], held["tekst"]))


def result(hit: Hit, question: Question, labels: Labels) -> Result:
    held = hit.payload
    kind, _, key = hit.id.partition("-")
    body = "\n".join(part for part in (held["samenvatting"], held["tekst"]) if part)
    piece = highlighter.fragment(body, question)
    return Result(
        id=key,
        kind=kind,
        kind_label=labels.of("soort", kind),
        title=held["titel"],
        title_html=highlighter.mark(held["titel"], question),
        url=held["url"],
        summary=held["samenvatting"],
        fragment_html=_BETWEEN_PARTS.sub(" … ", piece),
        place_label=labels.place(held["plaats"]),
        themes=tuple(Label(slug, labels.of("thema", slug)) for slug in held["themas"]),
        rung_label=labels.of("trede", held["trede"]) if held["trede"] else "",
        date=date.fromisoformat(held["datum"]) if held["datum"] else None,
        internal=held["intern"],
        is_example=held["voorbeeld"],
        parent_title=held["ouder"],
        missing=_lacks(hit, question),
        payload=held,
    )


def _lacks(hit: Hit, question: Question) -> tuple[str, ...]:
    """As they were written; the parts of compounds, asked after the words, are none."""
    return tuple(question.written[rank] for rank in hit.missing if rank < len(question.written))


def _values(
    facet: Facet, request: SearchRequest, finding: Finding, labels: Labels
) -> tuple[FacetValue, ...]:
    """What is found, and what is chosen even where nothing is found any more."""
    counts = finding.answer.facets.get(facet.name, {})
    chosen = request.sought.get(facet.name, ())
    values = [
        FacetValue(
            key,
            labels.of(facet.name, key),
            counts.get(key, 0),
            key in chosen,
            level=int(facet.name == "thema" and key in labels.parents),
        )
        for key in dict.fromkeys([*counts, *chosen])
    ]
    ordered = sorted(values, key=_order(facet, labels))
    return tuple(_nested(ordered, labels) if facet.name == "thema" else ordered)


def _nested(values: list[FacetValue], labels: Labels) -> Iterator[FacetValue]:
    """Each main theme followed by its own children; both keep their order.

    A chosen child stays where nothing is found any more, and so its main theme is not there.
    """
    mains = {value.key for value in values if value.level == 0}
    below = defaultdict(list)
    for value in values:
        if value.level:
            below[labels.parents[value.key]].append(value)
    for value in values:
        if value.level == 0:
            yield value
            yield from below[value.key]
        elif labels.parents[value.key] not in mains:
            yield replace(value, level=0)


def _order(facet: Facet, labels: Labels) -> Callable[[FacetValue], tuple[Any, ...]]:
    """By what a facet's values are sorted: unknown is always last."""
    if facet.name == "jaar":
        return lambda value: (value.key == UNKNOWN, -int(value.key) if value.key.isdigit() else 0)
    if facet.by_count:
        return lambda value: (value.key == UNKNOWN, -value.count, value.label)
    places = {key: place for place, key in enumerate(labels.names.get(facet.name, {}))}
    return lambda value: (value.key == UNKNOWN, places.get(value.key, len(places)))
