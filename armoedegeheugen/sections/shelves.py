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
from ..visibility import closed


def open_items(page: Page, request: HttpRequest) -> PageQuerySet:
    """Published items on a shelf and on the shelves of associations below it, for this reader."""
    kept_out = closed(request)
    items = page.get_descendants().live().type(*ITEM_MODELS).exclude(alias_of__in=list(kept_out))
    for path in kept_out.values():
        if path.startswith(page.path) and path != page.path:
            items = items.exclude(path__startswith=path)
    return items


# Items of one kind on a page about a theme, a place or an association; search shows the rest.
SHOWN = 24


def holders(field: str) -> dict[int, set[int]]:
    """For each value of a relation (by primary key) the visible items that carry it."""
    found: dict[int, set[int]] = defaultdict(set)
    for model in ITEM_MODELS:
        rows = model.objects.live().public().filter(**{f"{field}__isnull": False})
        for value, item in rows.order_by().values_list(field, "pk"):
            found[value].add(item)
    return found


def counted(terms: Iterable[Any], field: str) -> list[tuple[Any, int]]:
    """Terms with how many items carry them; a main theme counts its children's items, once each."""
    held = holders(field)
    return [(term, len(set().union(*(held[pk] for pk in _covered(term))))) for term in terms]


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
        return self.total > len(self.items)


def shelves(condition: Q) -> list[Shelf]:
    """What there is of each kind, in the order of `ITEM_MODELS`; none that would be empty."""
    found = (_shelf(model, published(model, condition)) for model in ITEM_MODELS)
    return [shelf for shelf in found if shelf.items]


def _shelf(model: type[KnowledgePage], found: QuerySet[KnowledgePage]) -> Shelf:
    items = list(found[:SHOWN])
    total = len(items) if len(items) < SHOWN else found.count()
    return Shelf(model.kind, str(model._meta.verbose_name_plural), items, total)
