"""Describe what a search shows: labels, chips, links, highlighted fragments. Plain values.

`presenter.py` fills a `SearchResponse`; page, API, feed and export show it each in its own form.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from ..engines.protocol import Sort
from ..fields import Display
from ..index.documents import Payload
from ..query.request import PER_PAGE, Fault, SearchRequest, View
from .passages import Passage

SORT_LABELS = {
    Sort.RELEVANCE: "Best passend",
    Sort.NEWEST: "Nieuwste eerst",
    Sort.OLDEST: "Oudste eerst",
    Sort.TITLE: "Titel (A–Z)",
}
VIEW_LABELS = {View.LIST: "Lijst", View.CARDS: "Kaartjes", View.MAP: "Landkaart"}

# Page numbers shown on either side of the current one.
NEIGHBOURS = 2


@dataclass(frozen=True)
class Label:
    """A key with its label."""

    key: str
    label: str


@dataclass(frozen=True)
class Result:
    """A hit as it is shown."""

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
    payload: Payload = field(repr=False)
    # The place in an attached document that says what the item itself does not.
    passage: Passage | None = None
    # Words of the question that it lacks, as they were written.
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with its count.

    Attributes:
        level: 0 for a main term and for every value of a flat vocabulary, 1 below it.
    """

    key: str
    label: str
    count: int
    selected: bool
    level: int = 0


@dataclass(frozen=True)
class FacetView:
    """A facet with its values, in the order in which they are shown."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    display: Display = Display.LIST

    @property
    def selected(self) -> int:
        """The number of chosen values."""
        return sum(value.selected for value in self.values)


@dataclass(frozen=True)
class Chip:
    """A choice that one click takes away.

    Attributes:
        request: The same search without the choice.
        count: How many items that finds, on a page without results.
    """

    facet_label: str
    label: str
    path: str
    request: SearchRequest
    count: int | None = None

    @property
    def url(self) -> str:
        """The address of the search without the choice."""
        return address(self.path, self.request)


@dataclass(frozen=True)
class Choice:
    """One of several options; `url` is empty unless it is chosen by a link."""

    key: str
    label: str
    selected: bool
    url: str = ""


@dataclass(frozen=True)
class BrowseLink:
    """A link to a term with how many items it has."""

    label: str
    url: str
    count: int


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
    """A search as a page shows it.

    Attributes:
        total: Items with all words; where none has them all (`relaxed`), items with most of their
            weight. Facets and files speak of the same items.
        results: All results of the page in order, those of `whole` before those of `partial`.
        more_total: How many items with most of the words follow those with all of them; None on a
            page that does not come to them.
        related: Items on the same subject as the first results, where there are few; they are in
            no number.
        ignored: Words of the question that only tie words together.
        corrections: Words that no item has, with what is searched as well.
        suggestion: The question as it was probably meant, if that finds something.
        drops: The choices, each with what is found without it, where nothing is found.
        absent: Words that no item has, where nothing is found.
        themes: Main themes to go on with, where nothing is found.
    """

    request: SearchRequest
    path: str
    total: int = 0
    relaxed: bool = False
    results: tuple[Result, ...] = ()
    more_total: int | None = None
    related: tuple[Result, ...] = ()
    ignored: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    suggestion: str = ""
    facets: tuple[FacetView, ...] = ()
    chips: tuple[Chip, ...] = ()
    drops: tuple[Chip, ...] = ()
    absent: tuple[str, ...] = ()
    themes: tuple[BrowseLink, ...] = ()
    errors: tuple[Fault, ...] = ()
    unavailable: bool = False

    @property
    def pages(self) -> int:
        """The number of pages."""
        return -(-(self.total + (self.more_total or 0)) // self.request.per_page)

    @property
    def filters(self) -> tuple[FacetView, ...]:
        """The facets that have any value."""
        return tuple(facet for facet in self.facets if facet.values)

    @property
    def whole(self) -> tuple[Result, ...]:
        """The results of this page with all words."""
        return tuple(result for result in self.results if not result.missing)

    @property
    def partial(self) -> tuple[Result, ...]:
        """The results of this page with most of the words, which come after the others."""
        return tuple(result for result in self.results if result.missing)

    @property
    def partial_first(self) -> int:
        """The rank of the first of `partial`."""
        return self.first + len(self.whole)

    @property
    def let_go(self) -> tuple[str, ...]:
        """The words that all of `partial` lack."""
        first, *others = [result.missing for result in self.partial] or [()]
        return tuple(word for word in first if all(word in missing for missing in others))

    @property
    def suggestion_url(self) -> str:
        """The address of the suggested question, with the same filters."""
        return address(self.path, replace(self.request, q=self.suggestion, page=1))

    @property
    def first(self) -> int:
        """The rank of the first result of the page, from 1; 0 without results."""
        return self.request.offset + 1 if self.results else 0

    @property
    def last(self) -> int:
        """The rank of the last result of the page."""
        return self.request.offset + len(self.results)

    @property
    def here(self) -> str:
        """The shortest address of this request."""
        return address(self.path, self.request)

    @property
    def clear_url(self) -> str:
        """The address without filters."""
        return address(self.path, self.request.cleared())

    @property
    def sorts(self) -> list[Choice]:
        """The orders that are offered; relevance only for a question with words."""
        offered = [sort for sort in Sort if self.request.q or sort is not Sort.RELEVANCE]
        return [Choice(s.value, SORT_LABELS[s], s is self.request.sort) for s in offered]

    @property
    def per_pages(self) -> list[Choice]:
        """The numbers of results per page that are offered."""
        return [Choice(str(n), str(n), n == self.request.per_page) for n in PER_PAGE]

    @property
    def views(self) -> list[Choice]:
        """The views, each with its address."""

        def url(view: View) -> str:
            return address(self.path, replace(self.request, view=view, page=1))

        return [Choice(v.value, VIEW_LABELS[v], v is self.request.view, url(v)) for v in View]

    @property
    def previous_url(self) -> str:
        """The address of the page before this one; from past the end, of the last page."""
        page = min(self.request.page - 1, self.pages)
        return self.page_url(page) if page >= 1 else ""

    @property
    def next_url(self) -> str:
        """The address of the next page; empty on the last one."""
        page = self.request.page + 1
        return self.page_url(page) if page <= self.pages else ""

    @property
    def page_links(self) -> list[PageLink]:
        """The first, the last and the neighbouring pages, with the gaps between them."""
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
        """Return the address of a page of this search, from 1."""
        return address(self.path, self.request.at(page))


def address(path: str, request: SearchRequest) -> str:
    """Return the address of a request on a page."""
    query = request.query_string()
    return f"{path}?{query}" if query else path
