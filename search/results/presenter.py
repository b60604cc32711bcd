"""Present a search as labels, chips, links and highlighted fragments."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..engines.protocol import Hit
from ..facets import age_buckets
from ..facets.labels import Labels
from ..fields import UNKNOWN, Display, Facet, Order
from ..index.documents import Payload, payload
from ..pipeline import State
from ..query.parser import Question
from ..query.request import Fault, SearchRequest
from . import browse_links, highlighter, passages
from .response import Chip, Correction, FacetValue, FacetView, Label, Result, SearchResponse

# Where a fragment goes from one paragraph, tip or quotation to the next: as HTML shows them they
# would run together.
_BETWEEN_PARTS = re.compile(r"\s*\n\s*")


def present(state: State, path: str, faults: tuple[Fault, ...] = ()) -> SearchResponse:
    """Return the response to a search.

    Args:
        state: The search, with all its steps taken.
        path: The address of the page.
        faults: What could not be meant of the request.
    """
    labels, question, answer = state.searcher.labels, state.question, state.answer
    chips = tuple(_chips(state.request, labels, path))
    explanation = state.explanation
    counts = explanation.drops if explanation else ()
    return SearchResponse(
        request=state.request,
        path=path,
        total=answer.total,
        relaxed=state.relaxed and answer.total > 0,
        results=results(state.shown, question, labels),
        more_total=state.more.total if state.more else None,
        related=tuple(result(hit, Question(), labels) for hit in state.related),
        ignored=question.ignored,
        corrections=tuple(_corrections(question)),
        suggestion=state.suggestion,
        facets=tuple(
            FacetView(facet.name, facet.label, _values(facet, state), facet.display)
            for facet in state.facets
        ),
        chips=chips,
        drops=_counted(chips, counts) if answer.total == 0 else (),
        absent=explanation.absent if explanation else (),
        themes=browse_links.links(explanation.themes, path, labels) if explanation else (),
        errors=faults,
    )


def unavailable(
    request: SearchRequest, labels: Labels, path: str, faults: tuple[Fault, ...] = ()
) -> SearchResponse:
    """Return the response while no engine can answer: the choices alone."""
    chips = tuple(_chips(request, labels, path))
    return SearchResponse(request, path, chips=chips, errors=faults, unavailable=True)


def results(hits: Sequence[Hit], question: Question, labels: Labels) -> tuple[Result, ...]:
    """Return the hits with passages of their documents, in two queries at most."""
    own = {hit.id: _own_text_and_documents(payload(hit)) for hit in hits}
    best = passages.passages(own, question)
    return tuple(replace(result(hit, question, labels), passage=best.get(hit.id)) for hit in hits)


def result(hit: Hit, question: Question, labels: Labels) -> Result:
    """Return a hit with its labels, and the words of the question marked."""
    item = payload(hit)
    kind, _, key = hit.id.partition("-")
    body = "\n".join(part for part in (item["samenvatting"], item["tekst"]) if part)
    fragment = highlighter.fragment(body, question)
    return Result(
        id=key,
        kind=kind,
        kind_label=labels.of("soort", kind),
        title=item["titel"],
        title_html=highlighter.mark(item["titel"], question),
        url=item["url"],
        summary=item["samenvatting"],
        fragment_html=_BETWEEN_PARTS.sub(" … ", fragment),
        place_label=labels.place(item["plaats"]),
        themes=tuple(Label(slug, labels.of("thema", slug)) for slug in item["themas"]),
        rung_label=labels.of("trede", item["trede"]) if item["trede"] else "",
        date=date.fromisoformat(item["datum"]) if item["datum"] else None,
        internal=item["intern"],
        is_example=item["voorbeeld"],
        parent_title=item["ouder"],
        missing=_missing(hit, question),
        payload=item,
    )


def _own_text_and_documents(item: Payload) -> tuple[str, tuple[int, ...]]:
    text = "\n".join((item["titel"], item["samenvatting"], item["tekst"]))
    return text, tuple(item.get("documenten", ()))


def _missing(hit: Hit, question: Question) -> tuple[str, ...]:
    """Return the words that a hit lacks, as written; parts of compounds are none of them."""
    return tuple(question.written[rank] for rank in hit.missing if rank < len(question.written))


def _corrections(question: Question) -> Iterator[Correction]:
    for written, meant in zip(question.written, question.meant, strict=False):
        if meant:
            yield Correction(written, meant)


def _chips(request: SearchRequest, labels: Labels, path: str) -> Iterator[Chip]:
    for selection in request.selections():
        facet = selection.facet
        label = labels.of(facet.name, selection.key)
        label = f"Vanaf {label}" if selection.is_lowest_rung else label
        yield Chip(facet.label, label, path, selection.without)


def _counted(chips: tuple[Chip, ...], counts: tuple[int, ...]) -> tuple[Chip, ...]:
    if not counts:
        return chips
    return tuple(replace(chip, count=count) for chip, count in zip(chips, counts, strict=False))


def _values(facet: Facet, state: State) -> tuple[FacetValue, ...]:
    """Return the values that are found, and those that are chosen even at zero."""
    labels = state.searcher.labels
    counts = _counts(facet, state)
    chosen = state.request.sought.get(facet.name, ())
    tree = facet.display is Display.TREE
    values = [
        FacetValue(
            key,
            labels.of(facet.name, key),
            counts.get(key, 0),
            key in chosen,
            level=int(tree and key in labels.parents),
        )
        for key in dict.fromkeys([*counts, *chosen])
    ]
    ordered = sorted(values, key=_order(facet, labels))
    return tuple(_nested(ordered, labels) if tree else ordered)


def _counts(facet: Facet, state: State) -> Mapping[str, int]:
    counts = state.answer.facets.get(facet.name, {})
    return age_buckets.by_age(counts, state.searcher.today) if facet.by_age else counts


def _nested(values: list[FacetValue], labels: Labels) -> Iterator[FacetValue]:
    """Yield each main term followed by its own children; both keep their order.

    A chosen child stays where nothing is found any more; its main term may then be absent.
    """
    mains = {value.key for value in values if value.level == 0}
    children = defaultdict(list)
    for value in values:
        if value.level:
            children[labels.parents[value.key]].append(value)
    for value in values:
        if value.level == 0:
            yield value
            yield from children[value.key]
        elif labels.parents[value.key] not in mains:
            yield replace(value, level=0)


def _order(facet: Facet, labels: Labels) -> Callable[[FacetValue], tuple[Any, ...]]:
    """Return the key by which a facet's values are sorted, the unknown value last."""
    if facet.order is Order.FALLING:
        return lambda value: (value.key == UNKNOWN, -int(value.key) if value.key.isdigit() else 0)
    if facet.order is Order.COUNT:
        return lambda value: (value.key == UNKNOWN, -value.count, value.label)
    ranks = {key: rank for rank, key in enumerate(labels.names.get(facet.name, {}))}
    return lambda value: (value.key == UNKNOWN, ranks.get(value.key, len(ranks)))
