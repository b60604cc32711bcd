"""List the published items of a section page, newest first, and count them per term."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageQuerySet

from ..models.knowledge import KnowledgePage
from ..models.querysets import ITEM_MODELS, published
from ..models.vocabulary import Theme
from ..visibility import open_to, public


def open_items(page: Page, request: HttpRequest) -> PageQuerySet:
    """Return the published items below a section that this reader may see."""
    return open_to(page.get_descendants().live().type(*ITEM_MODELS), request)


# Items of one kind on a page about a theme, a place or an association; search shows the rest.
SHOWN = 24


def holders(field: str, request: HttpRequest | None = None) -> dict[int, set[int]]:
    """Return, for each value of a relation, the keys of the published items that have it."""
    items: dict[int, set[int]] = defaultdict(set)
    for model in ITEM_MODELS:
        pages = public(model.objects.live().filter(alias_of=None), request)
        rows = pages.filter(**{f"{field}__isnull": False}).order_by().values_list(field, "pk")
        for value, item in rows:
            items[value].add(item)
    return items


def counted(
    terms: Iterable[Any], field: str, request: HttpRequest | None = None
) -> list[tuple[Any, int]]:
    """Return terms with their number of items; a main theme counts its children's, once each."""
    items = holders(field, request)
    return [(term, len(set().union(*(items[key] for key in _covered(term))))) for term in terms]


def _covered(term: Any) -> list[int]:
    children = term.children.all() if isinstance(term, Theme) else []
    return [term.pk, *(child.pk for child in children)]


@dataclass(frozen=True)
class Shelf:
    """The newest items of one kind, out of `total`. `name` is the kind's, in the plural."""

    key: str
    name: str
    items: list[KnowledgePage]
    total: int

    @property
    def has_more(self) -> bool:
        """True if the shelf shows only a part of its items."""
        return self.total > len(self.items)


def shelves(condition: Q, request: HttpRequest | None = None) -> list[Shelf]:
    """Return the newest items of each kind, in the order of `ITEM_MODELS`; no empty shelf."""
    each = (_shelf(model, published(model, condition, request)) for model in ITEM_MODELS)
    return [shelf for shelf in each if shelf.items]


def _shelf(model: type[KnowledgePage], found: QuerySet[KnowledgePage]) -> Shelf:
    items = list(found[:SHOWN])
    total = len(items) if len(items) < SHOWN else found.count()
    return Shelf(model.kind, str(model._meta.verbose_name_plural), items, total)
