"""An Excel sheet of plain texts: whatever was typed into an answer, no cell is ever a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_TEXT = "@"
LONGEST_CELL = 32_767
"""Characters that Excel takes in one cell."""


@dataclass(frozen=True)
class Column:
    """A column: what its head says, and its width in characters."""

    head: str
    width: int = 14


def text_sheet(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[str]], made_at: datetime
) -> bytes:
    """Return the .xlsx: a head that stays in sight, filters, every cell a text.

    The same rows made at the same moment are the same bytes.
    """
    # Only those who export wait for this library.
    import xlsxwriter

    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, options) as book:
        book.set_properties({"created": made_at.replace(tzinfo=None)})
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        # Of the text kind, or Excel takes =1+1 for a formula once somebody edits the cell.
        body = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "num_format": AS_TEXT}
        )
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.head, head)
            sheet.set_column(place, place, column.width)
        last = 1
        for last, row in enumerate(rows, start=1):
            for place, text in enumerate(row):
                sheet.write_string(last, place, text[:LONGEST_CELL], body)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return kept.getvalue()
