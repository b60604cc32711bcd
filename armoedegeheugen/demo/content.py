"""Create the practices, advices and dossiers of the demo.

Items refer to each other, so all of them are added as drafts before the first is published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from ..editorial.roles import INTERNAL
from ..models import Dossier, KnowledgePage, PolicyAdvice, PracticeCard
from ..sections.models import OverviewPage
from .deletions import deleted_pages
from .files import Item, key, read
from .page_fields import PageFields
from .pictures import Pictures
from .terms import Terms
from .tree import add_draft

# For each file: the page type, and the slug of the overview that its items stand under.
SHELVES: dict[str, tuple[type[KnowledgePage], str]] = {
    "practices": (PracticeCard, "praktijken"),
    "advices": (PolicyAdvice, "adviezen"),
    "dossiers": (Dossier, "dossiers"),
}


@dataclass(frozen=True)
class NewPage:
    """A page to create, with its item in the files."""

    page: Any
    item: Item


def load(terms: Terms, pictures: Pictures) -> list[str]:
    """Publish the items that are missing and return their titles."""
    fields = PageFields(terms, pictures)
    added = [_add_draft(new, shelf, fields) for new, shelf in _missing()]
    primary_keys = _primary_keys() if added else {}
    for new in added:
        fields.link(new.page, new.item, primary_keys)
        new.page.save_revision().publish()
    return [new.page.title for new in added]


def _missing() -> Iterator[tuple[NewPage, OverviewPage]]:
    existing, deleted = _primary_keys(), deleted_pages()
    shelves = {page.slug: page for page in OverviewPage.objects.all()}
    taken = set(Page.objects.values_list("slug", flat=True))
    for file, (model, public) in SHELVES.items():
        for item in read(file):
            shelf = shelves.get(INTERNAL if item["internal"] else public)
            slug = item["slug"]
            if slug in existing or slug in taken or item["title"] in deleted:
                continue
            if shelf is not None:
                yield NewPage(model(translation_key=_key(slug)), item), shelf


def _add_draft(new: NewPage, shelf: OverviewPage, fields: PageFields) -> NewPage:
    fields.fill(new.page, new.item)
    add_draft(shelf, new.page, _first_published_at(new.page))
    return new


def _primary_keys() -> dict[str, int]:
    """Return the primary keys of the demo's items by their slug in the files.

    An item is recognised by its key, so it may have another slug by now.
    """
    slugs: dict[UUID, str] = {
        _key(item["slug"]): item["slug"] for file in SHELVES for item in read(file)
    }
    primary_keys: dict[str, int] = {}
    for model, _ in SHELVES.values():
        pages = model.objects.filter(translation_key__in=slugs)
        for translation_key, pk in pages.values_list("translation_key", "pk"):
            primary_keys[slugs[translation_key]] = pk
    return primary_keys


def _key(slug: str) -> UUID:
    return key("items", slug)


def _first_published_at(page: KnowledgePage) -> datetime | None:
    """Return the date of the item as its publication, so that the order never depends on now."""
    day = page.date
    if day is None and page.period_from:
        day = datetime(page.period_from, 1, 1).date()
    return timezone.make_aware(datetime.combine(day, time(9))) if day else None
