"""Give the keys under which the follow-up of an advice is filed in the index.

Invariant: no key depends on the date of today, so that an index does not grow stale by itself. The
age of an advice is computed at query time (`facets/age_buckets.py`).
"""

from armoedegeheugen.followup.stories import Story, build_story
from armoedegeheugen.models import Dossier, FollowUp, KnowledgePage, PolicyAdvice, Recommendation

from ..facets.follow_up import CONTESTED, NO, YES
from .prefetch import related

Keys = dict[str, list[str]]


def of_page(page: KnowledgePage) -> Keys:
    """Return the follow-up keys of a page; an advice has those of all its recommendations."""
    if isinstance(page, Dossier):
        return {}
    keys = {"overgenomen": [YES if related(page, "adoptions") else NO]}
    if not isinstance(page, PolicyAdvice):
        return keys
    states = [_story(recommendation, page).state for recommendation in page.recommendations.all()]
    positions = {state.position.value for state in states}
    positions |= {CONTESTED for state in states if state.contested}
    return {**keys, **_told_back(page), "opvolging": sorted(positions)}


def of_recommendation(recommendation: Recommendation, advice: PolicyAdvice) -> Keys:
    """Return the follow-up keys of one recommendation."""
    history = _story(recommendation, advice)
    state = history.state
    return {
        "overgenomen": [YES if related(advice, "adoptions") else NO],
        "opvolging": [state.position.value, *([CONTESTED] if state.contested else [])],
        "uitvoering": [state.execution.value] if state.execution else [],
        "uitvoerder": [history.responsible.slug] if history.responsible else [],
        **_told_back(advice),
    }


def _told_back(advice: PolicyAdvice) -> Keys:
    return {"teruggekoppeld": [YES if advice.feedback.all() else NO]}


def _story(recommendation: Recommendation, advice: PolicyAdvice) -> Story:
    """Return the story of a recommendation from prefetched rows, without a query."""
    entries: list[FollowUp] = list(advice.followups.all())
    own = [entry for entry in entries if entry.recommendation_key == recommendation.key]
    return build_story(own, recommendation, advice)
