"""Report to editors what visitors search, and what they search without result."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet, Sum
from django.urls import reverse
from wagtail.admin.ui.tables import Column

from armoedegeheugen.editorial.columns import DayColumn
from armoedegeheugen.editorial.reports.base import Linked, Report

from ..models import AskedQuestion, OpenedItem

# The name of the URL of the page of one question.
QUESTION_VIEW = "gezochte_vraag"


@dataclass(frozen=True)
class Question:
    """A question over all months that are kept; `found` and `near` are of its last search."""

    question: str
    count: int
    found: int
    near: int
    opened: int
    last_asked: date

    @property
    def address(self) -> str:
        """Return the URL of the page of this question."""
        return f"{reverse(QUESTION_VIEW)}?{urlencode({'q': self.question})}"


class SearchedReport(Report):
    """The report of all questions."""

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

    def rows(self) -> Iterable[Question]:
        """Return all questions, the most frequent first."""
        return questions(AskedQuestion.objects.all())


class ZeroResultsReport(Report):
    """The report of questions without an item that holds all words."""

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

    def rows(self) -> Iterable[Question]:
        """Return the questions without full match, the most frequent first."""
        return [row for row in questions(AskedQuestion.objects.all()) if not row.found]


def questions(rows: QuerySet[AskedQuestion]) -> list[Question]:
    """Return each question once, the most frequent first."""
    opened = dict(
        OpenedItem.objects.values_list("asked__question").annotate(Sum("count")).order_by()
    )
    by_question: dict[str, Question] = {}
    for row in rows.order_by("month"):
        before = by_question.get(row.question)
        by_question[row.question] = Question(
            row.question,
            row.count + (before.count if before else 0),
            row.found,
            row.near,
            opened.get(row.question, 0),
            row.last_asked,
        )
    return sorted(by_question.values(), key=_sort_key)


def _sort_key(row: Question) -> tuple[int, int, str]:
    return -row.count, -row.last_asked.toordinal(), row.question
