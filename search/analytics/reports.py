"""What visitors look for, and what they look for in vain; beside the editors' other reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet, Sum
from django.urls import reverse
from wagtail.admin.ui.tables import Column

from armoedegeheugen.editorial.reports.base import DayColumn, Linked, Report

from ..models import AskedQuestion, OpenedItem

DECIDE = "gezochte_vraag"
"""Name of the address where an editor does something about a question."""


@dataclass(frozen=True)
class Asked:
    """A question over all months that are kept; `found` and `near` as it was last asked."""

    question: str
    count: int
    found: int
    near: int
    opened: int
    last_asked: date

    @property
    def address(self) -> str:
        return f"{reverse(DECIDE)}?{urlencode({'q': self.question})}"


class Searched(Report):
    page_title = "Wat bezoekers zoeken"
    header_icon = "search"
    index_url_name = "verslag_zoekvragen"
    index_results_url_name = "verslag_zoekvragen_lijst"
    no_results_message = "Er is nog niets gezocht."
    columns = [
        Linked("question", "Vraag"),
        Column("count", label="Keren"),
        Column("found", label="Gevonden"),
        Column("near", label="Bijna"),
        Column("opened", label="Geopend"),
        DayColumn("last_asked", label="Laatst"),
    ]

    def rows(self) -> Iterable[Asked]:
        return asked(AskedQuestion.objects.all())


class Missed(Report):
    page_title = "Gezocht en niet gevonden"
    header_icon = "search"
    index_url_name = "verslag_gezocht"
    index_results_url_name = "verslag_gezocht_lijst"
    columns = [
        Linked("question", "Vraag"),
        Column("count", label="Keren"),
        Column("near", label="Bijna gevonden"),
        DayColumn("last_asked", label="Laatst"),
    ]

    def rows(self) -> Iterable[Asked]:
        return [row for row in asked(AskedQuestion.objects.all()) if not row.found]


def asked(rows: QuerySet[AskedQuestion]) -> list[Asked]:
    """Each question once, the most asked first."""
    opened = dict(
        OpenedItem.objects.values_list("asked__question").annotate(Sum("count")).order_by()
    )
    by_question: dict[str, Asked] = {}
    for row in rows.order_by("month"):
        before = by_question.get(row.question)
        by_question[row.question] = Asked(
            row.question,
            row.count + (before.count if before else 0),
            row.found,
            row.near,
            opened.get(row.question, 0),
            row.last_asked,
        )
    return sorted(by_question.values(), key=_rank)


def _rank(row: Asked) -> tuple[int, int, str]:
    return -row.count, -row.last_asked.toordinal(), row.question
