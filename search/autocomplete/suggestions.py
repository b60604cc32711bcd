"""Suggest themes, places, common questions and items while a visitor types.

Invariant: a visitor is suggested only what a visitor may find. Items come from the index for that
visitor, in one small call; without an engine there is the rest.

`as_json` returns a flat answer, in the order in which to show it:

    {"q": "won", "suggesties": [
      {"soort": "thema", "soort_label": "Thema", "label": "Wonen", "toelichting": "12 items",
       "url": "/zoeken/?thema=wonen", "intern": false},
      …]}

`soort` is thema, gemeente, zoekvraag, praktijk, advies or dossier, in groups of that order. All is
plain text; `toelichting` may be empty; `intern` is true for an item that only staff find.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from time import time

from django.urls import reverse

from ..engines import engine
from ..engines.protocol import Audience, Beginning, EngineUnavailable, Hit
from ..facets import labels
from ..facets.labels import Labels
from ..index import edge_ngrams
from ..query.request import SearchRequest, usual_sort
from ..results.response import address
from . import sources
from .sources import Name, matches

# Letters to type before anything is suggested, and the most that are read.
MIN_LETTERS, MAX_LETTERS = 2, 100

MAX_SUGGESTIONS = 10
# At most so many of each; items fill the rest.
MAX_THEMES, MAX_PLACES, MAX_QUESTIONS = 2, 2, 2

_KEYS = ("titel", "url", "plaats", "intern")


@dataclass(frozen=True)
class Suggestion:
    """One suggestion, as it is shown."""

    kind: str
    kind_label: str
    label: str
    note: str
    url: str
    internal: bool = False


def suggest(typed: str, audience: Audience) -> list[Suggestion]:
    """Return the suggestions for what was typed, in the order in which to show them."""
    terms = edge_ngrams.query_terms(typed)
    if len("".join(terms)) < MIN_LETTERS:
        return []
    labels_now = labels.current()
    suggestions = [
        *_terms("thema", "Thema", MAX_THEMES, terms, labels_now, audience),
        *_terms("gemeente", "Gemeente", MAX_PLACES, terms, labels_now, audience),
        *_questions(terms),
    ]
    return [*suggestions, *_items(terms, labels_now, audience, MAX_SUGGESTIONS - len(suggestions))]


def title_prefix(terms: tuple[str, ...], size: int) -> Beginning:
    """Return the request to the engine for `size` items whose titles begin as typed."""
    return Beginning(int(time()), terms, edge_ngrams.FIRST_WORD + terms[0], size, _KEYS)


def as_json(typed: str, suggestions: Iterable[Suggestion]) -> dict[str, object]:
    """Return the answer of the API."""
    return {
        "q": typed,
        "suggesties": [
            {
                "soort": suggestion.kind,
                "soort_label": suggestion.kind_label,
                "label": suggestion.label,
                "toelichting": suggestion.note,
                "url": suggestion.url,
                "intern": suggestion.internal,
            }
            for suggestion in suggestions
        ],
    }


def _terms(
    facet: str, kind: str, most: int, terms: tuple[str, ...], labels_now: Labels, audience: Audience
) -> Iterator[Suggestion]:
    """Yield themes or places: those that begin as typed first, then by number of items."""
    counts = (sources.counts(audience) or {}).get(facet)

    def rank(name: Name) -> tuple[bool, int, tuple[str, ...]]:
        return not matches(terms[:1], name.words[:1]), -(counts or {}).get(name.key, 0), name.words

    fitting = (n for n in sources.names(labels_now) if n.facet == facet and matches(terms, n.words))
    ranked = sorted(fitting, key=rank)
    once = {name.key: name for name in reversed(ranked)}
    for name in islice((name for name in ranked if once[name.key] is name), most):
        note = f"vroeger {name.former}" if name.former else _count_note(name.key, counts)
        request = SearchRequest(filters={facet: (name.key,)})
        yield Suggestion(facet, kind, labels_now.of(facet, name.key), note, _address(request))


def _count_note(key: str, counts: Mapping[str, int] | None) -> str:
    if counts is None:
        return ""
    count = counts.get(key, 0)
    return f"{count} {'item' if count == 1 else 'items'}" if count else "nog geen items"


def _questions(terms: tuple[str, ...]) -> Iterator[Suggestion]:
    fitting = (
        common.question for common in sources.common_questions() if matches(terms, common.words)
    )
    for q in islice(fitting, MAX_QUESTIONS):
        request = SearchRequest(q, sort=usual_sort(q))
        yield Suggestion("zoekvraag", "Vaak gezocht", q, "", _address(request))


def _items(
    terms: tuple[str, ...], labels_now: Labels, audience: Audience, size: int
) -> list[Suggestion]:
    try:
        hits = engine().suggest(audience, title_prefix(terms, size))
    except EngineUnavailable:
        return []
    return [_item(hit, labels_now) for hit in hits]


def _item(hit: Hit, labels_now: Labels) -> Suggestion:
    kind, payload = hit.id.partition("-")[0], hit.payload
    label, place = labels_now.of("soort", kind), labels_now.place(payload["plaats"])
    return Suggestion(kind, label, payload["titel"], place, payload["url"], bool(payload["intern"]))


def _address(request: SearchRequest) -> str:
    return address(reverse("search:search"), request)
