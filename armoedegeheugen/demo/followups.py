"""What became of the advices of the demo: follow-up, feedback, and who took something over.

Follow-up cannot be deleted, so an advice that has none never had any; whoever took something over
can be, and so the history of the page is asked. What has not happened yet by this machine's clock
is left out.
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
    """Add what is missing; returns how much that is."""
    texts = read("followups")
    advices = _pages(PolicyAdvice, [row["advice"] for row in texts["followups"]])
    said = _Saying(terms, advices)
    made = [said.followup(row) for row in _fresh(FollowUp, advices, texts["followups"])]
    made += [said.feedback(row) for row in _fresh(Feedback, advices, texts["feedback"])]
    return sum(made) + _adoptions(terms, texts["adoptions"])


class _Saying:
    """Writes rows in their order, and knows which of them a later one corrects."""

    def __init__(self, terms: Terms, advices: dict[str, PolicyAdvice]) -> None:
        self.terms = terms
        self.advices = advices
        self.named: dict[str, FollowUp] = {}

    def followup(self, row: Item) -> bool:
        values = {name: row[name] for name in row.keys() - {"advice", "number", "id", "corrects"}}
        advice = self.advices[row["advice"]]
        asked = key("recommendations", row["advice"], str(row["number"]))
        if not Recommendation.objects.filter(advice=advice, key=asked).exists():
            return False
        values["responsible"] = self.terms.one(Authority, row["responsible"])
        corrects = self.named.get(row.get("corrects", ""))
        entry = FollowUp(
            advice=advice, recommendation_key=asked, corrects=corrects, **_dated(values)
        )
        entry.save()
        if "id" in row:
            self.named[row["id"]] = entry
        return True

    def feedback(self, row: Item) -> bool:
        values = {name: row[name] for name in row.keys() - {"advice"}}
        Feedback(advice=self.advices[row["advice"]], **_dated(values)).save()
        return True


def _adoptions(terms: Terms, rows: list[Item]) -> int:
    slugs = [row["item"] for row in rows]
    items = {**_pages(PolicyAdvice, slugs), **_pages(PracticeCard, slugs)}
    keys = [page.pk for page in items.values()]
    known = PageLogEntry.objects.filter(page__in=keys, action=ACTION)
    taken = set(known.values_list("page_id", flat=True))
    taken |= set(Adoption.objects.filter(item__in=keys).values_list("item", flat=True))
    made = 0
    for row in rows:
        page = items.get(row["item"])
        if page is None or page.pk in taken:
            continue
        place = terms.one(Municipality, row["municipality"])
        if place is None:
            continue
        values = {name: row[name] for name in row.keys() - {"item", "municipality"}}
        Adoption.objects.create(item=page.page_ptr, municipality=place, **values)
        made += 1
    return made


def _pages(model: type[Page], slugs: list[str]) -> dict[str, Page]:
    """The pages of the demo by the slug in its files, whatever an editor calls them now."""
    wanted = {key("items", slug): slug for slug in slugs}
    found = model.objects.filter(translation_key__in=wanted)
    return {wanted[page.translation_key]: page for page in found}


def _fresh(
    model: type[FollowUp] | type[Feedback], advices: dict[str, PolicyAdvice], rows: list[Item]
) -> list[Item]:
    """The rows of advices that have none yet, up to today."""
    today = timezone.localdate().isoformat()
    there = set(model.objects.order_by().values_list("advice", flat=True).distinct())
    fresh = {slug for slug, page in advices.items() if page.pk not in there}
    return [row for row in rows if row["advice"] in fresh and row["date"] <= today]


def _dated(values: Item) -> Item:
    days = {name: date.fromisoformat(values[name]) for name in DAYS if values.get(name)}
    return {**values, **days}
