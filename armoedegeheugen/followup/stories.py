"""Load the follow-up of recommendations, in a number of queries that does not grow.

A recommendation is identified by its advice and its key: a copied page has the same keys.
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
    """An earlier entry, and whether a later one corrects it."""

    entry: FollowUp
    corrected: bool


@dataclass(frozen=True)
class Voice:
    """The current entry of one side, and its earlier ones, the newest first."""

    now: FollowUp
    before: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Story:
    """The state of a recommendation, and what each side said."""

    state: State
    council: Voice | None = None
    association: Voice | None = None
    responsible: Authority | None = None

    @property
    def told(self) -> bool:
        """Return whether anybody said something."""
        return bool(self.council or self.association)


@dataclass
class Stories:
    """Entries and feedback of several advices."""

    today: date
    entries: dict[RecommendationKey, list[FollowUp]] = field(
        default_factory=lambda: defaultdict(list)
    )
    feedback: dict[int, list[Feedback]] = field(default_factory=lambda: defaultdict(list))

    def of(self, asked: Recommendation, advice: PolicyAdvice) -> Story:
        """Return the story of one recommendation."""
        return build_story(self.entries.get((advice.pk, asked.key), []), asked, advice, self.today)

    def told_back(self, advice: PolicyAdvice) -> list[Feedback]:
        """Return the feedback to the participants of an advice, the newest first."""
        return self.feedback.get(advice.pk, [])[::-1]


def load_stories(advices: Iterable[int], today: date | None = None) -> Stories:
    """Load all entries and feedback of these advices; two queries."""
    keys = list(advices)
    stories = Stories(today or timezone.localdate())
    entries = FollowUp.objects.filter(advice__in=keys)
    for entry in entries.select_related("responsible__municipality__successor", "document"):
        stories.entries[entry.advice_id, entry.recommendation_key].append(entry)
    for feedback in Feedback.objects.filter(advice__in=keys):
        stories.feedback[feedback.advice_id].append(feedback)
    return stories


def build_story(
    entries: Iterable[FollowUp],
    asked: Recommendation,
    advice: PolicyAdvice,
    today: date | None = None,
) -> Story:
    """Build the story of one recommendation from its entries."""
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
    """Return the body that must act: the last one the council named, or that of the advice."""
    own = [entry for entry in counted if entry.side == Side.COUNCIL]
    named = [entry.responsible for entry in own if entry.responsible]
    return named[-1] if named else asked.responsible or advice.authority


def _voice(ordered: list[FollowUp], counted: list[FollowUp], side: Side) -> Voice | None:
    now = newest(counted, side)
    if now is None:
        return None
    others = [entry for entry in reversed(ordered) if entry.side == side and entry != now]
    return Voice(now, tuple(Step(entry, entry not in counted) for entry in others))
