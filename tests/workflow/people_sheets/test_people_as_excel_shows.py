"""People from Excel: what Excel shows is entered, the rest is asked about, refused or named."""

import io
from collections.abc import Callable

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from service.formkit.moves import Role
from service.workflow.errors import NotAllowed
from service.workflow.people.people import list_people, list_units
from service.workflow.people_sheets.import_people import (
    Entering,
    RowsRefused,
    SheetLeavesOut,
    UnitChoice,
    enter_people,
    import_people,
    preview_sheet,
    units_asked,
)
from service.workflow.people_sheets.read_sheet import (
    COLUMNS,
    HeadsMissing,
    SheetOfNobody,
    SheetUnreadable,
    read_people,
)
from service.workflow.people_sheets.rows_sent import rows_sent, rows_to_send
from tests.builders import BUDGET, House

HIEU = ("hieu", "Đinh Văn Hiếu", "Chuyên viên", BUDGET, "", "Cán bộ")
THU = ("thu", "Ngô Thị Thu", "Trưởng phòng", BUDGET, "", "Trưởng đơn vị")
MISSPELT = "Phòng Quản lí ngân sách"


def a_book(
    *rows: tuple[object, ...],
    head: tuple[str, ...] = COLUMNS,
    fill: Callable[[Book, Worksheet], object] = lambda *_: None,
) -> bytes:
    """An .xlsx with these rows, and what `fill` does to it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("2026")
        for number, row in enumerate((head, *rows)):
            page.write_row(number, 0, row)
        fill(book, page)
    return target.getvalue()


def entered(house: House, sheet: bytes, **how: object) -> list[tuple[str, str, str]]:
    """User name, unit and mail address of whom the sheet brings."""
    made = import_people(house.office, house.staff.administrator, sheet, Entering(**how))  # type: ignore[arg-type]
    return [(n.person.username, n.person.unit_name, n.person.email) for n in made.people]


def faults(house: House, sheet: bytes) -> list[tuple[int, str, str]]:
    """Row, column and sentence of each fault; nobody was entered."""
    with pytest.raises(RowsRefused) as refused:
        import_people(house.office, house.staff.administrator, sheet)
    assert len(list_people(house.office, house.staff.administrator)) == 8
    assert len(list_units(house.office, house.staff.administrator)) == 5
    return [(row, column, label.vi) for row, column, label in refused.value.faults]


def test_a_unit_merged_over_three_rows_is_the_unit_of_all_three(memory_house: House) -> None:
    rows = [(f"gop{n}", f"Trần Văn {n}", "Chuyên viên", "", "", "Cán bộ") for n in "ABC"]
    sheet = a_book(*rows, fill=lambda _, page: page.merge_range("D2:D4", BUDGET))

    assert [unit for _, unit, _ in entered(memory_house, sheet)] == [BUDGET] * 3


def test_technical_values_are_refused_by_their_cells(memory_house: House) -> None:
    def fill(book: Book, page: Worksheet) -> None:
        page.write_formula("C2", "=NA()", None, "#N/A")
        page.write_formula("D2", "=H9")
        page.write_number("B3", 46082)
        page.write_number("C3", 46082, book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_string("D3", "#REF!")

    told = faults(memory_house, a_book(HIEU, THU, fill=fill))

    assert [(row, column) for row, column, _ in told] == [
        (2, "Chức vụ"),
        (2, "Đơn vị"),
        (3, "Họ và tên"),
        (3, "Chức vụ"),
        (3, "Đơn vị"),
    ]
    cells = ("C2", "D2", "B3", "C3", "D3")
    assert all(cell in words for cell, (*_, words) in zip(cells, told, strict=True))


def test_all_sheets_shown_are_read_and_a_fault_names_its_sheet(memory_house: House) -> None:
    def second(book: Book, _: Worksheet, role: str = "Cán bộ") -> None:
        page = book.add_worksheet("Thanh tra")
        page.write_row(0, 0, COLUMNS)
        page.write_row(1, 0, ("hai", "Người Trang Hai", "Thanh tra viên", BUDGET, "", role))

    bad = a_book((*HIEU[:5], "Vua"), fill=lambda b, p: second(b, p, "Vua"))

    told = faults(memory_house, bad)
    assert [words.partition(".")[0] for *_, words in told] == ["Trang «2026»", "Trang «Thanh tra»"]
    assert [name for name, *_ in entered(memory_house, a_book(HIEU, fill=second))] == [
        "hieu",
        "hai",
    ]


def test_a_name_that_stands_twice_says_where_it_stands_first(memory_house: House) -> None:
    ((row, column, words),) = faults(memory_house, a_book(HIEU, ("Hieu", *THU[1:])))

    assert (row, column) == (3, "Tên đăng nhập")
    assert "trùng với dòng 2" in words
    assert "A3" in words


def test_usual_heads_in_any_order_are_known_and_the_others_are_named(memory_house: House) -> None:
    head = ("STT", "HỌ TÊN", "Email", "Tài khoản", "Chức danh", "Phòng ban", "Vai trò", "Ghi chú")
    row = (1, "Lê Thị Mai", "mai@x.gov.vn", "mai", "Văn thư", BUDGET, "can bo;Chuyên gia\nđánh giá")
    sheet = a_book((*row, "mới về"), head=head)

    made = import_people(memory_house.office, memory_house.staff.administrator, sheet)

    assert made.people[0].person.email == "mai@x.gov.vn"
    assert [each.label.vi for each in made.left_out] == [
        "Trang «2026»: cột H «Ghi chú» không đọc (ô H2)."
    ]


def test_roles_are_known_with_no_break_spaces_and_other_separators(memory_house: House) -> None:
    house = memory_house
    sheet = a_book((*HIEU[:5], "Cán\u00a0bộ; CHUYÊN GIA  ĐÁNH GIÁ\nAuditor"))

    (new,) = import_people(house.office, house.staff.administrator, sheet).people

    assert new.person.roles == {Role.OFFICIAL, Role.AUDITOR}


def test_who_asks_first_enters_nobody_while_something_would_be_left_out(
    memory_house: House,
) -> None:
    house, administrator = memory_house, memory_house.staff.administrator

    def hide(book: Book, page: Worksheet) -> None:
        page.set_row(2, None, None, {"hidden": True})
        old = book.add_worksheet("2024 (cũ)")
        old.write_row(0, 0, COLUMNS)
        old.write_row(1, 0, ("cu", "Người Năm Cũ", "Chuyên viên", BUDGET, "", "Cán bộ"))
        old.hide()

    sheet = a_book(HIEU, THU, fill=hide)
    with pytest.raises(SheetLeavesOut) as asks:
        import_people(house.office, administrator, sheet, Entering(asks_first=True))

    assert "dòng 3 đang ẩn" in asks.value.label.vi
    assert "«2024 (cũ)» đang ẩn" in asks.value.label.vi
    assert len(list_people(house.office, administrator)) == 8
    assert [name for name, *_ in entered(house, sheet)] == ["hieu"]


def test_rows_of_the_pattern_that_are_not_filled_in_ask_nothing(memory_house: House) -> None:
    sheet = a_book(HIEU, ("", "", "", BUDGET, "QLNS", "Cán bộ"))

    assert [name for name, *_ in entered(memory_house, sheet, asks_first=True)] == ["hieu"]


def test_a_preview_enters_nobody_and_asks_about_each_unit_once(memory_house: House) -> None:
    house, administrator = memory_house, memory_house.staff.administrator
    new = "Phòng Pháp chế và Truyền thông"
    rows = [(f"moi{n}", f"Trần Văn {n}", "Chuyên viên", new, "PC", "Cán bộ") for n in "AB"]
    sheet = a_book((*HIEU[:3], MISSPELT, "", "Cán bộ"), *rows, THU)

    found = preview_sheet(house.office, administrator, sheet)

    assert [row.entry.username for row in found.people.rows] == ["hieu", "moiA", "moiB", "thu"]
    assert [(each.name, each.row_numbers) for each in found.asked] == [
        (MISSPELT, (2,)),
        (new, (3, 4)),
    ]
    assert found.asked[0].alike[0] == BUDGET
    assert found.faults == ()
    assert len(list_people(house.office, administrator)) == 8
    assert len(list_units(house.office, administrator)) == 5


def test_what_is_answered_about_a_unit_is_what_its_people_get(memory_house: House) -> None:
    house, administrator = memory_house, memory_house.staff.administrator
    sheet = a_book((*HIEU[:3], MISSPELT, "", "Cán bộ"), (*THU[:3], "Phòng Pháp chế", "", "Cán bộ"))
    answers = {MISSPELT: UnitChoice(BUDGET), "Phòng Pháp chế": UnitChoice(abbreviation="PC")}

    made = import_people(house.office, administrator, sheet, Entering(units=answers))

    assert [n.person.unit_name for n in made.people] == [BUDGET, "Phòng Pháp chế"]
    assert made.units == ("Phòng Pháp chế",)


def test_a_new_unit_without_abbreviation_is_asked_for_one(memory_house: House) -> None:
    house = memory_house
    sheet = a_book((*HIEU[:3], "Phòng Pháp chế", "", "Cán bộ"))
    new = Entering(units={"Phòng Pháp chế": UnitChoice()})

    with pytest.raises(RowsRefused) as refused:
        import_people(house.office, house.staff.administrator, sheet, new)

    assert [(row, column) for row, column, _ in refused.value.faults] == [(2, "Viết tắt đơn vị")]


def test_agreeing_to_new_units_makes_none_of_a_name_like_a_known_one(memory_house: House) -> None:
    house = memory_house
    sheet = a_book((*HIEU[:3], MISSPELT, "QLN", "Cán bộ"))

    with pytest.raises(RowsRefused) as refused:
        import_people(house.office, house.staff.administrator, sheet, Entering(new_units=True))

    assert f"Có phải «{BUDGET}»?" in refused.value.faults[0][2].vi
    assert len(list_units(house.office, house.staff.administrator)) == 5


def test_rows_shown_come_back_as_they_were(memory_house: House) -> None:
    house = memory_house
    people = read_people(a_book(HIEU, (*THU[:3], "Phòng <b> & «x»", "", "Cán bộ, Giám đốc")))

    again = rows_sent(rows_to_send(people))

    assert [row.entry for row in again.rows] == [row.entry for row in people.rows]
    assert [row.places for row in again.rows] == [row.places for row in people.rows]
    assert [each.name for each in units_asked(house.office, house.staff.administrator, again)] == [
        "Phòng <b> & «x»"
    ]


@pytest.mark.parametrize(
    "sent",
    ["", "[]", "{}", "[1]", '[["a",2,[]]]', '[["a","b",[["",""]]]]', "[[[[", '[["a",1,null]]'],
)
def test_rows_that_no_page_sent_enter_nobody(sent: str) -> None:
    with pytest.raises(SheetUnreadable):
        rows_sent(sent)


def test_rows_sent_are_judged_like_any_others(memory_house: House) -> None:
    house, administrator = memory_house, memory_house.staff.administrator
    again = rows_sent(rows_to_send(read_people(a_book(HIEU))))
    enter_people(house.office, administrator, again)

    with pytest.raises(RowsRefused):
        enter_people(house.office, administrator, again)
    with pytest.raises(NotAllowed):
        enter_people(house.office, house.staff.secretary, again)
    with pytest.raises(NotAllowed):
        units_asked(house.office, house.staff.secretary, again)


def test_heads_with_nobody_under_them_are_told_so(memory_house: House) -> None:
    house = memory_house

    with pytest.raises(SheetOfNobody):
        import_people(house.office, house.staff.administrator, a_book())


def test_a_column_that_is_hidden_is_named_as_missing_and_hidden(memory_house: House) -> None:
    house = memory_house
    sheet = a_book(HIEU, fill=lambda _, page: page.set_column("C:C", 9, None, {"hidden": True}))

    with pytest.raises(HeadsMissing) as refused:
        import_people(house.office, house.staff.administrator, sheet)

    assert "Cột «Chức vụ» đang ẩn" in refused.value.label.vi


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b,c\r\n1,2,3\r\n", ".csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    ],
    ids=["csv", "xls", "password"],
)
def test_another_kind_of_file_is_told_what_to_do(
    memory_house: House, content: bytes, words: str
) -> None:
    house = memory_house

    with pytest.raises(SheetUnreadable) as refused:
        import_people(house.office, house.staff.administrator, content)

    assert words in refused.value.label.vi


def test_five_hundred_people_come_in_from_one_sheet(memory_house: House) -> None:
    rows = [(f"nguoi{n}", f"Trần Văn {n} A", "Chuyên viên", BUDGET, "", "") for n in range(500)]

    assert len(entered(memory_house, a_book(*rows))) == 500
