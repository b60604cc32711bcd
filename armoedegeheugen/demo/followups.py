"""Create the follow-up, feedback and adoptions of the demo.

Follow-up cannot be deleted, so an advice without follow-up never had any. Adoptions can be deleted,
so the history of the page tells whether it ever had one. Rows with a date in the future are left
out.
"""

from datetime import date
from typing import TypeVar

from django.utils import timezone
from wagtail.models import PageLogEntry

from ..models import (
    Adoption,
    Authority,
    Feedback,
    FollowUp,
    KnowledgePage,
    Municipality,
    PolicyAdvice,
    PracticeCard,
    Recommendation,
)
from ..models.adoption import ACTION
from .files import Item, key, read
from .terms import Terms

Page = TypeVar("Page", bound=KnowledgePage)
DAYS = ("date", "due")


def load(terms: Terms) -> int:
    """Create the rows that are missing and return their number."""
    texts = read("followups")
    advices = _pages(PolicyAdvice, [row["advice"] for row in texts["followups"]])
    writer = _Writer(terms, advices)
    created = [writer.followup(row) for row in _missing(FollowUp, advices, texts["followups"])]
    created += [writer.feedback(row) for row in _missing(Feedback, advices, texts["feedback"])]
    return sum(created) + _adoptions(terms, texts["adoptions"])


class _Writer:
    """Create rows in their order; a later row can correct an earlier one by its id."""

    def __init__(self, terms: Terms, advices: dict[str, PolicyAdvice]) -> None:
        self.terms = terms
        self.advices = advices
        self.by_id: dict[str, FollowUp] = {}

    def followup(self, row: Item) -> bool:
        values = {name: row[name] for name in row.keys() - {"advice", "number", "id", "corrects"}}
        advice = self.advices[row["advice"]]
        recommendation = key("recommendations", row["advice"], str(row["number"]))
        if not Recommendation.objects.filter(advice=advice, key=recommendation).exists():
            return False
        values["responsible"] = self.terms.one(Authority, row["responsible"])
        corrects = self.by_id.get(row.get("corrects", ""))
        entry = FollowUp(
            advice=advice,
            recommendation_key=recommendation,
            corrects=corrects,
            **_with_dates(values),
        )
        entry.save()
        if "id" in row:
            self.by_id[row["id"]] = entry
        return True

    def feedback(self, row: Item) -> bool:
        values = {name: row[name] for name in row.keys() - {"advice"}}
        Feedback(advice=self.advices[row["advice"]], **_with_dates(values)).save()
        return True


def _adoptions(terms: Terms, rows: list[Item]) -> int:
    slugs = [row["item"] for row in rows]
    items = {**_pages(PolicyAdvice, slugs), **_pages(PracticeCard, slugs)}
    keys = [page.pk for page in items.values()]
    logged = PageLogEntry.objects.filter(page__in=keys, action=ACTION)
    adopted = set(logged.values_list("page_id", flat=True))
    adopted |= set(Adoption.objects.filter(item__in=keys).values_list("item", flat=True))
    created = 0
    for row in rows:
        page = items.get(row["item"])
        if page is None or page.pk in adopted:
            continue
        municipality = terms.one(Municipality, row["municipality"])
        if municipality is None:
            continue
        values = {name: row[name] for name in row.keys() - {"item", "municipality"}}
        Adoption.objects.create(item=page.page_ptr, municipality=municipality, **values)
        created += 1
    return created


def _pages(model: type[Page], slugs: list[str]) -> dict[str, Page]:
    """Return the pages of the demo by their slug in the files, even if an editor renamed them."""
    slug_by_key = {key("items", slug): slug for slug in slugs}
    pages = model.objects.filter(translation_key__in=slug_by_key)
    return {slug_by_key[page.translation_key]: page for page in pages}


def _missing(
    model: type[FollowUp] | type[Feedback], advices: dict[str, PolicyAdvice], rows: list[Item]
) -> list[Item]:
    """Return the rows of advices that have none yet, up to today."""
    today = timezone.localdate().isoformat()
    existing = set(model.objects.order_by().values_list("advice", flat=True).distinct())
    empty = {slug for slug, page in advices.items() if page.pk not in existing}
    return [row for row in rows if row["advice"] in empty and row["date"] <= today]


def _with_dates(values: Item) -> Item:
    days = {name: date.fromisoformat(values[name]) for name in DAYS if values.get(name)}
    return {**values, **days}
