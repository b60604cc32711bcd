"""Select the published items that anyone may see, newest first.

Searching is the work of `search`; these are the short lists of home, themes, places, associations.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ..visibility import public
from .advice import PolicyAdvice
from .dossier import Dossier
from .knowledge import KnowledgePage
from .place import Municipality
from .practice import PracticeCard
from .vocabulary import Theme

ITEM_MODELS: tuple[type[KnowledgePage], ...] = (PracticeCard, PolicyAdvice, Dossier)


def published(
    model: type[KnowledgePage], condition: Q | None = None, request: HttpRequest | None = None
) -> QuerySet[KnowledgePage]:
    """Return the items of one kind that anyone may see, newest first. An alias is no item.

    With a `request`, restrictions are read once for all calls during it.
    """
    items = public(model.objects.live().filter(alias_of=None), request)
    if condition is not None:
        items = items.filter(condition).distinct()
    return items.select_related("municipality", "province", "ladder_level", "image").order_by(
        "-date", "title"
    )


def newest(limit: int, request: HttpRequest | None = None) -> list[KnowledgePage]:
    """Return the newest items of all kinds together, with one query for each kind."""
    items = [item for model in ITEM_MODELS for item in published(model, None, request)[:limit]]
    return sorted(items, key=lambda item: item.date or date.min, reverse=True)[:limit]


def with_theme(theme: Theme) -> Q:
    """Return the condition of a theme; a main theme covers the themes below it."""
    return Q(themes=theme) | Q(themes__parent=theme)


def at_place(municipality: Municipality) -> Q:
    """Return the condition of a place, former municipalities and today's alike."""
    today = municipality.today
    return Q(municipality=today) | Q(municipality__successor=today)
