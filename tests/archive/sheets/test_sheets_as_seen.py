"""What is read of a workbook is what a person sees in Excel; the rest is named, not lost."""

from collections.abc import Callable

import pytest
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from service.archive.sheets.cells import CellKind, cell_fault
from service.archive.sheets.refusals import HeadsNotFound, SheetReason, SheetRefused
from tests.archive.sheet_samples import (
    HEADS,
    MAIL,
    NAME,
    POST,
    UNIT,
    a_book,
    as_strict,
    left_out,
    plain,
    read,
    rewritten,
    texts,
    with_cell,
)

MOT, HAI, BA = ("Trần Văn Một", "Chuyên viên"), ("Lê Thị Hai", "Phó phòng"), ("Võ Ba", "Văn thư")


def test_a_merged_cell_counts_for_every_row_it_covers() -> None:
    merged = a_book(
        lambda _, sheet: sheet.merge_range("C2:C4", "Phòng Giá"), (*MOT,), (*HAI,), (*BA,)
    )

    assert [row["unit"] for row in texts(merged)] == ["Phòng Giá"] * 3
    assert [row.cells["unit"].filled for row in read(merged).rows] == [False, True, True]
    assert left_out(merged) == ""


def test_a_cell_merged_across_columns_is_a_fault_by_its_place() -> None:
    across = a_book(lambda _, sheet: sheet.merge_range("A3:C3", "I. PHÒNG GIÁ"), (*MOT, "Giá"))

    (_, section) = read(across).rows

    assert {cell.kind for cell in section.cells.values()} == {CellKind.ACROSS}
    told = cell_fault(section.cells["post"])
    assert told is not None
    assert "A3:C3" in told.vi


def test_rows_with_nothing_but_borders_are_no_rows() -> None:
    def borders(book: Book, sheet: Worksheet) -> None:
        frame = book.add_format({"border": 1})
        for number in range(2, 20_000):
            for column in range(6):
                sheet.write_blank(number, column, None, frame)

    assert texts(a_book(borders, (*MOT, "Giá"))) == [
        {"name": "Trần Văn Một", "post": "Chuyên viên", "unit": "Giá"}
    ]


def test_hidden_rows_columns_and_sheets_are_not_read_and_are_named() -> None:
    def hide(book: Book, sheet: Worksheet) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, 0)
        sheet.set_column(3, 3, 20, None, {"hidden": True})
        old = book.add_worksheet("2024 (cũ)")
        old.write_row(0, 0, HEADS)
        old.write_row(1, 0, ("Người Năm Cũ", "Chuyên viên", "Giá"))
        old.hide()

    rows = [(*who, "Giá", "x@y.vn") for who in (MOT, HAI, BA)]
    hidden = a_book(hide, *rows, head=(*HEADS, MAIL))

    assert texts(hidden) == [{"name": "Trần Văn Một", "post": "Chuyên viên", "unit": "Giá"}]
    told = left_out(hidden)
    assert "dòng 3–4 đang ẩn" in told
    assert "cột D «Thư điện tử» đang ẩn" in told
    assert "Trang «2024 (cũ)» đang ẩn" in told


def test_every_sheet_shown_with_the_heads_is_read_and_others_are_named() -> None:
    def more(book: Book, _: Worksheet) -> None:
        second = book.add_worksheet("Thanh tra")
        second.write_row(0, 0, HEADS)
        second.write_row(1, 0, (*HAI, "Thanh tra"))
        book.add_worksheet("Trống")
        book.add_worksheet("Ghi chú").write(0, 0, "Cập nhật ngày 05/03")

    several = a_book(more, (*MOT, "Giá"))

    assert [(row.sheet, row.number) for row in read(several).rows] == [
        ("Danh sách", 2),
        ("Thanh tra", 2),
    ]
    assert left_out(several) == (
        f"Trang «Ghi chú» không đọc vì thiếu cột «{NAME}», «{POST}», «{UNIT}»."
    )


@pytest.mark.parametrize(
    "head",
    [
        ("HỌ VÀ TÊN", " chức  vụ ", "Đơn vị"),
        ("Họ và\ntên", "Chức vụ", "Đơn\r\nvị"),
        ("Họ và tên (*)", "Chức\u00a0vụ:", "Đơn vị [2]"),
        ("Ho\u0323\u0302 va\u0300 te\u0302n".replace("\u0323\u0302", "\u0323"), "Chức vụ", UNIT),
        ("Ho va ten", "Chuc vu", "Don vi"),
        ("Full name", "Chức danh", "Phòng"),
    ],
    ids=["capitals", "line breaks", "remarks", "decomposed", "no marks", "synonyms"],
)
def test_heads_are_known_however_they_are_written(head: tuple[str, ...]) -> None:
    assert texts(plain((*MOT, "Giá"), head=head))[0]["unit"] == "Giá"


def test_columns_stand_in_any_order_and_those_left_out_are_named_with_their_cells() -> None:
    head = ("STT", UNIT, "Ghi chú", "E-mail", NAME, POST, "Năm sinh")
    rows = [(1, "Giá", "mới", "mot@x.vn", *MOT), (2, "Giá", "", "hai@x.vn", *HAI, "", "lạ")]
    mixed = plain(*rows, head=head)

    assert texts(mixed)[0] == {
        "unit": "Giá",
        "mail": "mot@x.vn",
        "name": "Trần Văn Một",
        "post": "Chuyên viên",
    }
    assert left_out(mixed).splitlines() == [
        "Trang «Danh sách»: cột C «Ghi chú» không đọc (ô C2).",
        "Trang «Danh sách»: cột G «Năm sinh» không đọc.",
        "Trang «Danh sách»: cột H (không có tên) không đọc (ô H3).",
    ]
    assert [each.asks for each in read(mixed).left_out] == [True, False, True]


def test_heads_may_stand_below_a_title_and_over_two_rows() -> None:
    def titled(_: Book, sheet: Worksheet) -> None:
        sheet.write(0, 0, "DANH SÁCH CÁN BỘ NĂM 2026")
        for column, head in enumerate(HEADS):
            sheet.merge_range(2, column, 3, column, head)
        sheet.write_row(4, 0, (*MOT, "Giá"))
        sheet.write_row(5, 0, HEADS)
        sheet.write_row(6, 0, (*HAI, "Giá"))

    titled_book = a_book(titled, head=())

    assert [row["name"] for row in texts(titled_book)] == ["Trần Văn Một", "Lê Thị Hai"]
    assert "dòng 1 ở phía trên tên cột" in left_out(titled_book)
    assert "dòng 6 lặp lại tên cột" in left_out(titled_book)


def test_words_in_the_counting_column_alone_are_named_and_numbers_are_not() -> None:
    rows = [("1", *MOT, "Giá"), ("II. Thanh tra", "", "", ""), ("3.", "", "", "")]

    assert left_out(plain(*rows, head=("TT", *HEADS))) == (
        "Trang «Danh sách»: ô A3 («II. Thanh tra») không đọc."
    )


@pytest.mark.parametrize("missing", [True, False], ids=["of no sheet", "hidden"])
def test_the_columns_that_are_missing_are_named(missing: bool) -> None:
    content = (
        plain(MOT, head=(NAME, POST))
        if missing
        else a_book(
            lambda _, sheet: sheet.set_column(2, 2, 9, None, {"hidden": True}), (*MOT, "Giá")
        )
    )

    with pytest.raises(HeadsNotFound) as refused:
        read(content)

    assert refused.value.missing == (UNIT,)
    assert refused.value.hidden == (() if missing else (UNIT,))


@pytest.mark.parametrize(
    "changed",
    [
        as_strict,
        lambda book: rewritten(book, lambda n, c: (n.replace("sharedStr", "SharedStr"), c)),
        lambda book: rewritten(
            book,
            lambda n, c: (
                n.replace("workbook.xml", "book2.xml"),
                c.replace(b"xl/workbook.xml", b"xl/book2.xml"),
            ),
        ),
        lambda book: rewritten(
            book, lambda n, c: (n, c.replace(b'Target="worksheets/', b'Target="/xl/worksheets/'))
        ),
    ],
    ids=["strict", "capitals in a name", "another main part", "absolute targets"],
)
def test_workbooks_of_other_programs_are_read(changed: Callable[[bytes], bytes]) -> None:
    assert texts(changed(plain((*MOT, "Giá")))) == [
        {"name": "Trần Văn Một", "post": "Chuyên viên", "unit": "Giá"}
    ]


def test_ranges_that_overlap_are_no_workbook_of_excel() -> None:
    twice = with_cell(
        plain(*[(f"Trần {n}", "Văn thư", "") for n in range(9)]),
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="B2:B9"/><mergeCell ref="B2:B8"/></mergeCells>',
    )

    with pytest.raises(SheetRefused) as refused:
        read(twice)

    assert refused.value.reason is SheetReason.BROKEN
