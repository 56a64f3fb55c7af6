"""What stands in a cell: its words where a person reads words, a fault by its place elsewhere."""

import io
from datetime import date

import pytest
from openpyxl import Workbook
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from service.archive.sheets.cells import Cell, CellKind, cell_fault, text_cell
from tests.archive.sheet_samples import (
    HEADS,
    a_book,
    as_strict,
    plain,
    read,
    rewritten,
    texts,
    with_cell,
)

MOT = ("Trần Văn Một", "Chuyên viên")


def test_a_formula_is_its_result_and_without_one_a_fault() -> None:
    def formulas(_: Book, sheet: Worksheet) -> None:
        sheet.write_formula("B2", '="Chuyên "&"viên"', None, "Chuyên viên")
        sheet.write_formula("C2", "=H2")

    book, kept = Workbook(), io.BytesIO()
    for row in (HEADS, ("Lê Hai", "Văn thư", "=H2")):
        book.worksheets[0].append(row)
    book.save(kept)

    (worked,) = read(a_book(formulas, ("Trần Một", "", ""))).rows
    (unworked,) = read(kept.getvalue()).rows

    assert worked.cells["post"].text == "Chuyên viên"
    # XlsxWriter keeps a 0 where it has no result, and asks Excel to work all out anew.
    assert worked.cells["unit"].kind is CellKind.FORMULA
    assert unworked.cells["unit"].kind is CellKind.FORMULA


def test_what_excel_writes_instead_of_a_value_is_never_a_text() -> None:
    def odd(book: Book, sheet: Worksheet) -> None:
        sheet.write_formula("A2", "=NA()", None, "#N/A")
        sheet.write_datetime("B2", date(2026, 3, 1), _of(book, "dd-mmm"))
        sheet.write_boolean("C2", True)
        sheet.write_string("A3", "#REF!")
        sheet.write_number("B3", 46082)
        sheet.write_number("C3", 7.5)
        sheet.write_string("A4", "=VLOOKUP(A1;B1;2)")
        sheet.write_number("B4", 1.5e12)
        sheet.write_string("C4", "Giá", _of(book, '"Phòng "@'))

    first, second, third = read(a_book(odd)).rows

    assert [first.cells[n].kind for n in ("name", "post", "unit")] == [
        CellKind.ERROR,
        CellKind.MOMENT,
        CellKind.TRUTH,
    ]
    assert first.cells["post"].text == "01/03/2026"
    assert [second.cells[n].kind for n in ("name", "post", "unit")] == [
        CellKind.ERROR,
        CellKind.NUMBER,
        CellKind.DRESSED,
    ]
    assert [third.cells[n].kind for n in ("name", "post", "unit")] == [
        CellKind.FORMULA,
        CellKind.DRESSED,
        CellKind.DRESSED,
    ]
    faults = [cell_fault(c) for row in (first, second, third) for c in row.cells.values()]
    assert [str(fault).split()[1] for fault in faults] == [
        f"{letter}{row}" for row in (2, 3, 4) for letter in "ABC"
    ]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [(7, "000", "007"), (1001, "General", "1001"), (12, "@", "12"), (5.0, "0", "5")],
)
def test_a_number_that_may_be_a_name_is_taken_as_it_is_shown(
    value: float, code: str, shown: str
) -> None:
    numbered = a_book(
        lambda book, sheet: sheet.write_number("A2", value, _of(book, code)), ("", "Văn thư", "Giá")
    )

    (row,) = read(numbered).rows

    assert row.cells["name"].text == shown
    assert cell_fault(row.cells["name"], may_be_number=True, needs_letter=False) is None
    assert cell_fault(row.cells["name"]) is not None


def test_escapes_are_turned_back_into_what_they_mean() -> None:
    escaped = plain(("Trần_x000D_\nMột", "_x0041__x0301_n", "x_x005F_y"))

    (row,) = texts(with_escapes(escaped))

    assert row == {"name": "Trần\nMột", "post": "Án", "unit": "x_y"}


def with_escapes(package: bytes) -> bytes:
    """The package with its escapes as Excel writes them: XlsxWriter escapes them once more."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        return name, content.replace(b"_x005F_x00", b"_x00").replace(b"_x005F_x03", b"_x03")

    return rewritten(package, change)


def test_the_runs_of_a_rich_text_are_one_text_without_the_reading_above() -> None:
    rich = (
        b'<c r="A2" t="inlineStr"><is><r><t>Tr\xe1\xba\xa7n </t></r><r><rPr><b/></rPr><t>M</t></r>'
    )
    rich += b'<r><t>\xe1\xbb\x99t</t></r><rPh sb="0" eb="1"><t>doc</t></rPh></is></c>'
    book = plain(("", "Văn thư", "Giá"))

    assert texts(with_cell(book, b'<c r="B2"', rich + b'<c r="B2"'))[0]["name"] == "Trần Một"


def test_no_break_spaces_and_zero_width_signs_alone_are_an_empty_cell() -> None:
    assert texts(plain(("Trần Một", "\u00a0 \u200b", "\u00a0Giá\u00a0"))) == [
        {"name": "Trần Một", "unit": "Giá"}
    ]


def test_old_fonts_are_found_and_offered_in_unicode() -> None:
    cell = text_cell("B2", "NguyÔn V¨n Hïng phßng tæng hîp")

    told = cell_fault(cell) if cell else None

    assert told is not None
    assert "TCVN3" in told.vi
    assert "Nguyễn Văn Hùng" in told.vi


def test_text_without_a_letter_is_no_name() -> None:
    told = cell_fault(Cell("C5", CellKind.TEXT, "2026-03-01 00:00:00"))

    assert told is not None
    assert "C5" in told.vi


def test_days_of_a_strict_workbook_are_days() -> None:
    book = with_cell(
        as_strict(plain((*MOT, "Giá"))),
        b'<c r="B2" t="s"><v>4</v></c>',
        b'<c r="B2" t="d"><v>2026-03-01T00:00:00</v></c>',
    )

    assert read(book).rows[0].cells["post"].text == "01/03/2026"


def _of(book: Book, code: str) -> Format:
    return book.add_format({"num_format": code})
