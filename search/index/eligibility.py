"""Who may find an item: the one place where that is decided.

`audiences` answers for one page, `eligible` for all pages of a model; a test holds that they agree.
Wagtail's page view restrictions are the only source of what is private.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction, Site

from ..engines.protocol import Audience

NOBODY: frozenset[Audience] = frozenset()
STAFF = frozenset({Audience.INTERNAL})
EVERYONE = frozenset({Audience.PUBLIC, Audience.INTERNAL})


class Boundaries:
    """The tree's borders as they are now: where sites begin, and what is fenced off."""

    def __init__(self) -> None:
        self.roots = tuple(sorted(Site.objects.values_list("root_page__path", flat=True)))
        fences = PageViewRestriction.objects.values_list("page__path", flat=True)
        self.fences = tuple(sorted(fences))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boundaries) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def audiences(self, page: Page) -> frozenset[Audience]:
        """Who may find this page. One that expires stays until unpublished: queries hide it."""
        if not page.live or not _under(page.path, self.roots):
            return NOBODY
        return STAFF if _under(page.path, self.fences) else EVERYONE


def audiences(page: Page) -> frozenset[Audience]:
    return Boundaries().audiences(page)


def eligible(model: type[Page], audience: Audience) -> QuerySet[Page]:
    """The queryset twin of `audiences`."""
    borders = Boundaries()
    pages = model.objects.live().filter(_below(borders.roots))
    if audience is Audience.PUBLIC:
        pages = pages.exclude(_below(borders.fences))
    return pages


def _under(path: str, borders: Iterable[str]) -> bool:
    return any(path.startswith(border) for border in borders)


def _below(paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition
