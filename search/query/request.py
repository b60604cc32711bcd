"""From a query string to a `SearchRequest`: names whitelisted, lengths capped, faults in sentences.

Unknown parameters are left alone (mail programs and social media add their own); a known one with
a value that can't be meant is a fault. The form of an address is kept: the same choices always give
the same query string.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode

from armoedegeheugen.sanitise import without_hidden

from ..engines.protocol import MAX_WINDOW, Sort
from ..facets.labels import Labels
from ..fields import FACET_NAMES, SEARCH_FACETS, Facet

PER_PAGE = (10, 20, 50)
LONGEST_QUESTION = 300
MOST_VALUES = 50
"""Choices within one facet that are read from an address."""


class View(StrEnum):
    """How what was found is shown."""

    LIST = "lijst"
    CARDS = "kaarten"
    MAP = "kaart"


class Params(Protocol):
    """What is used of Django's QueryDict."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Fault:
    parameter: str
    message: str


@dataclass(frozen=True)
class SearchRequest:
    """What is asked. `filters` holds only facets in which something is chosen.

    `rungs` is "this rung of the ladder and above": that rung first, then each above it.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.NEWEST
    page: int = 1
    per_page: int = PER_PAGE[0]
    rungs: tuple[str, ...] = ()
    view: View = View.LIST

    @property
    def sought(self) -> Mapping[str, tuple[str, ...]]:
        """What an engine is asked: the choices, with the rungs above one spelled out."""
        if not self.rungs:
            return self.filters
        return {**self.filters, "trede": (*self.filters.get("trede", ()), *self.rungs)}

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page

    def with_choice(self, facet: str, key: str) -> "SearchRequest":
        chosen = (*self.filters.get(facet, ()), key)
        return replace(self, filters={**self.filters, facet: chosen}, page=1)

    def without(self, facet: str, key: str | None = None) -> "SearchRequest":
        """Without one choice, or without any choice in this facet."""
        kept = tuple(k for k in self.filters.get(facet, ()) if key is not None and k != key)
        others = {name: keys for name, keys in self.filters.items() if name != facet}
        return replace(self, filters={**others, facet: kept} if kept else others, page=1)

    def cleared(self) -> "SearchRequest":
        """The words alone, shown in the same way."""
        return replace(self, filters={}, rungs=(), page=1)

    def at(self, page: int) -> "SearchRequest":
        return replace(self, page=page)

    def query_string(self) -> str:
        """The shortest address of this request: what is usual is left out."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, key) for name in FACET_NAMES for key in self.filters.get(name, ())]
        pairs += [("vanaf_trede", rung) for rung in self.rungs[:1]]
        if self.sort is not usual_sort(self.q):
            pairs.append(("sorteer", self.sort.value))
        if self.per_page != PER_PAGE[0]:
            pairs.append(("per_pagina", str(self.per_page)))
        if self.view is not View.LIST:
            pairs.append(("weergave", self.view.value))
        if self.page > 1:
            pairs.append(("pagina", str(self.page)))
        return urlencode(pairs)


def usual_sort(q: str) -> Sort:
    return Sort.RELEVANCE if q else Sort.NEWEST


def parse(
    params: Params,
    labels: Labels,
    facets: tuple[Facet, ...] = SEARCH_FACETS,
    views: tuple[View, ...] = tuple(View),
) -> tuple[SearchRequest, list[Fault]]:
    """The request, and what in it could not be meant; a faulty part falls back to the usual."""
    faults: list[Fault] = []
    q = _question(params, faults)
    filters = {}
    for facet in facets:
        keys = _choices(params, facet.name, labels, faults)
        if keys:
            filters[facet.name] = keys
    offers_rungs = any(facet.name == "trede" for facet in facets)
    rungs = _from_rung(params, labels, faults) if offers_rungs else ()
    request = SearchRequest(
        q,
        _below(filters, rungs),
        _sort(params, q, faults),
        _page(params, faults),
        _per_page(params, faults),
        rungs,
        _view(params, views, faults),
    )
    return request, faults


def beyond_reach(request: SearchRequest) -> bool:
    """Whether the page lies deeper than an index is asked to go; there is nothing to show there."""
    return request.offset + request.per_page > MAX_WINDOW


def _question(params: Params, faults: list[Fault]) -> str:
    q = " ".join(_first(params, "q").split())
    if len(q) > LONGEST_QUESTION:
        faults.append(
            Fault("q", f"Je vraag is te lang. Gebruik ten hoogste {LONGEST_QUESTION} tekens.")
        )
        q = q[:LONGEST_QUESTION].rsplit(" ", 1)[0]
    return q


def _choices(params: Params, name: str, labels: Labels, faults: list[Fault]) -> tuple[str, ...]:
    asked = [value for given in params.getlist(name) if (value := without_hidden(given).strip())]
    if len(asked) > MOST_VALUES:
        faults.append(Fault(name, f"Kies ten hoogste {MOST_VALUES} waarden tegelijk."))
        asked = asked[:MOST_VALUES]
    for value in asked:
        if not labels.knows(name, value):
            faults.append(Fault(name, f"De waarde ‘{value[:40]}’ bestaat niet."))
    known = [value for value in asked if labels.knows(name, value)]
    if name == "gemeente":
        known = [labels.today.get(value, value) for value in known]
    return tuple(dict.fromkeys(known))


def _from_rung(params: Params, labels: Labels, faults: list[Fault]) -> tuple[str, ...]:
    """The rung that is asked for and those above it, in the ladder's own order."""
    asked = _first(params, "vanaf_trede")
    ladder = list(labels.names["trede"])
    if asked and asked not in ladder:
        faults.append(Fault("vanaf_trede", f"De trede ‘{asked[:40]}’ bestaat niet."))
    return tuple(ladder[ladder.index(asked) :]) if asked in ladder else ()


def _below(
    filters: dict[str, tuple[str, ...]], rungs: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """The choices without the rungs that are asked for already: there is one way to say a thing."""
    if not rungs or "trede" not in filters:
        return filters
    kept = tuple(key for key in filters["trede"] if key not in rungs)
    others = {name: keys for name, keys in filters.items() if name != "trede"}
    return {**others, "trede": kept} if kept else others


def _view(params: Params, views: tuple[View, ...], faults: list[Fault]) -> View:
    asked = _first(params, "weergave")
    if not asked or len(views) == 1:
        return View.LIST
    if asked not in set(views):
        faults.append(Fault("weergave", f"Kies een weergave: {', '.join(views)}."))
        return View.LIST
    return View(asked)


def _sort(params: Params, q: str, faults: list[Fault]) -> Sort:
    asked = _first(params, "sorteer")
    if not asked:
        return usual_sort(q)
    if asked not in set(Sort):
        choices = ", ".join(Sort)
        faults.append(Fault("sorteer", f"Kies een volgorde: {choices}."))
        return usual_sort(q)
    # Without words there is nothing to be relevant to.
    return usual_sort(q) if asked == Sort.RELEVANCE else Sort(asked)


def _per_page(params: Params, faults: list[Fault]) -> int:
    number = _number(params, "per_pagina", PER_PAGE[0], faults)
    if number in PER_PAGE:
        return number
    faults.append(Fault("per_pagina", "Kies 10, 20 of 50 resultaten per pagina."))
    return PER_PAGE[0]


def _page(params: Params, faults: list[Fault]) -> int:
    number = _number(params, "pagina", 1, faults)
    if number >= 1:
        return number
    faults.append(Fault("pagina", "De eerste pagina heeft nummer 1."))
    return 1


def _number(params: Params, name: str, usual: int, faults: list[Fault]) -> int:
    text = _first(params, name)
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        faults.append(Fault(name, f"‘{text[:20]}’ is geen getal."))
        return usual
    return int(text)


def _first(params: Params, name: str) -> str:
    values = params.getlist(name)
    return without_hidden(values[-1]).strip() if values else ""
