"""The story of each recommendation out of the database, in a number of queries that never grows.

A recommendation is known by the number of its advice and its key: a copied page has the same keys.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from ..models import Authority, Feedback, FollowUp, PolicyAdvice, Recommendation
from ..models.choices import Side
from .state import State, chronological, newest, state_of, uncorrected

# The number of the advice and the key of the recommendation.
RecommendationKey = tuple[int, UUID]


@dataclass(frozen=True)
class Step:
    """An entry in view, and whether a later one corrects it."""

    entry: FollowUp
    corrected: bool


@dataclass(frozen=True)
class Voice:
    """What one side says now, and what it said before, the newest first."""

    now: FollowUp
    before: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Story:
    state: State
    council: Voice | None = None
    association: Voice | None = None
    responsible: Authority | None = None

    @property
    def told(self) -> bool:
        return bool(self.council or self.association)


@dataclass
class Stories:
    """What was said about the recommendations of some advices, and to the people behind them."""

    today: date
    entries: dict[RecommendationKey, list[FollowUp]] = field(
        default_factory=lambda: defaultdict(list)
    )
    feedback: dict[int, list[Feedback]] = field(default_factory=lambda: defaultdict(list))

    def of(self, asked: Recommendation, advice: PolicyAdvice) -> Story:
        return build_story(self.entries.get((advice.pk, asked.key), []), asked, advice, self.today)

    def told_back(self, advice: PolicyAdvice) -> list[Feedback]:
        """When the participants were told, the newest first."""
        return self.feedback.get(advice.pk, [])[::-1]


def load_stories(advices: Iterable[int], today: date | None = None) -> Stories:
    """All that was said about the recommendations of these advices; two queries."""
    wanted = list(advices)
    found = Stories(today or timezone.localdate())
    said = FollowUp.objects.filter(advice__in=wanted)
    for entry in said.select_related("responsible__municipality__successor", "document"):
        found.entries[entry.advice_id, entry.recommendation_key].append(entry)
    for told in Feedback.objects.filter(advice__in=wanted):
        found.feedback[told.advice_id].append(told)
    return found


def build_story(
    entries: Iterable[FollowUp],
    asked: Recommendation,
    advice: PolicyAdvice,
    today: date | None = None,
) -> Story:
    ordered = chronological(entries)
    counted = uncorrected(ordered)
    return Story(
        state=state_of(ordered, advice.date, today or timezone.localdate()),
        council=_voice(ordered, counted, Side.COUNCIL),
        association=_voice(ordered, counted, Side.ASSOCIATION),
        responsible=responsible_for(counted, asked, advice),
    )


def responsible_for(
    counted: Iterable[FollowUp], asked: Recommendation, advice: PolicyAdvice
) -> Authority | None:
    """Who must do it: whom the council named last, or else the advice."""
    own = [entry for entry in counted if entry.side == Side.COUNCIL]
    named = [entry.responsible for entry in own if entry.responsible]
    return named[-1] if named else asked.responsible or advice.authority


def _voice(ordered: list[FollowUp], counted: list[FollowUp], side: Side) -> Voice | None:
    now = newest(counted, side)
    if now is None:
        return None
    others = [entry for entry in reversed(ordered) if entry.side == side and entry != now]
    return Voice(now, tuple(Step(entry, entry not in counted) for entry in others))
