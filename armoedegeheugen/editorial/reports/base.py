"""Show rows as a table, and export them as CSV or XLSX through Wagtail's report view."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy


class Linked(TitleColumn):
    """A column with text that links to the `address` of its row."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label=label, get_url=lambda row: row.address)


class Report(ReportView, ABC):
    """A report for users who may publish.

    `columns` name attributes of a row. The exported file has the same columns.
    """

    permission_policy = page_permission_policy
    any_permission_required = ["publish"]
    header_icon = "list-ul"
    no_results_message = "Er is niets te melden."

    @abstractmethod
    def rows(self) -> Iterable[Any]:
        """Return the rows of the report."""

    def get_filtered_queryset(self) -> list[Any]:
        """Return the rows as a list."""
        return list(self.rows())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text for an empty report."""
        return {
            **super().get_context_data(**kwargs),
            "no_results_message": self.no_results_message,
        }

    @property
    def list_export(self) -> list[str]:
        """The names of the exported columns."""
        return [column.name for column in self.columns]

    @property
    def export_headings(self) -> dict[str, str]:
        """The headings of the exported columns."""
        return {column.name: column.label for column in self.columns}

    def get_filename(self) -> str:
        """Return the file's name, with today's date."""
        return f"{self.page_title.lower().replace(' ', '-')}-{timezone.localdate():%Y-%m-%d}"


def days_since(day: date | None) -> int | None:
    """Return the number of days since a day; None without a day."""
    return (timezone.localdate() - day).days if day else None
