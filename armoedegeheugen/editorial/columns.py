"""Define the table columns that lists and reports share."""

from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A date in digits, so that a row stays one line."""

    def get_value(self, instance: Any) -> str:
        """Return the date as in 31/12/2024."""
        day = super().get_value(instance)
        return date_format(day, "j/n/Y") if day else ""
