"""Decide who may see a page: the one answer for views, lists, search, feeds and documents.

Invariant: Wagtail's page view restrictions are the only source of what is closed, and an alias is
as closed as its source. Each rule has two forms, for a page and for a queryset; tests hold that
they agree. Restrictions are few, so one query reads them all, once for each request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TypeVar

from django.db.models import F, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site

CACHE = "_closed_parts"

AnyPage = TypeVar("AnyPage", bound=Page)


class Readers(Enum):
    """The readers who may find an item: nobody, staff, or everyone."""

    NOBODY = 0
    STAFF = 1
    EVERYONE = 2


@dataclass(frozen=True)
class Closed:
    """The parts of the page tree that some readers may not see, by the paths of their tops."""

    paths: tuple[str, ...] = ()

    def holds(self, page: Page) -> bool:
        """Return whether the page, or the source of which it is an alias, is closed."""
        return self._is_below(page.path) or bool(page.alias_of_id and page.pk in self._aliases)

    def leave_out(self, pages: QuerySet[AnyPage]) -> QuerySet[AnyPage]:
        """Return the queryset twin of `holds`: the pages that are not closed."""
        if not self.paths:
            return pages
        return pages.exclude(_below(self.paths) | Q(pk__in=self._aliases))

    def _is_below(self, path: str) -> bool:
        return any(path.startswith(top) for top in self.paths)

    @cached_property
    def _aliases(self) -> frozenset[int]:
        """Keys of aliases whose source is closed; an alias may have an alias as its source."""
        if not self.paths:
            return frozenset()
        aliases = Page.objects.exclude(alias_of=None)
        rows = aliases.values_list("pk", "alias_of", "alias_of__path")
        sources = {key: (source, path) for key, source, path in rows}
        return frozenset(key for key in sources if self._has_closed_source(key, sources))

    def _has_closed_source(self, key: int, sources: Mapping[int, tuple[int, str]]) -> bool:
        while key in sources:
            key, path = sources[key]
            if self._is_below(path):
                return True
        return False


def closed_to_public(request: HttpRequest | None = None) -> Closed:
    """Return what anonymous visitors may not see; read once for each request."""
    return _cached(request)[1]


def closed_to(request: HttpRequest | None) -> Closed:
    """Return what this reader may not see; without a request, all that is closed to the public."""
    restrictions, closed = _cached(request)
    if request is None:
        return closed
    refused = (rule for rule in restrictions if not rule.accept_request(request))
    return Closed(_paths(refused))


def is_concealed(page: Page, request: HttpRequest) -> bool:
    """Return whether this reader may not learn that the page exists.

    A page behind a password says that it asks one; an alias of such a page cannot ask.
    """
    rules, _ = _cached(request)
    refused = [rule for rule in rules if not rule.accept_request(request)]
    password = PageViewRestriction.PASSWORD
    if Closed(_paths(rule for rule in refused if rule.restriction_type != password)).holds(page):
        return True
    asks = any(page.path.startswith(rule.path) for rule in refused)
    return not asks and Closed(_paths(refused)).holds(page)


def is_public(page: Page, request: HttpRequest | None = None) -> bool:
    """Return whether no restriction keeps anyone from this page."""
    return not closed_to_public(request).holds(page)


def is_internal(page: Page, request: HttpRequest | None) -> bool:
    """Return whether a saved page is closed to the public."""
    return bool(page.pk) and not is_public(page, request)


def public(pages: QuerySet[AnyPage], request: HttpRequest | None = None) -> QuerySet[AnyPage]:
    """Return the pages that anyone may see."""
    return closed_to_public(request).leave_out(pages)


def readable(pages: Iterable[AnyPage], request: HttpRequest | None) -> list[AnyPage]:
    """Return the pages that this reader may see, in their order."""
    closed = closed_to(request)
    return [page for page in pages if not closed.holds(page)]


def open_to(pages: QuerySet[AnyPage], request: HttpRequest | None) -> QuerySet[AnyPage]:
    """Return the queryset twin of `readable`."""
    return closed_to(request).leave_out(pages)


@dataclass(frozen=True)
class Boundaries:
    """The roots of sites and the restrictions, read at one moment, to decide who may find an item.

    An alias is never an item of its own: its source is found instead.
    """

    roots: tuple[str, ...]
    closed: Closed

    @classmethod
    def read(cls) -> "Boundaries":
        """Read the boundaries as the database has them now."""
        roots = Site.objects.values_list("root_page__path", flat=True)
        return cls(tuple(sorted(roots)), closed_to_public())

    def readers(self, page: Page) -> Readers:
        """Return who may find this page. An expired one counts until it is unpublished."""
        is_item = page.live and page.alias_of_id is None
        if not is_item or not any(page.path.startswith(root) for root in self.roots):
            return Readers.NOBODY
        return Readers.STAFF if self.closed.holds(page) else Readers.EVERYONE

    def found_by(self, pages: QuerySet[AnyPage], readers: Readers) -> QuerySet[AnyPage]:
        """Return the queryset twin of `readers`: what staff, or everyone, may find."""
        items = pages.filter(_below(self.roots), live=True, alias_of=None)
        return self.closed.leave_out(items) if readers is Readers.EVERYONE else items


def _cached(request: HttpRequest | None) -> tuple[list[PageViewRestriction], Closed]:
    """Return all restrictions, with the `path` of their pages, and what they close."""
    cached = getattr(request, CACHE, None)
    if cached is None:
        restrictions = list(PageViewRestriction.objects.annotate(path=F("page__path")))
        # Every page of the portal asks; groups are fetched only where a restriction names some.
        grouped = [
            rule for rule in restrictions if rule.restriction_type == PageViewRestriction.GROUPS
        ]
        prefetch_related_objects(grouped, "groups")
        cached = restrictions, Closed(_paths(restrictions))
        if request is not None:
            setattr(request, CACHE, cached)
    return cached


def _paths(restrictions: Iterable[PageViewRestriction]) -> tuple[str, ...]:
    return tuple(sorted(rule.path for rule in restrictions))


def _below(paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition
