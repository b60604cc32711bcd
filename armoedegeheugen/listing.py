"""Which items a section page shows: published, for everyone to see, newest first.

Finding is the work of `search`; this is the short list under a theme, a place or an association.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from .models.advice import PolicyAdvice
from .models.dossier import Dossier
from .models.knowledge import KnowledgePage
from .models.place import Municipality
from .models.practice import PracticeCard
from .models.vocabulary import Theme

ITEM_MODELS: tuple[type[KnowledgePage], ...] = (PracticeCard, PolicyAdvice, Dossier)


def published(model: type[KnowledgePage], condition: Q | None = None) -> QuerySet[KnowledgePage]:
    """Items of one kind that anyone may see."""
    items = model.objects.live().public()
    if condition is not None:
        items = items.filter(condition).distinct()
    return items.select_related("municipality", "province", "ladder_level", "image").order_by(
        "-date", "title"
    )


def newest(condition: Q | None = None, limit: int = 60) -> list[KnowledgePage]:
    """The newest items of all kinds together; one query a kind."""
    items = [item for model in ITEM_MODELS for item in published(model, condition)[:limit]]
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


def kinds(items: Iterable[KnowledgePage]) -> list[tuple[str, list[KnowledgePage]]]:
    """Items under the plural name of their kind, in the order of `ITEM_MODELS`."""
    grouped: dict[type[KnowledgePage], list[KnowledgePage]] = {model: [] for model in ITEM_MODELS}
    for item in items:
        grouped[type(item)].append(item)
    return [(model._meta.verbose_name_plural, found) for model, found in grouped.items() if found]
