"""Report items whose review day has passed, and items with many empty parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column

from ...models import KnowledgePage
from ...models.querysets import ITEM_MODELS
from .. import completeness
from ..columns import DayColumn
from .base import Linked, Report, days_since


@dataclass(frozen=True)
class Overdue:
    """An item whose review day has passed."""

    title: str
    address: str
    kind: str
    review_by: date | None
    days: int | None


@dataclass(frozen=True)
class Partial:
    """An item with many empty parts."""

    title: str
    address: str
    kind: str
    percent: int
    missing: str
    online: str


class Review(Report):
    """The published items whose review day has passed, the longest overdue first."""

    page_title = "Na te kijken"
    header_icon = "date"
    index_url_name = "verslag_nakijken"
    index_results_url_name = "verslag_nakijken_lijst"
    columns = [
        Linked("title", "Titel"),
        Column("kind", label="Soort"),
        DayColumn("review_by", label="Tegen"),
        Column("days", label="Dagen te laat"),
    ]

    def rows(self) -> list[Overdue]:
        """Return the rows, the longest overdue first."""
        overdue = [
            _overdue(item)
            for model in ITEM_MODELS
            for item in model.objects.live().filter(review_by__lt=timezone.localdate())
        ]
        return sorted(overdue, key=lambda row: str(row.review_by))


def _overdue(item: KnowledgePage) -> Overdue:
    late = days_since(item.review_by)
    return Overdue(item.title, _edit_url(item), item.kind_label, item.review_by, late)


class Incomplete(Report):
    """The items with empty parts, the emptiest first.

    A published item is measured as it is online, any other as its draft.
    """

    page_title = "Onvolledig"
    header_icon = "form"
    index_url_name = "verslag_onvolledig"
    index_results_url_name = "verslag_onvolledig_lijst"
    columns = [
        Linked("title", "Titel"),
        Column("kind", label="Soort"),
        Column("percent", label="Ingevuld (%)"),
        Column("missing", label="Ontbreekt"),
        Column("online", label="Online"),
    ]

    def rows(self) -> list[Partial]:
        """Return the rows, the emptiest first."""
        partial = (row for model in ITEM_MODELS for row in _partial(model))
        return sorted(partial, key=lambda row: (row.percent, row.title))


def _partial(model: type[KnowledgePage]) -> Iterator[Partial]:
    items = completeness.with_percent(model.objects.all()).filter(completeness__lt=100)
    relations = [field.name for field in model._meta.many_to_many] + (
        ["recommendations"] if hasattr(model, "recommendations") else []
    )
    for item in items.prefetch_related(*relations):
        missing = ", ".join(completeness.missing(item))
        online = "ja" if item.live else "nee"
        yield Partial(
            item.title, _edit_url(item), item.kind_label, item.completeness, missing, online
        )


def _edit_url(item: KnowledgePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[item.pk])
