"""Write spreadsheets that Excel in Belgium opens as text: our own, and all exports of Wagtail.

Invariant: no cell of a CSV or XLSX file is run as a formula, whatever somebody typed.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

# A spreadsheet takes these for the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Excel reads a file as UTF-8 only if it begins with this.
BYTE_ORDER_MARK = "\ufeff"
# Where the comma is for decimals, Excel takes this between cells.
DELIMITER = ";"


def defuse(cell: str) -> str:
    """Return the cell with an apostrophe before a formula, so that it is not run."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def defuse_exports() -> None:
    """Change every export of Wagtail, which all its views take from one mixin.

    `SpreadsheetExportMixin` as in Wagtail 7.4.
    """
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(view: Any, field: str, value: Any, export_format: str) -> Any:
        cell = preprocess(view, field, value, export_format)
        if not isinstance(cell, str):
            return cell
        if export_format == view.FORMAT_CSV:
            return defuse(cell)
        # openpyxl stores it as text, and refuses some control characters.
        return ILLEGAL_CHARACTERS_RE.sub("", cell)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
    SpreadsheetExportMixin.stream_csv = _stream_csv


def _stream_csv(view: Any, queryset: Iterable[Any]) -> Iterator[bytes]:
    writer = csv.DictWriter(Echo(), fieldnames=view.list_export, delimiter=DELIMITER)
    yield BYTE_ORDER_MARK.encode()
    headings = {field: view.get_heading(queryset, field) for field in view.list_export}
    yield writer.writerow({field: defuse(heading) for field, heading in headings.items()})
    for item in queryset:
        yield view.write_csv_row(writer, view.to_row_dict(item))
