"""Under which keys the follow-up of an advice is filed in the index.

Nothing here hangs on the day of today: what an index holds must not grow stale by itself. How old
an advice is, is worked out when it is asked (`ages.py`).
"""

from armoedegeheugen.followup.stories import Story, build_story
from armoedegeheugen.models import Dossier, FollowUp, KnowledgePage, PolicyAdvice, Recommendation

from ..facets.follow_up import CONTESTED, NO, YES
from .prefetch import related

Keys = dict[str, list[str]]


def of_page(page: KnowledgePage) -> Keys:
    """An advice is filed under all that became of its recommendations."""
    if isinstance(page, Dossier):
        return {}
    keys = {"overgenomen": [YES if related(page, "adoptions") else NO]}
    if not isinstance(page, PolicyAdvice):
        return keys
    states = [_story(asked, page).state for asked in page.recommendations.all()]
    found = {state.position.value for state in states}
    found |= {CONTESTED for state in states if state.contested}
    return {**keys, **_told_back(page), "opvolging": sorted(found)}


def of_recommendation(asked: Recommendation, advice: PolicyAdvice) -> Keys:
    told = _story(asked, advice)
    state = told.state
    return {
        "overgenomen": [YES if related(advice, "adoptions") else NO],
        "opvolging": [state.position.value, *([CONTESTED] if state.contested else [])],
        "uitvoering": [state.execution.value] if state.execution else [],
        "uitvoerder": [told.responsible.slug] if told.responsible else [],
        **_told_back(advice),
    }


def _told_back(advice: PolicyAdvice) -> Keys:
    return {"teruggekoppeld": [YES if advice.feedback.all() else NO]}


def _story(asked: Recommendation, advice: PolicyAdvice) -> Story:
    """From what was fetched beforehand: no query."""
    entries: list[FollowUp] = list(advice.followups.all())
    mine = [entry for entry in entries if entry.recommendation_key == asked.key]
    return build_story(mine, asked, advice)
