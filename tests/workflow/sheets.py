"""Excel sheets of people, as the import takes them."""

import io

from openpyxl import Workbook

from service.workflow.people_sheets.read_sheet import COLUMNS


def a_sheet(*rows: tuple[str, ...]) -> bytes:
    """The bytes of a sheet with our head and these rows."""
    book, kept = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (COLUMNS, *rows):
        sheet.append(row)
    book.save(kept)
    return kept.getvalue()
