"""Report the published recommendations without an answer, the oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wagtail.admin.ui.tables import Column

from ...followup import stories
from ...models import PolicyAdvice
from ..columns import DayColumn
from .base import Linked, Report


@dataclass(frozen=True)
class Row:
    """A recommendation without an answer."""

    text: str
    address: str
    advice: str
    responsible: str
    asked_on: date | None
    days: int | None
    due: date | None


class Unanswered(Report):
    """The report on unanswered recommendations."""

    page_title = "Aanbevelingen zonder antwoord"
    header_icon = "comment"
    index_url_name = "verslag_antwoord"
    index_results_url_name = "verslag_antwoord_lijst"
    columns = [
        Linked("text", "Aanbeveling"),
        Column("advice", label="Advies"),
        Column("responsible", label="Voor wie"),
        DayColumn("asked_on", label="Datum"),
        Column("days", label="Dagen"),
        DayColumn("due", label="Tegen wanneer"),
    ]

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the report."""
        advices = list(
            PolicyAdvice.objects.live()
            .select_related("authority")
            .prefetch_related("recommendations__responsible")
            .order_by("date", "title")
        )
        all_stories = stories.load_stories(advice.pk for advice in advices)
        for advice in advices:
            for recommendation in advice.recommendations.all():
                story = all_stories.of(recommendation, advice)
                if not story.state.answered:
                    yield Row(
                        text=f"{recommendation.label}: {recommendation.text}",
                        address=f"{advice.url}#{recommendation.anchor}",
                        advice=advice.title,
                        responsible=str(story.responsible or ""),
                        asked_on=advice.date,
                        days=story.state.age,
                        due=story.state.due,
                    )
