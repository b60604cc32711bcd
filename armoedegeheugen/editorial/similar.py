"""Find earlier items that tell the same, by title and summary.

The database is asked for items of the same kind that share a place or a rare word. Comparing is
pure.
"""

from django.db.models import Q
from wagtail.models import Page

from ..importers.drafts.duplicates import Fingerprint, fingerprint
from ..models import KnowledgePage
from ..workspace.separation import User, visible

MOST_COMPARED = 300
# In a word of the title that is worth looking for.
FEWEST_LETTERS = 5


def titles(page: KnowledgePage, user: User | None, most: int = 3) -> tuple[str, ...]:
    """Of what looks like this item, as far as this user may know of it; at most `most`."""
    mine = _likeness(page)
    others = type(page).objects.exclude(pk=page.pk).filter(_near(page))
    if user is not None:
        others = others.filter(pk__in=visible(user, Page.objects.all()).values("pk"))
    others = others.select_related("municipality__successor", "province").order_by("-pk")
    found = (other.title for other in others[:MOST_COMPARED] if mine.same(_likeness(other)))
    return tuple(title for title, _ in zip(found, range(most), strict=False))


def _near(page: KnowledgePage) -> Q:
    telling = [word for word in page.title.split() if len(word) >= FEWEST_LETTERS]
    near = Q(title__iexact=page.title)
    for word in telling[:8]:
        near |= Q(title__icontains=word)
    if page.municipality_id:
        near |= Q(municipality=page.municipality_id)
    return near


def _likeness(page: KnowledgePage) -> Fingerprint:
    place = page.municipality.today if page.municipality else page.province
    name = page.municipality.name if page.municipality else ""
    key = f"{type(place).__name__}-{place.slug}" if place else ""
    return fingerprint(page.title, key, name, [page.teaser, page.plain_summary])
