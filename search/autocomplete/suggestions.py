"""What to suggest while somebody types: themes, places, questions that many ask, and items.

Invariant: a visitor is suggested only what a visitor may find. Items come from the index that is
for them, in one small call; while no engine can answer there is the rest.

`as_json` is the answer, flat and in the order in which to show it:

    {"q": "won", "suggesties": [
      {"soort": "thema", "soort_label": "Thema", "label": "Wonen", "toelichting": "12 items",
       "url": "/zoeken/?thema=wonen", "intern": false},
      …]}

`soort` is thema, gemeente, zoekvraag, praktijk, advies or dossier, in groups of that order. All is
plain text; `toelichting` may be empty; `intern` is true for what only staff find.
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
from .sources import Name, fits

SHORTEST, LONGEST = 2, 100
"""Letters that are typed before anything is suggested, and that are read at all."""

MOST = 10
THEMES, PLACES, QUESTIONS = 2, 2, 2
"""At most of each; what they leave is for items."""

_KEYS = ("titel", "url", "plaats", "intern")


@dataclass(frozen=True)
class Suggestion:
    kind: str
    kind_label: str
    label: str
    note: str
    url: str
    internal: bool = False


def suggest(typed: str, audience: Audience) -> list[Suggestion]:
    asked = edge_ngrams.query_terms(typed)
    if len("".join(asked)) < SHORTEST:
        return []
    names = labels.current()
    found = [
        *_terms("thema", "Thema", THEMES, asked, names, audience),
        *_terms("gemeente", "Gemeente", PLACES, asked, names, audience),
        *_questions(asked),
    ]
    return [*found, *_items(asked, names, audience, MOST - len(found))]


def beginning(asked: tuple[str, ...], size: int) -> Beginning:
    """What the engine is asked for: at most so many items whose titles begin so."""
    return Beginning(int(time()), asked, edge_ngrams.FIRST_WORD + asked[0], size, _KEYS)


def as_json(typed: str, found: Iterable[Suggestion]) -> dict[str, object]:
    return {
        "q": typed,
        "suggesties": [
            {
                "soort": one.kind,
                "soort_label": one.kind_label,
                "label": one.label,
                "toelichting": one.note,
                "url": one.url,
                "intern": one.internal,
            }
            for one in found
        ],
    }


def _terms(
    facet: str, kind: str, most: int, asked: tuple[str, ...], names: Labels, audience: Audience
) -> Iterator[Suggestion]:
    """Names that begin as typed first, then what has most items; each theme and place once."""
    counts = (sources.counts(audience) or {}).get(facet)

    def rank(name: Name) -> tuple[bool, int, tuple[str, ...]]:
        return not fits(asked[:1], name.words[:1]), -(counts or {}).get(name.key, 0), name.words

    fitting = (n for n in sources.names(names) if n.facet == facet and fits(asked, n.words))
    ranked = sorted(fitting, key=rank)
    once = {name.key: name for name in reversed(ranked)}
    for name in islice((name for name in ranked if once[name.key] is name), most):
        note = f"vroeger {name.former}" if name.former else _counted(name.key, counts)
        request = SearchRequest(filters={facet: (name.key,)})
        yield Suggestion(facet, kind, names.of(facet, name.key), note, _address(request))


def _counted(key: str, counts: Mapping[str, int] | None) -> str:
    if counts is None:
        return ""
    count = counts.get(key, 0)
    return f"{count} {'item' if count == 1 else 'items'}" if count else "nog geen items"


def _questions(asked: tuple[str, ...]) -> Iterator[Suggestion]:
    fitting = (one.question for one in sources.common() if fits(asked, one.words))
    for q in islice(fitting, QUESTIONS):
        request = SearchRequest(q, sort=usual_sort(q))
        yield Suggestion("zoekvraag", "Vaak gezocht", q, "", _address(request))


def _items(
    asked: tuple[str, ...], names: Labels, audience: Audience, size: int
) -> list[Suggestion]:
    try:
        hits = engine().suggest(audience, beginning(asked, size))
    except EngineUnavailable:
        return []
    return [_item(hit, names) for hit in hits]


def _item(hit: Hit, names: Labels) -> Suggestion:
    kind, held = hit.id.partition("-")[0], hit.payload
    label, place = names.of("soort", kind), names.place(held["plaats"])
    return Suggestion(kind, label, held["titel"], place, held["url"], bool(held["intern"]))


def _address(request: SearchRequest) -> str:
    return address(reverse("search:search"), request)
