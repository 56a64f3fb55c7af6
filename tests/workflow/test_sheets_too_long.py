"""A sheet with far more in it than people is refused before it is read, whatever its bytes say."""

import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from service.workflow.people_import import COLUMNS, MOST_ROWS, SheetTooLong, import_people
from tests.builders import BUDGET, House

MANY = 700_000
SHEET = "xl/worksheets/sheet1.xml"
TEXT = b'<c %st="inlineStr"><is><t>x</t></is></c>'


def a_sheet(change: Callable[[bytes], bytes], member: str = SHEET) -> bytes:
    """A sound sheet with one of its parts changed, packed as tight as can be."""
    book, plain, made = Workbook(), io.BytesIO(), io.BytesIO()
    book.worksheets[0].append(COLUMNS)
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == member else content)
    return made.getvalue()


def with_rows(content: bytes, row: bytes) -> bytes:
    """The part with that row again and again, and no word on how large the sheet is."""
    content = re.sub(rb"<dimension[^>]*>", b"", content)
    return content.replace(b"</sheetData>", row * MANY + b"</sheetData>")


TOO_LONG: dict[str, Callable[[bytes], bytes]] = {
    "rows all called the second": lambda c: with_rows(
        c, b'<row r="2">' + TEXT % b'r="A2" ' + b"</row>"
    ),
    "rows without a number": lambda c: with_rows(c, b"<row>" + TEXT % b"" + b"</row>"),
    "empty rows": lambda c: with_rows(c, b"<row/>"),
    "cells of one row": lambda c: c.replace(b"</row>", b"<c/>" * MANY + b"</row>"),
    "tags nobody knows": lambda c: c.replace(b"</sheetData>", b"<a/>" * MANY + b"</sheetData>"),
}


@pytest.mark.parametrize("kind", TOO_LONG)
def test_far_too_much_is_refused_within_a_second(memory_house: House, kind: str) -> None:
    sheet = a_sheet(TOO_LONG[kind])
    assert len(sheet) < 200_000
    begun = time.process_time()

    with pytest.raises(SheetTooLong):
        import_people(memory_house.office, memory_house.staff.administrator, sheet)

    assert time.process_time() - begun < 1.0


def test_a_full_sheet_is_well_below_the_limit(memory_house: House) -> None:
    """Its rows are judged one by one: here all of them bear one name."""
    book, file = Workbook(), io.BytesIO()
    book.worksheets[0].append([*COLUMNS, "Thư điện tử"])
    for number in range(3):
        person = (
            f"nguoi{number}",
            f"Nguyễn Thị {'ABC'[number]}",
            "Chuyên viên",
            BUDGET,
            "",
            "Cán bộ",
        )
        book.worksheets[0].append([*person, f"nguoi{number}@so.vn"])
    for _ in range(MOST_ROWS - 3):
        book.worksheets[0].append([" "] * 7)
    book.save(file)

    made = import_people(memory_house.office, memory_house.staff.administrator, file.getvalue())

    assert len(made) == 3
