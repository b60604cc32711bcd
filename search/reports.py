"""What visitors looked for in vain, the most asked first; beside the editors' other reports."""

from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column

from armoedegeheugen.editorial.reports.base import DayColumn, Linked, Report

from .models import MissedQuestion


class Missed(Report):
    page_title = "Gezocht en niet gevonden"
    header_icon = "search"
    index_url_name = "verslag_gezocht"
    index_results_url_name = "verslag_gezocht_lijst"
    columns = [
        Linked("question", "Vraag"),
        Column("count", label="Keren"),
        DayColumn("last_asked", label="Laatst"),
    ]

    def rows(self) -> QuerySet[MissedQuestion]:
        return MissedQuestion.objects.order_by("-count", "-last_asked", "question")
