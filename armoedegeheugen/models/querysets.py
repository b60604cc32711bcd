"""Which items a section page shows: published, for everyone to see, newest first.

Finding is the work of `search`; this is the short list under a theme, a place or an association.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from .advice import PolicyAdvice
from .dossier import Dossier
from .knowledge import KnowledgePage
from .place import Municipality
from .practice import PracticeCard
from .vocabulary import Theme

SHOWN = 24
"""Items of one kind on a page about a theme, a place or an association; the rest is for search."""

ITEM_MODELS: tuple[type[KnowledgePage], ...] = (PracticeCard, PolicyAdvice, Dossier)


def published(model: type[KnowledgePage], condition: Q | None = None) -> QuerySet[KnowledgePage]:
    """Items of one kind that anyone may see."""
    items = model.objects.live().public()
    if condition is not None:
        items = items.filter(condition).distinct()
    return items.select_related("municipality", "province", "ladder_level", "image").order_by(
        "-date", "title"
    )


def newest(limit: int) -> list[KnowledgePage]:
    """The newest items of all kinds together; one query a kind."""
    items = [item for model in ITEM_MODELS for item in published(model)[:limit]]
    return sorted(items, key=lambda item: item.date or date.min, reverse=True)[:limit]


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


def with_theme(theme: Theme) -> Q:
    """A main theme covers the themes below it."""
    return Q(themes=theme) | Q(themes__parent=theme)


def at_place(municipality: Municipality) -> Q:
    """Today's municipality covers those who merged into it, and the other way round."""
    today = municipality.today
    return Q(municipality=today) | Q(municipality__successor=today)


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
