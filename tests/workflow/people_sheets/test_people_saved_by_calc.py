"""A sheet that LibreOffice Calc opened and saved reads as it read before.

What Calc made of the books below lies in `saved_by_calc`, converted by Calc 7.4
(`soffice --headless --convert-to xlsx`), so that no test needs an office program with sheets.
"""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from service.archive.intake.accept_file import judge_file
from service.workflow.people_sheets.read_sheet import TITLES as BY_NAME
from service.workflow.people_sheets.read_sheet import (
    PeopleSheet,
    SheetUnreadable,
    pattern_sheet,
    read_people,
)

THE_DAY = datetime(2026, 3, 5, tzinfo=UTC)
SAVED = Path(__file__).parent / "saved_by_calc"
TITLES = tuple(BY_NAME.values())
UNIT, ROLE = "Văn phòng Sở", "Cán bộ"


def filled_pattern() -> bytes:
    """The file that is downloaded to be filled, with one person in it."""
    units = ((UNIT, "VP"), ("Phòng Giá", "GIA"))
    book = load_workbook(io.BytesIO(pattern_sheet(units, THE_DAY)))
    sheet, kept = book.worksheets[0], io.BytesIO()
    sheet["A2"], sheet["B2"], sheet["C2"], sheet["G2"] = "an", "Đặng Văn An", "Văn thư", "an@x.vn"
    book.save(kept)
    return kept.getvalue()


def written(fill: Callable[[Book, Worksheet], object], **options: object) -> bytes:
    """A workbook of one sheet, and what `fill` puts there."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet("Danh sách"))
    return target.getvalue()


def every_kind(book: Book, sheet: Worksheet) -> None:
    """A title, heads over two rows, a cell of each kind, hidden and filtered rows and sheets."""
    zeros, day, share = (
        book.add_format({"num_format": code}) for code in ("000", "dd/mm/yyyy", "0%")
    )
    sheet.merge_range("A1:G1", "DANH SÁCH NGƯỜI DÙNG")
    for column, title in enumerate(TITLES):
        sheet.merge_range(1, column, 2, column, title)
    for row in range(3, 15):
        sheet.write_row(row, 0, (f"nguoi{row}", f"Võ {row}", "Văn thư", UNIT, "", ROLE))
    sheet.write_number("A5", 7, zeros)
    sheet.write_number("C6", 46082, day)
    sheet.write_number("C7", 0.5, share)
    sheet.write_rich_string("B8", "Võ ", book.add_format({"bold": 1}), "Năm")
    sheet.write_string("F8", "Cán bộ\nTrưởng đơn vị")
    sheet.write_formula("D9", "=D4", None, UNIT)
    sheet.set_row(9, None, None, {"hidden": True})
    sheet.write_formula("C11", "=1/0", None, "#DIV/0!")
    sheet.write_boolean("D11", True)
    sheet.merge_range("D12:D13", UNIT)
    sheet.write_number("C14", 12345678901234)
    sheet.write_string("D15", "Thanh tra Sở")
    sheet.autofilter("A3:G15")
    sheet.filter_column("D", f'x == "{UNIT}"')
    sheet.set_row(14, options={"hidden": True})
    old = book.add_worksheet("Cũ")
    old.write_row(0, 0, TITLES)
    old.very_hidden()
    empty = book.add_worksheet("Trống")
    for row in range(50):
        empty.write_blank(row, 0, None, book.add_format({"border": 1}))


def of_1904(book: Book, sheet: Worksheet) -> None:
    """A day in a workbook that counts days from 1904 on."""
    sheet.write_row(0, 0, TITLES)
    sheet.write_row(1, 0, ("mot", "Trần Văn Một", "", UNIT, "", ROLE))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_datetime(1, 2, THE_DAY, day)


BOOKS = {
    "pattern": filled_pattern(),
    "every_kind": written(every_kind),
    "of_1904": written(of_1904, date_1904=True, remove_timezone=True),
}


def told(people: PeopleSheet) -> tuple[object, ...]:
    """All that is said of a file: rows, their places and faults, and what is left out."""
    return tuple(people.rows), [(each.label.vi, each.asks) for each in people.left_out]


@pytest.mark.parametrize("name", BOOKS)
def test_what_calc_saved_reads_as_what_it_opened(name: str) -> None:
    before, saved = BOOKS[name], (SAVED / f"{name}.xlsx").read_bytes()

    assert before != saved
    assert told(read_people(saved)) == told(read_people(before))


def test_every_kind_of_cell_was_there_to_compare() -> None:
    people = read_people((SAVED / "every_kind.xlsx").read_bytes())
    (moment,) = read_people((SAVED / "of_1904.xlsx").read_bytes()).rows

    assert [row.number for row in people.rows] == [4, 5, 6, 7, 8, 9, 11, 12, 13, 14]
    assert [len(row.faults) for row in people.rows] == [0, 0, 1, 1, 0, 0, 2, 0, 0, 1]
    assert people.rows[1].entry.username == "007"
    assert len(people.rows[4].entry.roles) == 2
    assert {row.entry.unit_name for row in people.rows} == {UNIT, "TRUE"}
    assert "dòng 10, 15 đang ẩn" in "".join(each.label.vi for each in people.left_out)
    assert moment.texts["title"] == "05/03/2026"


@pytest.mark.parametrize(
    ("name", "words"),
    [("pattern.ods", "bảng tính OpenDocument (.ods)"), ("pattern.xls", "Excel đời cũ (.xls)")],
)
def test_the_other_kinds_that_calc_saves_are_called_what_they_are(name: str, words: str) -> None:
    with pytest.raises(SheetUnreadable) as refused:
        read_people((SAVED / name).read_bytes())

    assert words in refused.value.label.vi
    assert "Excel Workbook (*.xlsx)" in refused.value.label.vi


@pytest.mark.parametrize("name", ["pattern.xlsx", "every_kind.xlsx", "pattern.ods"])
def test_what_calc_saved_is_taken_as_evidence_too(name: str) -> None:
    assert judge_file(name, (SAVED / name).read_bytes()).file_name == name
