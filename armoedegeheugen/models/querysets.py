"""Which items a section page shows: published, for everyone to see, newest first.

Finding is the work of `search`; this is the short list under a theme, a place or an association.
"""

from datetime import date

from django.db.models import Q, QuerySet

from .advice import PolicyAdvice
from .dossier import Dossier
from .knowledge import KnowledgePage
from .place import Municipality
from .practice import PracticeCard
from .vocabulary import Theme

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


def with_theme(theme: Theme) -> Q:
    """A main theme covers the themes below it."""
    return Q(themes=theme) | Q(themes__parent=theme)


def at_place(municipality: Municipality) -> Q:
    """Today's municipality covers those who merged into it, and the other way round."""
    today = municipality.today
    return Q(municipality=today) | Q(municipality__successor=today)
