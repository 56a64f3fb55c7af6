"""An Excel sheet of texts and moments: whatever was typed into an answer, no cell is a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_TEXT, AS_MOMENT = "@", "dd/mm/yyyy hh:mm:ss"
LONGEST_CELL = 32_767
"""Characters that Excel takes in one cell."""


@dataclass(frozen=True)
class Column:
    """A column: what its head says, and its width in characters."""

    head: str
    width: int = 14


def text_sheet(
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | datetime]],
    made_at: datetime,
) -> bytes:
    """Return the .xlsx: a head that stays in sight, filters, every cell a text or a moment.

    A moment is given without time zone, as the office's clock shows it. The same rows made at the
    same moment are the same bytes.
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
        moment = book.add_format({"valign": "top", "border": 1, "num_format": AS_MOMENT})
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.head, head)
            sheet.set_column(place, place, column.width)
        last = 1
        for last, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(last, place, cell, moment)
                else:
                    sheet.write_string(last, place, cell[:LONGEST_CELL], body)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return kept.getvalue()
