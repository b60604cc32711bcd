"""What a search shows: labels, chips, links, highlighted fragments. Plain values.

Filled by presenting.py. The page, the API, the feed and the export show the same `SearchResponse`,
each in its own form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..engines.protocol import Sort
from ..query.request import PER_PAGE, Fault, SearchRequest, View
from .passages import Passage

SORT_LABELS = {
    Sort.RELEVANCE: "Best passend",
    Sort.NEWEST: "Nieuwste eerst",
    Sort.OLDEST: "Oudste eerst",
    Sort.TITLE: "Titel (A–Z)",
}
VIEW_LABELS = {View.LIST: "Lijst", View.CARDS: "Kaartjes", View.MAP: "Landkaart"}
NEIGHBOURS = 2
"""Page numbers shown on either side of the current one."""


@dataclass(frozen=True)
class Label:
    key: str
    label: str


@dataclass(frozen=True)
class Result:
    id: str
    kind: str
    kind_label: str
    title: str
    title_html: str
    url: str
    summary: str
    fragment_html: str
    place_label: str
    themes: tuple[Label, ...]
    rung_label: str
    date: date | None
    internal: bool
    is_example: bool
    parent_title: str
    payload: Mapping[str, Any] = field(repr=False)
    passage: Passage | None = None
    """Where an attached document says what the item itself does not."""
    missing: tuple[str, ...] = ()
    """Words of the question that it lacks, as they were written."""


@dataclass(frozen=True)
class FacetValue:
    """`level` is 0 for a main theme and for every value of a flat vocabulary, 1 below it."""

    key: str
    label: str
    count: int
    selected: bool
    level: int = 0


@dataclass(frozen=True)
class FacetView:
    name: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def selected(self) -> int:
        return sum(value.selected for value in self.values)


@dataclass(frozen=True)
class Chip:
    """A choice, with the address of the same search without it, and how much that finds where
    somebody looked."""

    facet_label: str
    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class Choice:
    """One of several; `url` where choosing it is following a link."""

    key: str
    label: str
    selected: bool
    url: str = ""


@dataclass(frozen=True)
class PageLink:
    """A page number, or None for the gap between two."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Correction:
    """A word that nobody uses, as it was written, and the one that is searched as well."""

    written: str
    meant: str


@dataclass(frozen=True)
class SearchResponse:
    """What a search page shows.

    `total`, `facets` and files speak of the items that hold all words, or, where none does
    (`relaxed`), of those that hold most of their weight. On the page where the former end, the
    latter follow: `more_total` says how many there are, None on pages that do not reach them.
    `results` are all items of the page in order; `whole` and `partial` are the two sets apart. Each
    result says which words it lacks (`missing`), `let_go` which ones all of `partial` lack.
    `ignored` are the question's words that only tie words together. `corrections` are words that
    nobody uses with what is searched instead; `suggestion` is the question as it was probably
    meant, which does find something, or empty. `kindred` are items on the same subject as the first
    results, where there are few; they are in no number.
    """

    request: SearchRequest
    path: str
    total: int = 0
    relaxed: bool = False
    results: tuple[Result, ...] = ()
    more_total: int | None = None
    kindred: tuple[Result, ...] = ()
    ignored: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    suggestion: str = ""
    facets: tuple[FacetView, ...] = ()
    chips: tuple[Chip, ...] = ()
    drops: tuple[Chip, ...] = ()
    absent: tuple[str, ...] = ()
    """Words that no item has, where nothing was found."""
    errors: tuple[Fault, ...] = ()
    unavailable: bool = False

    @property
    def pages(self) -> int:
        return -(-(self.total + (self.more_total or 0)) // self.request.per_page)

    @property
    def filters(self) -> tuple[FacetView, ...]:
        """Facets that have anything to choose."""
        return tuple(facet for facet in self.facets if facet.values)

    @property
    def whole(self) -> tuple[Result, ...]:
        """Those on this page that hold all words."""
        return tuple(result for result in self.results if not result.missing)

    @property
    def partial(self) -> tuple[Result, ...]:
        """Those on this page that hold most of the words, which come after the others."""
        return tuple(result for result in self.results if result.missing)

    @property
    def partial_first(self) -> int:
        """The rank of the first of `partial`."""
        return self.first + len(self.whole)

    @property
    def let_go(self) -> tuple[str, ...]:
        """Words that none of `partial` holds."""
        lists = [result.missing for result in self.partial]
        return (
            tuple(word for word in lists[0] if all(word in each for each in lists)) if lists else ()
        )

    @property
    def suggestion_url(self) -> str:
        return address(self.path, replace(self.request, q=self.suggestion, page=1))

    @property
    def first(self) -> int:
        return self.request.offset + 1 if self.results else 0

    @property
    def last(self) -> int:
        return self.request.offset + len(self.results)

    @property
    def here(self) -> str:
        """The address that says this request, and nothing else."""
        return address(self.path, self.request)

    @property
    def clear_url(self) -> str:
        return address(self.path, self.request.cleared())

    @property
    def sorts(self) -> list[Choice]:
        offered = [sort for sort in Sort if self.request.q or sort is not Sort.RELEVANCE]
        return [Choice(s.value, SORT_LABELS[s], s is self.request.sort) for s in offered]

    @property
    def per_pages(self) -> list[Choice]:
        return [Choice(str(n), str(n), n == self.request.per_page) for n in PER_PAGE]

    @property
    def views(self) -> list[Choice]:
        def url(view: View) -> str:
            return address(self.path, replace(self.request, view=view, page=1))

        return [Choice(v.value, VIEW_LABELS[v], v is self.request.view, url(v)) for v in View]

    @property
    def previous_url(self) -> str:
        page = min(self.request.page - 1, self.pages)
        return self.page_url(page) if page >= 1 else ""

    @property
    def next_url(self) -> str:
        page = self.request.page + 1
        return self.page_url(page) if page <= self.pages else ""

    @property
    def page_links(self) -> list[PageLink]:
        here = self.request.page
        near = range(here - NEIGHBOURS, here + NEIGHBOURS + 1)
        shown = sorted({1, self.pages, *near} & set(range(1, self.pages + 1)))
        links: list[PageLink] = []
        for number in shown:
            if links and links[-1].number != number - 1:
                links.append(PageLink(None))
            links.append(PageLink(number, self.page_url(number), number == here))
        return links

    def page_url(self, page: int) -> str:
        return address(self.path, self.request.at(page))


def address(path: str, request: SearchRequest) -> str:
    query = request.query_string()
    return f"{path}?{query}" if query else path
