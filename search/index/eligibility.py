"""Decide who may find an item.

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
    """The roots of the sites and the restricted parts of the page tree, as they are now."""

    def __init__(self) -> None:
        self.roots = tuple(sorted(Site.objects.values_list("root_page__path", flat=True)))
        restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
        self.restricted = tuple(sorted(restricted))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boundaries) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def audiences(self, page: Page) -> frozenset[Audience]:
        """Return who may find this page.

        A page that has expired stays in the index until it is unpublished; queries hide it.
        """
        if not page.live or not _under(page.path, self.roots):
            return NOBODY
        return STAFF if _under(page.path, self.restricted) else EVERYONE


def audiences(page: Page) -> frozenset[Audience]:
    """Return who may find this page, as the page tree is now."""
    return Boundaries().audiences(page)


def eligible(model: type[Page], audience: Audience) -> QuerySet[Page]:
    """Return all pages of a model that an audience may find: the queryset twin of `audiences`."""
    boundaries = Boundaries()
    pages = model.objects.live().filter(_below(boundaries.roots))
    if audience is Audience.PUBLIC:
        pages = pages.exclude(_below(boundaries.restricted))
    return pages


def _under(path: str, boundaries: Iterable[str]) -> bool:
    return any(path.startswith(border) for border in boundaries)


def _below(paths: Iterable[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition
