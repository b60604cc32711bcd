"""Count what is publicly known about a theme, a place or an association."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from ..followup.answer_counts import count_answers
from ..followup.statistics import Tally
from ..models import Adoption, KnowledgePage, PolicyAdvice
from ..models.querysets import ITEM_MODELS, published


@dataclass(frozen=True)
class Kind:
    """The number of items of one kind."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Figures:
    """The figures of a theme, a place or an association."""

    kinds: tuple[Kind, ...]
    # Municipalities that these items are about.
    places: int
    # How often an item of these was taken over elsewhere.
    taken_over: int
    # The recommendations in the advices among them.
    asked: Tally


def figures(condition: Q, request: HttpRequest | None = None) -> Figures:
    """Return the figures of the published items that meet a condition.

    The number of queries does not depend on the number of items.
    """
    found = [published(model, condition, request).order_by() for model in ITEM_MODELS]
    counts = [(items.model, items.values("pk").distinct().count()) for items in found]
    places = {place for items in found for place in _places(items)}
    held = [Q(item__in=items.values("pk")) for items in found]
    return Figures(
        kinds=tuple(_kind(model, count) for model, count in counts if count),
        places=len(places),
        taken_over=Adoption.objects.filter(reduce(or_, held)).count(),
        asked=count_answers(published(PolicyAdvice, condition, request)),
    )


def _places(items: QuerySet[KnowledgePage]) -> Iterable[int]:
    """Today's municipalities: one that merged is no second place."""
    today = Coalesce("municipality__successor", "municipality")
    found = items.exclude(municipality=None).annotate(today=today)
    return found.values_list("today", flat=True).distinct()


def _kind(model: type[KnowledgePage], count: int) -> Kind:
    names = model._meta
    return Kind(
        model.kind, str(names.verbose_name if count == 1 else names.verbose_name_plural), count
    )
