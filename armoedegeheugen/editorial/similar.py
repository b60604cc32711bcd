"""Find possible duplicates of an item, by title and summary.

The database selects items of the same kind that share the municipality or a longer word of the
title. Their fingerprints are then compared in memory.
"""

from django.db.models import Q
from wagtail.models import Page

from ..importers.drafts.duplicates import Fingerprint, fingerprint
from ..models import KnowledgePage
from ..workspace.separation import User, visible

MOST_COMPARED = 300
# In letters. Shorter words of a title say too little about its subject.
SHORTEST_WORD = 5
# Words of a title that are searched for.
MOST_WORDS = 8


def titles(page: KnowledgePage, user: User | None, most: int = 3) -> tuple[str, ...]:
    """Return the titles of at most `most` similar items that the user may see."""
    own = _fingerprint(page)
    others = type(page).objects.exclude(pk=page.pk).filter(_candidates(page))
    if user is not None:
        others = others.filter(pk__in=visible(user, Page.objects.all()).values("pk"))
    others = others.select_related("municipality__successor", "province").order_by("-pk")
    similar = (other.title for other in others[:MOST_COMPARED] if own.same(_fingerprint(other)))
    return tuple(title for title, _ in zip(similar, range(most), strict=False))


def _candidates(page: KnowledgePage) -> Q:
    long_words = [word for word in page.title.split() if len(word) >= SHORTEST_WORD]
    condition = Q(title__iexact=page.title)
    for word in long_words[:MOST_WORDS]:
        condition |= Q(title__icontains=word)
    if page.municipality_id:
        condition |= Q(municipality=page.municipality_id)
    return condition


def _fingerprint(page: KnowledgePage) -> Fingerprint:
    place = page.municipality.today if page.municipality else page.province
    name = page.municipality.name if page.municipality else ""
    key = f"{type(place).__name__}-{place.slug}" if place else ""
    return fingerprint(page.title, key, name, [page.teaser, page.plain_summary])
