"""What a template shows of the follow-up of an advice, and of who took something over."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.http import HttpRequest

from ..followup.permissions import Speaker, adopting_places, edits
from ..followup.reading import Stories, Story, stories
from ..followup.timeline import Timeline, events, timeline
from ..followup.totals import Record, Tally, tally
from ..models import Adoption, Feedback, KnowledgePage, PolicyAdvice, Recommendation

register = template.Library()

DAYS_IN_MONTH, DAYS_IN_YEAR = 30.44, 365.25


@dataclass(frozen=True)
class FollowUps:
    """The follow-up of one advice, as this reader may see it and add to it."""

    advice: PolicyAdvice
    found: Stories
    told_back: Sequence[Feedback]
    speaker: Speaker | None

    @property
    def tally(self) -> Tally:
        asked = self.advice.recommendations.all()
        return tally(Record(self.found.of(each, self.advice).state) for each in asked)

    @property
    def timeline(self) -> Timeline:
        said = [entry for entries in self.found.entries.values() for entry in entries]
        return timeline(events(self.advice.date, said, self.told_back))

    @property
    def may_tell_back(self) -> bool:
        return self.speaker is not None and self.speaker.may_tell_back


@register.simple_tag(takes_context=True)
def follow_ups(context: template.Context, advice: PolicyAdvice) -> FollowUps:
    """All that followed on an advice: two queries, and a few more for who is logged in."""
    found = stories([advice.pk] if advice.pk else [])
    speaker = _speaker(context.get("request"), advice)
    return FollowUps(advice, found, found.told_back(advice), speaker)


@register.simple_tag
def story_of(follow: FollowUps, asked: Recommendation) -> Story:
    return follow.found.of(asked, follow.advice)


@register.simple_tag
def may_add(follow: FollowUps, asked: Recommendation, told: Story) -> bool:
    return follow.speaker is not None and bool(follow.speaker.sides(asked, told.responsible))


@register.simple_tag
def adoptions_of(page: KnowledgePage) -> list[Adoption]:
    """Who took this over, the first of them first."""
    if not page.pk:
        return []
    return list(page.adoptions.select_related("municipality__successor"))


@register.simple_tag(takes_context=True)
def may_adopt(context: template.Context, page: KnowledgePage) -> bool:
    """Whether this reader may say that a municipality took the item over."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated or not (page.pk and page.live):
        return False
    return edits(user, page) or bool(adopting_places(user))


@register.filter
def duration(days: int | None) -> str:
    """How long it is, in the unit in which people say it."""
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
    """Nobody to ask for where nothing can be added: a visitor, a preview, a draft."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not (advice.pk and advice.live):
        return None
    return Speaker(user, advice)
