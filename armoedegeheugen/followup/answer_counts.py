"""Count answered and unanswered recommendations in the database, for pages about many advices.

It agrees with `state.py`: the council's newest entry counts, unless a later one corrects it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..models import FollowUp, PolicyAdvice, Recommendation
from ..models.choices import Position, Side
from .statistics import Tally


@dataclass(frozen=True)
class WaitingAdvice:
    """An advice without an answer to `unanswered` of its recommendations."""

    advice: PolicyAdvice
    unanswered: int
    total: int
    days: int


def with_position(recommendations: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Annotate each recommendation with `stand`: the council's current position."""
    entries = FollowUp.objects.filter(
        advice=OuterRef("advice"),
        recommendation_key=OuterRef("key"),
        side=Side.COUNCIL,
        correction=None,
    )
    newest = entries.order_by("-date", "-pk").values("position")[:1]
    return recommendations.annotate(
        stand=Coalesce(Subquery(newest), Value(Position.NO_ANSWER.value))
    )


def count_answers(advices: QuerySet[PolicyAdvice]) -> Tally:
    """Tally the answers to the recommendations of these advices; one query."""
    recommendations = Recommendation.objects.filter(advice__in=advices.order_by().values("pk"))
    rows = (
        with_position(recommendations).order_by().values_list("stand").annotate(number=Count("pk"))
    )
    return _tally(Counter(dict(rows)))


def waiting_advices(
    advices: QuerySet[PolicyAdvice], limit: int, today: date | None = None
) -> list[WaitingAdvice]:
    """Return the advices that wait for an answer, the longest waiting first.

    An advice without a date is left out: nobody knows how long it waits.
    """
    day = today or timezone.localdate()
    recommendations = with_position(Recommendation.objects.filter(advice=OuterRef("pk")))
    open_ones = recommendations.filter(stand=Position.NO_ANSWER).order_by().values("advice")
    waits = (
        advices.filter(date__isnull=False)
        .annotate(
            unanswered=Subquery(open_ones.annotate(number=Count("pk")).values("number")),
            total=Count("recommendations", distinct=True),
        )
        .filter(unanswered__gt=0)
        .order_by("date", "pk")
    )
    return [
        WaitingAdvice(advice, advice.unanswered, advice.total, (day - advice.date).days)
        for advice in waits[:limit]
    ]


def _tally(counts: Counter[str]) -> Tally:
    """Only what the database counted: who contests what, and when it was due, is not in it."""
    total = sum(counts.values())
    return Tally(
        key="",
        total=total,
        answered=total - counts[Position.NO_ANSWER],
        contested=0,
        told_back=0,
        overdue=0,
        days=None,
        positions=tuple((position, counts[position]) for position in Position),
    )
