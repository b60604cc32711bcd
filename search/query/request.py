"""Parse a query string into a `SearchRequest`, with known names, capped lengths and faults.

Unknown parameters are left alone (mail programs and social media add their own); a known one with
a value that cannot be meant is a fault, told in a sentence.

Invariant: the same choices always give the same query string.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode

from armoedegeheugen.sanitise import without_hidden

from ..engines.protocol import MAX_WINDOW, Sort
from ..facets.labels import Labels
from ..fields import FACET_NAMES, FACETS, SEARCH_FACETS, Display, Facet, displayed_as

PER_PAGE = (10, 20, 50)
LONGEST_QUESTION = 300

# Choices within one facet that are read from an address.
MOST_VALUES = 50

# The facet of which one value and all above it can be asked, and the parameter for that.
LADDER = displayed_as(Display.LADDER)
FROM_RUNG = f"vanaf_{LADDER.name}"


class View(StrEnum):
    """List the ways to show results."""

    LIST = "lijst"
    CARDS = "kaarten"
    MAP = "kaart"


class Params(Protocol):
    """Describe what is used of Django's QueryDict."""

    def getlist(self, key: str) -> list[str]:
        """Return every value of a parameter."""


@dataclass(frozen=True)
class Fault:
    """A parameter whose value cannot be meant, and a sentence that says so."""

    parameter: str
    message: str


@dataclass(frozen=True)
class SearchRequest:
    """A question with its filters, order, page and view.

    Attributes:
        filters: Only the facets in which something is chosen.
        rungs: "This rung of the ladder and above": that rung first, then each above it.
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
        """The choices, with the rungs above one spelled out."""
        if not self.rungs:
            return self.filters
        return {**self.filters, LADDER.name: (*self.filters.get(LADDER.name, ()), *self.rungs)}

    @property
    def offset(self) -> int:
        """The rank of the first hit of the page, from 0."""
        return (self.page - 1) * self.per_page

    def with_choice(self, facet: str, key: str) -> "SearchRequest":
        """Return the first page with one more choice."""
        chosen = (*self.filters.get(facet, ()), key)
        return replace(self, filters={**self.filters, facet: chosen}, page=1)

    def without(self, facet: str, key: str | None = None) -> "SearchRequest":
        """Return the first page without one choice, or without any choice in this facet."""
        kept = tuple(k for k in self.filters.get(facet, ()) if key is not None and k != key)
        others = {name: keys for name, keys in self.filters.items() if name != facet}
        return replace(self, filters={**others, facet: kept} if kept else others, page=1)

    def cleared(self) -> "SearchRequest":
        """Return the first page of the words alone, shown in the same way."""
        return replace(self, filters={}, rungs=(), page=1)

    def selections(self) -> Iterator["Selection"]:
        """Yield each chosen value, in the order of the facets."""
        for facet in FACETS:
            for key in self.filters.get(facet.name, ()):
                yield Selection(facet, key, self.without(facet.name, key))
            if facet is LADDER and self.rungs:
                without = replace(self, rungs=(), page=1)
                yield Selection(facet, self.rungs[0], without, is_lowest_rung=True)

    def at(self, page: int) -> "SearchRequest":
        """Return the same request for another page, from 1."""
        return replace(self, page=page)

    def query_string(self) -> str:
        """Return the shortest address of this request, without what is usual."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, key) for name in FACET_NAMES for key in self.filters.get(name, ())]
        pairs += [(FROM_RUNG, rung) for rung in self.rungs[:1]]
        if self.sort is not usual_sort(self.q):
            pairs.append(("sorteer", self.sort.value))
        if self.per_page != PER_PAGE[0]:
            pairs.append(("per_pagina", str(self.per_page)))
        if self.view is not View.LIST:
            pairs.append(("weergave", self.view.value))
        if self.page > 1:
            pairs.append(("pagina", str(self.page)))
        return urlencode(pairs)


@dataclass(frozen=True)
class Selection:
    """One chosen value, and the same request without it.

    Attributes:
        is_lowest_rung: Whether all rungs above it are asked as well.
    """

    facet: Facet
    key: str
    without: SearchRequest
    is_lowest_rung: bool = False


def usual_sort(q: str) -> Sort:
    """Return the order of a request that names none."""
    return Sort.RELEVANCE if q else Sort.NEWEST


def parse(
    params: Params,
    labels: Labels,
    facets: tuple[Facet, ...] = SEARCH_FACETS,
    views: tuple[View, ...] = tuple(View),
) -> tuple[SearchRequest, list[Fault]]:
    """Return the request and its faults; a faulty part falls back to the usual.

    Args:
        params: The parameters of an address.
        labels: The keys that exist.
        facets: The facets that are offered.
        views: The views that are offered.
    """
    faults: list[Fault] = []
    q = _question(params, faults)
    filters = {}
    for facet in facets:
        keys = _keys(params, facet, labels, faults)
        if keys:
            filters[facet.name] = keys
    rungs = _from_rung(params, labels, faults) if LADDER in facets else ()
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
    """Return whether the page lies deeper than an index is asked to go."""
    return request.offset + request.per_page > MAX_WINDOW


def _question(params: Params, faults: list[Fault]) -> str:
    q = " ".join(_first(params, "q").split())
    if len(q) > LONGEST_QUESTION:
        faults.append(
            Fault("q", f"Je vraag is te lang. Gebruik ten hoogste {LONGEST_QUESTION} tekens.")
        )
        q = q[:LONGEST_QUESTION].rsplit(" ", 1)[0]
    return q


def _keys(params: Params, facet: Facet, labels: Labels, faults: list[Fault]) -> tuple[str, ...]:
    name = facet.name
    asked = [value for given in params.getlist(name) if (value := without_hidden(given).strip())]
    if len(asked) > MOST_VALUES:
        faults.append(Fault(name, f"Kies ten hoogste {MOST_VALUES} waarden tegelijk."))
        asked = asked[:MOST_VALUES]
    for value in asked:
        if not labels.knows(facet, value):
            faults.append(Fault(name, f"De waarde ‘{value[:40]}’ bestaat niet."))
    known = (labels.as_today(facet, value) for value in asked if labels.knows(facet, value))
    return tuple(dict.fromkeys(known))


def _from_rung(params: Params, labels: Labels, faults: list[Fault]) -> tuple[str, ...]:
    """Return the rung that is asked for and those above it, in the ladder's own order."""
    asked = _first(params, FROM_RUNG)
    ladder = list(labels.names[LADDER.name])
    if asked and asked not in ladder:
        faults.append(Fault(FROM_RUNG, f"De trede ‘{asked[:40]}’ bestaat niet."))
    return tuple(ladder[ladder.index(asked) :]) if asked in ladder else ()


def _below(
    filters: dict[str, tuple[str, ...]], rungs: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Leave out the rungs that `rungs` has: each request has one form."""
    if not rungs or LADDER.name not in filters:
        return filters
    kept = tuple(key for key in filters[LADDER.name] if key not in rungs)
    others = {name: keys for name, keys in filters.items() if name != LADDER.name}
    return {**others, LADDER.name: kept} if kept else others


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
