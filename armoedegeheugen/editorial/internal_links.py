"""Find links inside the site that do not work, from the database alone.

Invariant: the number of queries does not depend on the number of pages or links, but for one query
for each `BATCH` targets. A page that a user may not know of is said to be gone, whatever it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.documents import get_document_model
from wagtail.models import Page, Site, get_page_models

from ..documents.attachments import open_documents
from ..visibility import Boundaries
from ..workspace.separation import LONGEST_KEY, User, visible
from .own_addresses import Place, is_own, own_hosts, place_of
from .texts import Linked, Target, linked

UNPUBLISHED = "verwijst naar een pagina die niet (meer) gepubliceerd is"
INTERNAL = "verwijst naar een interne pagina, die bezoekers niet kunnen openen"
NO_PAGE = "verwijst naar een pagina die er niet (meer) is"
NO_ADDRESS = "verwijst naar een adres van deze site waar niets (meer) staat"
NO_DOCUMENT = "verwijst naar een document dat bezoekers niet (meer) kunnen openen"

# Parameters in one query. SQLite takes 32,766, versions before 3.32 take 999.
BATCH = 900


@dataclass(frozen=True)
class BrokenLink:
    """A link inside the site that does not work, with the reason in Dutch."""

    page: Page
    field: str
    name: str
    fault: str


def broken_in_live_pages() -> Iterator[BrokenLink]:
    """Yield the broken links of all published pages, by kind of page and title."""
    models = [model for model in get_page_models() if model is not Page]
    return broken(
        page
        for model in sorted(models, key=lambda model: model._meta.label)
        for page in model.objects.live().filter(alias_of=None).order_by("title", "pk")
    )


def broken(pages: Iterable[Page], user: User | None = None) -> Iterator[BrokenLink]:
    """Yield the broken links of pages as they are in memory.

    Args:
        pages: Pages as objects of their own kind, saved or not.
        user: The reader of the answer; None for one who may know of every page.
    """
    hosts = own_hosts()
    links = [
        (page, link)
        for page in pages
        for link in linked(page)
        if link.kind is not Target.ADDRESS or is_own(link.key, hosts)
    ]
    if links:
        targets = _Targets.read([link for _page, link in links], user)
        for page, link in links:
            if fault := targets.fault(page, link):
                yield BrokenLink(page, link.field, targets.name(link), fault)


@dataclass(frozen=True)
class _Targets:
    """The pages and documents that links lead to, as the database has them."""

    boundaries: Boundaries
    root: str
    places: dict[str, Place]
    pages: dict[int, Page]
    pages_at: dict[str, Page]
    redirects: dict[str, Redirect]
    documents: dict[int, Any]
    downloadable: frozenset[int]
    # The pages that the reader of the answer may know of; None for all.
    known: frozenset[int] | None

    @classmethod
    def read(cls, links: list[Linked], user: User | None) -> "_Targets":
        """Read the targets of the links."""
        root = _root_path()
        places = {link.key: place_of(link.key) for link in links if link.kind is Target.ADDRESS}
        paths = {place.path for place in places.values()}
        pages = _rows(Page.objects.all(), "pk", _keys(links, Target.PAGE))
        pages_at = _rows(
            Page.objects.all(), "url_path", {at for path in paths for at in _upwards(root, path)}
        )
        redirects = _rows(
            Redirect.objects.select_related("redirect_page"),
            "old_path",
            {Redirect.normalise_path(path) for path in paths},
        )
        files = {_key(place.document) for place in places.values() if place.document}
        files |= _keys(links, Target.DOCUMENT)
        documents = _rows(get_document_model().objects.all(), "pk", files)
        known = {page.pk for page in (*pages.values(), *pages_at.values())}
        known |= {row.redirect_page_id for row in redirects.values() if row.redirect_page_id}
        return cls(
            Boundaries.read(),
            root,
            places,
            pages,
            pages_at,
            redirects,
            documents,
            frozenset(_rows(open_documents(), "pk", set(documents))),
            None
            if user is None
            else frozenset(_rows(visible(user, Page.objects.all()), "pk", known)),
        )

    def fault(self, source: Page, link: Linked) -> str:
        """Return the reason why a link does not work; empty if it works."""
        if link.kind is Target.PAGE:
            return self._page_fault(source, self.pages.get(_key(link.key)))
        if link.kind is Target.DOCUMENT:
            return self._document_fault(source, _key(link.key))
        return self._address_fault(source, self.places[link.key])

    def name(self, link: Linked) -> str:
        """Return the link as an editor recognises it."""
        if link.kind is Target.ADDRESS:
            return f"{link.words} ({link.key})" if link.words else link.key
        if link.words:
            return link.words
        if link.kind is Target.PAGE:
            page = self.pages.get(_key(link.key))
            return page.title if page and self._is_known(page) else f"pagina {link.key}"
        document = self.documents.get(_key(link.key)) if self.known is None else None
        return document.title if document else f"document {link.key}"

    def _page_fault(self, source: Page, page: Page | None) -> str:
        if page is None or not self._is_known(page):
            return NO_PAGE
        if not page.live or not any(page.path.startswith(top) for top in self.boundaries.roots):
            return UNPUBLISHED
        return INTERNAL if self._is_closed(page) and not self._is_closed(source) else ""

    def _document_fault(self, source: Page, key: int, filename: str = "") -> str:
        document = self.documents.get(key)
        if document is None or (filename and document.filename != filename):
            return NO_DOCUMENT
        return "" if key in self.downloadable or self._is_closed(source) else NO_DOCUMENT

    def _address_fault(self, source: Page, place: Place) -> str:
        fault = self._fault_at(source, place)
        row = self.redirects.get(Redirect.normalise_path(place.path)) if fault else None
        if row is None:
            return fault
        return self._page_fault(source, row.redirect_page) if row.redirect_page else ""

    def _fault_at(self, source: Page, place: Place) -> str:
        if place.document:
            return self._document_fault(source, _key(place.document), place.filename)
        if not place.exists or not place.is_page:
            return "" if place.exists else NO_ADDRESS
        for at in _upwards(self.root, place.path):
            if page := self.pages_at.get(at):
                below = f"/{(self.root + place.path[1:]).removeprefix(at)}"
                return self._page_fault(source, page) if _serves(page, below) else NO_ADDRESS
        return NO_ADDRESS

    def _is_known(self, page: Page) -> bool:
        return self.known is None or page.pk in self.known

    def _is_closed(self, page: Page) -> bool:
        return bool(page.path) and self.boundaries.closed.holds(page)


def _root_path() -> str:
    """Return the path of the site's home page in the tree, as `url_path` begins."""
    roots = Site.get_site_root_paths()
    return roots[0].root_path if roots else "/"


def _upwards(root: str, path: str) -> list[str]:
    """Return the `url_path` of the page at this path, then those of the pages above it."""
    parts = [part for part in path.split("/") if part]
    return [root + "".join(f"{part}/" for part in parts[:end]) for end in range(len(parts), -1, -1)]


def _serves(page: Page, below: str) -> bool:
    """Return whether the page has an address of this path below its own."""
    if below == "/":
        return True
    page = page.specific_deferred
    if not isinstance(page, RoutablePageMixin):
        return False
    try:
        page.resolve_subpage(below)
    except Http404:
        return False
    return True


def _keys(links: list[Linked], kind: Target) -> set[int]:
    return {_key(link.key) for link in links if link.kind is kind}


def _key(text: str) -> int:
    """Return the key that a link has; one that nothing has if it is no number."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else 0


def _rows(rows: QuerySet, name: str, values: set[Any]) -> dict[Any, Any]:
    """Return the rows with these values of a field, by value."""
    ordered = sorted(values)
    batches = (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
    return {
        getattr(row, name): row
        for batch in batches
        for row in rows.filter(**{f"{name}__in": batch})
    }
