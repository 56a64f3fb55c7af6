"""Workbooks as offices and other programs make them: odd, and read as a person sees them."""

import re
from collections.abc import Callable

import pytest
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from service.archive.sheets.cells import CellKind
from service.archive.sheets.refusals import HeadsNotFound, SheetReason, SheetRefused
from tests.archive.sheet_samples import (
    HEADS,
    NAME,
    POST,
    UNIT,
    a_book,
    left_out,
    plain,
    read,
    rewritten,
    texts,
)

MOT = ("Trần Văn Một", "Chuyên viên", "Giá")
READ = [{"name": "Trần Văn Một", "post": "Chuyên viên", "unit": "Giá"}]
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LINKS = "xl/_rels/workbook.xml.rels"


def with_part(part: str, change: Callable[[bytes], bytes], *rows: tuple[str, ...]) -> bytes:
    """A workbook of these rows, one part of it changed."""

    def changed(name: str, content: bytes) -> tuple[str, bytes]:
        assert name != part or change(content) != content
        return name, change(content) if name == part else content

    return rewritten(plain(*(rows or (MOT,))), changed)


def swapped(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(old.encode(), new.encode(), content, count=1)


def test_heads_over_two_rows_are_known_where_some_stand_under_a_common_one() -> None:
    def heads(_: Book, sheet: Worksheet) -> None:
        sheet.merge_range("A1:A2", NAME)
        sheet.merge_range("B1:C1", "Công tác")
        sheet.write_row("B2", (POST, UNIT))
        sheet.write_row("A3", MOT)
        sheet.write_row("A4", HEADS)

    assert texts(a_book(heads, head=())) == READ
    assert "dòng 4 lặp lại tên cột" in left_out(a_book(heads, head=()))


@pytest.mark.parametrize("row", [(1, 2, 3), ("(1)", "(2)", "(3)"), ("4.", "5.", "6.")])
def test_a_row_that_numbers_the_columns_is_nobody(row: tuple[object, ...]) -> None:
    numbered = plain(row, MOT)

    assert texts(numbered) == READ
    assert left_out(numbered) == "Trang «Danh sách»: dòng 2 chỉ đánh số cột nên không đọc."
    assert not any(each.asks for each in read(numbered).left_out)


@pytest.mark.parametrize("row", [("1", "3", "5"), ("1", "", ""), ("1", "2", "Giá")])
def test_a_row_of_other_figures_is_read(row: tuple[str, ...]) -> None:
    assert len(texts(plain(row, MOT))) == 2


def test_of_two_columns_for_one_head_the_shown_one_is_read() -> None:
    def beside(_: Book, sheet: Worksheet) -> None:
        sheet.set_column("C:C", None, None, {"hidden": True})
        sheet.write_column("D1", ("Phòng", "Giá mới"))

    both = a_book(beside, MOT)

    assert texts(both)[0]["unit"] == "Giá mới"
    assert "cột C «Đơn vị» đang ẩn" in left_out(both)


@pytest.mark.parametrize(
    "changed",
    [
        lambda: plain(MOT, head=("Họ\u00a0và\u202ftên", "\u200bChức\u2009vụ", "Đơn\u3000vị")),
        lambda: with_part(LINKS, swapped("worksheets/sheet1", "/XL/./x/../Worksheets/Sheet1")),
        lambda: with_part(SHEET, swapped('r="C2"', 'r="c2"')),
        lambda: with_part(
            TEXTS,
            swapped(
                "<t>Trần Văn Một</t>",
                "<r><rPr><b/></rPr><t>Trần </t></r><r><t xml:space='preserve'>Văn Một</t></r>"
                "<rPh sb='0' eb='1'><t>ト</t></rPh><phoneticPr fontId='1'/>",
            ),
        ),
        lambda: a_book(
            lambda book, _: book.add_worksheet("Trống").write_blank(
                9, 9, None, book.add_format({"border": 1, "bg_color": "#ffff00"})
            ),
            MOT,
        ),
    ],
    ids=["no-break heads", "absolute target", "small letters", "rich, phonetic", "empty sheet"],
)
def test_what_looks_alike_reads_alike(changed: Callable[[], bytes]) -> None:
    assert texts(changed()) == READ
    assert left_out(changed()) == ""


def test_a_figure_typed_with_an_apostrophe_is_text_and_a_formula_so_typed_is_asked_about() -> None:
    def quoted(book: Book, sheet: Worksheet) -> None:
        quote = book.add_format({"quote_prefix": True})
        sheet.write_string("B2", "0123", quote)
        sheet.write_string("C2", "=Giá", quote)

    (row,) = read(a_book(quoted, MOT)).rows

    assert [row.cells[name].kind for name in ("post", "unit")] == [CellKind.TEXT, CellKind.FORMULA]
    assert row.cells["post"].text == "0123"


def test_a_head_that_shows_an_error_is_a_head_that_is_missing() -> None:
    with pytest.raises(HeadsNotFound) as refused:
        read(a_book(lambda _, sheet: sheet.write_formula("C1", "=NA()", None, "#N/A"), MOT))

    assert refused.value.missing == (UNIT,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'(r="B2" t="s"><v>)\d+', r"\1-1"),
        (r'<row r="3"(.*?)r="A3"', r'<row r="2"\1r="A2"'),
        (r'r="B2"', r'r="A2"'),
        (r'r="C2"', r'r="C9"'),
        (r'<row r="2"', r'<row r="1048577"'),
        (r'<row r="2"', r'<row r="0"'),
        (r'<c r="C2" t="s"><v>\d+</v>', r'<c r="C2"><v>nan</v>'),
    ],
    ids=["text -1", "a row twice", "a cell twice", "elsewhere", "below all", "row 0", "no number"],
)
def test_a_sheet_of_which_nobody_knows_what_excel_would_show_is_refused(old: str, new: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read(with_part(SHEET, swapped(old, new), MOT, ("Lê Hai", "Phó phòng", "Giá")))

    assert refused.value.reason is SheetReason.BROKEN
