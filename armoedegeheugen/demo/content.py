"""Practices, advices and dossiers of the demo: placed first, then linked and published.

Items point at each other, so all of them get a place in the tree before the first is published.
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
from .files import Item, key, read
from .filling import Filling
from .kept import deleted_pages
from .pictures import Pictures
from .terms import Terms
from .tree import add_draft

SHELVES: dict[str, tuple[type[KnowledgePage], str]] = {
    "practices": (PracticeCard, "praktijken"),
    "advices": (PolicyAdvice, "adviezen"),
    "dossiers": (Dossier, "dossiers"),
}
"""For each file: the page type, and the slug of the overview that its items stand on."""


@dataclass(frozen=True)
class New:
    page: Any
    item: Item


def load(terms: Terms, pictures: Pictures) -> list[str]:
    """Publish the items that are missing; returns their titles."""
    filling = Filling(terms, pictures)
    added = [_placed(new, shelf, filling) for new, shelf in _missing()]
    numbers = _numbers() if added else {}
    for new in added:
        filling.link(new.page, new.item, numbers)
        new.page.save_revision().publish()
    return [new.page.title for new in added]


def _missing() -> Iterator[tuple[New, OverviewPage]]:
    there, gone = _numbers(), deleted_pages()
    shelves = {page.slug: page for page in OverviewPage.objects.all()}
    taken = set(Page.objects.values_list("slug", flat=True))
    for file, (model, public) in SHELVES.items():
        for item in read(file):
            shelf = shelves.get(INTERNAL if item["internal"] else public)
            known = item["slug"] in there or item["slug"] in taken or item["title"] in gone
            if shelf is not None and not known:
                page = model(translation_key=_key(item["slug"]))
                yield New(page, item), shelf


def _placed(new: New, shelf: OverviewPage, filling: Filling) -> New:
    filling.fill(new.page, new.item)
    add_draft(shelf, new.page, _moment(new.page))
    return new


def _numbers() -> dict[str, int]:
    """Primary keys of the demo's items by the slug in its files, whatever an editor calls them."""
    slugs: dict[UUID, str] = {
        _key(item["slug"]): item["slug"] for file in SHELVES for item in read(file)
    }
    found: dict[str, int] = {}
    for model, _ in SHELVES.values():
        rows = model.objects.filter(translation_key__in=slugs)
        found |= {slugs[row[0]]: row[1] for row in rows.values_list("translation_key", "pk")}
    return found


def _key(slug: str) -> UUID:
    return key("items", slug)


def _moment(page: KnowledgePage) -> datetime | None:
    """An item counts as published on its own day, so that the order never hangs on the clock."""
    day = page.date
    if day is None and page.period_from:
        day = datetime(page.period_from, 1, 1).date()
    return timezone.make_aware(datetime.combine(day, time(9))) if day else None
