"""Give templates the follow-up of an advice, and the municipalities that adopted an item."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.http import HttpRequest

from ..followup.permissions import Speaker, adopting_places, edits
from ..followup.statistics import Record, Tally, tally
from ..followup.stories import Stories, Story, load_stories
from ..followup.timeline import Timeline, events, timeline
from ..models import Adoption, Feedback, KnowledgePage, PolicyAdvice, Recommendation

register = template.Library()

DAYS_IN_MONTH, DAYS_IN_YEAR = 30.44, 365.25


@dataclass(frozen=True)
class FollowUps:
    """The follow-up of one advice, and what this reader may add to it."""

    advice: PolicyAdvice
    stories: Stories
    told_back: Sequence[Feedback]
    speaker: Speaker | None

    @property
    def tally(self) -> Tally:
        """The number of recommendations in each state."""
        recommendations = self.advice.recommendations.all()
        states = (self.stories.of(item, self.advice).state for item in recommendations)
        return tally(Record(state) for state in states)

    @property
    def timeline(self) -> Timeline:
        """The advice, its answers and its feedback in order of time."""
        entries = [entry for group in self.stories.entries.values() for entry in group]
        return timeline(events(self.advice.date, entries, self.told_back))

    @property
    def may_tell_back(self) -> bool:
        """Return True if this reader may add feedback to the advice."""
        return self.speaker is not None and self.speaker.may_tell_back

    @property
    def may_remove(self) -> bool:
        """Return True if this reader may remove a text, as an editor of the advice."""
        return self.speaker is not None and self.speaker.edits


@register.simple_tag(takes_context=True)
def follow_ups(context: template.Context, advice: PolicyAdvice) -> FollowUps:
    """Return the follow-up of an advice: two queries, and a few more for a logged-in user."""
    advice_stories = load_stories([advice.pk] if advice.pk else [])
    speaker = _speaker(context.get("request"), advice)
    return FollowUps(advice, advice_stories, advice_stories.told_back(advice), speaker)


@register.simple_tag
def story_of(follow: FollowUps, recommendation: Recommendation) -> Story:
    """Return the follow-up of one recommendation."""
    return follow.stories.of(recommendation, follow.advice)


@register.simple_tag
def may_add(follow: FollowUps, recommendation: Recommendation, story: Story) -> bool:
    """Return True if this reader may add to the follow-up of the recommendation."""
    if follow.speaker is None:
        return False
    return bool(follow.speaker.sides(recommendation, story.responsible))


@register.simple_tag
def adoptions_of(page: KnowledgePage) -> list[Adoption]:
    """Return the adoptions of an item, the oldest first."""
    if not page.pk:
        return []
    return list(page.adoptions.select_related("municipality__successor"))


@register.simple_tag(takes_context=True)
def may_adopt(context: template.Context, page: KnowledgePage) -> bool:
    """Return True if this reader may record that a municipality adopted the item."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated or not (page.pk and page.live):
        return False
    return edits(user, page) or bool(adopting_places(user))


@register.filter
def duration(days: int | None) -> str:
    """Return a number of days in words, in days, weeks, months or years."""
    if days is None:
        return ""
    if days < 14:
        return f"{days} dag{'' if days == 1 else 'en'}"
    if days < 61:
        return f"{round(days / 7)} weken"
    if days < 2 * DAYS_IN_YEAR:
        return f"{round(days / DAYS_IN_MONTH)} maanden"
    return f"{int(days / DAYS_IN_YEAR)} jaar"


def _speaker(request: HttpRequest | None, advice: PolicyAdvice) -> Speaker | None:
    # A visitor adds nothing, and nothing is added to a preview or a draft.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not (advice.pk and advice.live):
        return None
    return Speaker(user, advice)
