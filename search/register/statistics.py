"""Read how the public recommendations fare: all of them, or those that a search found.

They come from the database, since an index knows nothing of days. The number of queries does not
grow with the number of recommendations.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from armoedegeheugen.followup.state import state_of
from armoedegeheugen.followup.statistics import Record
from armoedegeheugen.followup.stories import RecommendationKey
from armoedegeheugen.models import Feedback, FollowUp, PolicyAdvice, Recommendation, Theme

from ..engines.protocol import Audience
from ..facets.places import places
from ..index.eligibility import eligible

# Not read here: of all advices together they are megabytes.
TEXTS = (
    *("teaser", "plain_summary", "context", "questions", "participation", "findings"),
    *("sources", "related_items", "documents"),
)


def records(keys: Collection[UUID] | None = None, today: date | None = None) -> list[Record]:
    """Return a record of each public recommendation, or of those with these keys."""
    day = today or timezone.localdate()
    advices = {page.pk: page for page in _advices()}
    filed = {page.pk: tuple(places(page)[:1]) for page in advices.values()}
    asked = [pair for pair in _asked() if keys is None or pair[1] in keys]
    said, told = _said(), _told()
    own, general = _own_themes(), _general_themes()
    return [
        Record(
            state=state_of(said[address], advices[address[0]].date, day),
            places=filed[address[0]],
            themes=tuple(own.get(address) or general.get(address[0]) or ()),
            told_back=address[0] in told,
        )
        for address in asked
        if address[0] in advices
    ]


def _public() -> QuerySet[PolicyAdvice]:
    now = timezone.now()
    started = Q(go_live_at=None) | Q(go_live_at__lte=now)
    lasting = Q(expire_at=None) | Q(expire_at__gt=now)
    return eligible(PolicyAdvice, Audience.PUBLIC).filter(started, lasting)


def _advices() -> QuerySet[PolicyAdvice]:
    joined = ("municipality__successor__province", "municipality__province", "province")
    return _public().select_related(*joined).defer(*TEXTS)


def _asked() -> Iterable[RecommendationKey]:
    asked = Recommendation.objects.filter(advice__in=_public().values("pk"))
    return asked.order_by("advice", "sort_order").values_list("advice", "key")


def _said() -> dict[RecommendationKey, list[FollowUp]]:
    found: dict[RecommendationKey, list[FollowUp]] = defaultdict(list)
    for entry in FollowUp.objects.filter(advice__in=_public().values("pk")).defer("reason"):
        found[entry.advice_id, entry.recommendation_key].append(entry)
    return found


def _told() -> set[int]:
    told = Feedback.objects.filter(advice__in=_public().values("pk"))
    return set(told.order_by().values_list("advice", flat=True).distinct())


def _own_themes() -> dict[RecommendationKey, list[str]]:
    rows = Theme.objects.filter(recommendation__advice__in=_public().values("pk"))
    found: dict[RecommendationKey, list[str]] = defaultdict(list)
    named = ("recommendation__advice", "recommendation__key", "slug", "parent__slug")
    for advice, key, slug, parent in rows.order_by().values_list(*named):
        found[advice, key].append(parent or slug)
    return found


def _general_themes() -> dict[int, list[str]]:
    rows = Theme.objects.filter(policyadvice__in=_public().values("pk"))
    found: dict[int, list[str]] = defaultdict(list)
    for advice, slug, parent in rows.order_by().values_list("policyadvice", "slug", "parent__slug"):
        found[advice].append(parent or slug)
    return found
